"""Recovery codes are kept by their hash alone. Those of before could be read again; people make new ones."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def delete_readable_codes(apps: Any, schema_editor: Any) -> None:
    apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes").delete()


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_cache"), ("mfa", "0003_authenticator_type_uniq")]

    operations = [
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.RunPython(delete_readable_codes, migrations.RunPython.noop),
    ]
