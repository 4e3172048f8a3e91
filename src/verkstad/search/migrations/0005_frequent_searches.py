import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0002_settings_and_statement"),
        ("search", "0004_handled_and_learned_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrequentSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=3)),
                ("text", models.CharField(max_length=60)),
                ("folded", models.CharField(max_length=60)),
                ("times", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("service", "Services"),
                            ("place", "Places and contacts"),
                            ("page", "Pages"),
                            ("document", "Documents"),
                        ],
                        max_length=8,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "frequent searches",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "language", "text"), name="frequent_search_once")
                ],
            },
        ),
    ]
