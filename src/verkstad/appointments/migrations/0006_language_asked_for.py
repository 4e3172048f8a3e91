from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appointments", "0005_participants_are_counted")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="spoken",
            field=models.CharField(
                blank=True, help_text="What they asked that their helper speaks, if any.", max_length=3
            ),
        ),
    ]
