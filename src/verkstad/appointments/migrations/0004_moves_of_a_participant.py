from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("appointments", "0003_video_of_a_helper"),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="moves",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How many times it was moved, by which calendars know the newest."
            ),
        ),
    ]
