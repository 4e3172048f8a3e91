from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_vectors"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="phrase", name="phrase_start"),
        migrations.RemoveIndex(model_name="phrase", name="phrase_trigrams"),
        migrations.AlterField(
            model_name="phrase",
            name="folded",
            field=models.CharField(db_collation="C", max_length=300),
        ),
        migrations.AddField(
            model_name="phrase",
            name="place",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="phrase",
            index=models.Index(fields=["shelf", "folded"], name="phrase_beginning"),
        ),
        # The worker indexes anew what is older than it should be.
        migrations.RunSQL(
            "UPDATE search_entry SET changed_at = NULL WHERE kind <> 'page'", reverse_sql=migrations.RunSQL.noop
        ),
    ]
