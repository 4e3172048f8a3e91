from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0004_offers"),
    ]

    operations = [
        migrations.AddField(
            model_name="recorded",
            name="recorded_by",
            field=models.CharField(blank=True, help_text="Who is not the second person to look at it.", max_length=40),
        ),
    ]
