"""The table in which limits of how often something may be tried are counted (settings.CACHES)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_roles")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE cache (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
            );
            CREATE INDEX cache_expires ON cache (expires);
            """,
            "DROP TABLE cache",
        )
    ]
