from datetime import timedelta

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measurement", "0006_keys_of_platforms"),
        ("municipalities", "0003_appointments_as_a_part"),
        ("places", "0003_versions_and_sudden"),
        ("services", "0008_local_everyday_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountingUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("counts_at_desk", models.BooleanField(default=False)),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("desk", "At the desk"),
                                ("phone", "On the phone"),
                                ("email", "By e-mail"),
                                ("post", "By post"),
                                ("digital_post", "By digital post"),
                                ("chat", "In the chat"),
                                ("web", "On the web"),
                                ("social_media", "In social media"),
                                ("home", "At home"),
                            ],
                            max_length=12,
                        )
                    ),
                ),
                ("email", models.EmailField(blank=True, help_text="Told when the numbers are late.", max_length=254)),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["week", "name"],
            },
        ),
        migrations.CreateModel(
            name="CountingWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                (
                    "hand_in_by",
                    models.DateField(help_text="The last day on which numbers are taken. Then it closes by itself."),
                ),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("desk", "At the desk"),
                                ("phone", "On the phone"),
                                ("email", "By e-mail"),
                                ("post", "By post"),
                                ("digital_post", "By digital post"),
                                ("chat", "In the chat"),
                                ("web", "On the web"),
                                ("social_media", "In social media"),
                                ("home", "At home"),
                            ],
                            max_length=12,
                        )
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("eid", "Getting and using e-ID"),
                                ("digital_basics", "Computer, tablet and phone"),
                                ("e_services", "Using e-services"),
                                ("forms", "Filling in forms"),
                                ("print_scan", "Printing and scanning"),
                                ("internet", "Internet and e-mail"),
                                ("digital_post", "Digital post"),
                                ("translation", "Help in other languages"),
                                ("other", "Something else"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["municipality", "-first_day"],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eid", "Getting and using e-ID"),
                            ("digital_basics", "Computer, tablet and phone"),
                            ("e_services", "Using e-services"),
                            ("forms", "Filling in forms"),
                            ("print_scan", "Printing and scanning"),
                            ("internet", "Internet and e-mail"),
                            ("digital_post", "Digital post"),
                            ("translation", "Help in other languages"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("information", "Wanted to know something"),
                            ("transaction", "Wanted to get something done"),
                            ("misdirected", "Came to the wrong place"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10000),
                        ]
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tallies",
            },
        ),
        migrations.CreateModel(
            name="TallySheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("desk", "At the desk"),
                            ("phone", "On the phone"),
                            ("email", "By e-mail"),
                            ("post", "By post"),
                            ("digital_post", "By digital post"),
                            ("chat", "In the chat"),
                            ("web", "On the web"),
                            ("social_media", "In social media"),
                            ("home", "At home"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["unit", "day", "channel"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="enquiry",
            name="enquiry_source_known",
        ),
        migrations.AlterField(
            model_name="enquiry",
            name="source",
            field=models.CharField(
                choices=[
                    ("desk", "Logged at the desk"),
                    ("appointment", "From a booked time"),
                    ("group", "From a group"),
                ],
                max_length=11,
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["desk", "appointment", "group"])), name="enquiry_source_known"
            ),
        ),
        migrations.AddField(
            model_name="countingunit",
            name="place",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="places.place"
            ),
        ),
        migrations.AddField(
            model_name="countingweek",
            name="municipality",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="counting_weeks",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="countingweek",
            name="services",
            field=models.ManyToManyField(blank=True, related_name="counting_weeks", to="services.service"),
        ),
        migrations.AddField(
            model_name="countingunit",
            name="week",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="units",
                to="measurement.countingweek",
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="services.service",
            ),
        ),
        migrations.AddField(
            model_name="tallysheet",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sheets",
                to="measurement.countingunit",
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="sheet",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tallies",
                to="measurement.tallysheet",
            ),
        ),
        migrations.AddConstraint(
            model_name="countingweek",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("municipality", "="),
                    (
                        models.Func(
                            models.F("first_day"),
                            models.F("last_day"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="countingweek_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="countingweek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__gte", models.F("first_day")),
                    (
                        "last_day__lt",
                        django.db.models.expressions.CombinedExpression(
                            models.F("first_day"), "+", models.Value(timedelta(days=31))
                        ),
                    ),
                ),
                name="countingweek_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="countingweek",
            constraint=models.CheckConstraint(
                condition=models.Q(("hand_in_by__gte", models.F("last_day"))), name="countingweek_handed_in_after"
            ),
        ),
        migrations.AddConstraint(
            model_name="countingweek",
            constraint=models.CheckConstraint(
                condition=models.Q(("channels__len__gt", 0)), name="countingweek_has_a_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="countingunit",
            constraint=models.UniqueConstraint(fields=("week", "name"), name="countingunit_name_in_week"),
        ),
        migrations.AddConstraint(
            model_name="countingunit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("counts_at_desk", True)),
                fields=("week", "place"),
                name="countingunit_one_desk_at_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="countingunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("counts_at_desk", False), ("place__isnull", False), _connector="OR"),
                name="countingunit_desk_is_at_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="countingunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("channels__len__gt", 0)), name="countingunit_has_a_channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="tallysheet",
            constraint=models.UniqueConstraint(fields=("unit", "day", "channel"), name="tallysheet_once"),
        ),
        migrations.AddConstraint(
            model_name="tallysheet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        ["desk", "phone", "email", "post", "digital_post", "chat", "web", "social_media", "home"],
                    )
                ),
                name="tallysheet_channel_known",
            ),
        ),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(fields=["sheet"], name="tally_of_sheet"),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(("service__isnull", True), ("theme", ""), _connector="OR"),
                name="tally_service_or_theme",
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__range", (1, 10000))), name="tally_number_in_bounds"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["information", "transaction", "misdirected"])), name="tally_kind_known"
            ),
        ),
    ]
