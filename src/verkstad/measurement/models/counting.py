"""Counting weeks: all who are asked count for some days, in the same way, also those who log nothing otherwise."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from verkstad.measurement.models.enquiries import MOST_AT_ONCE, THEMES, EnquiryChannel, EnquiryKind
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service

MOST_DAYS = 31


class CountingWeek(models.Model):
    """What is counted, when and how; more than a week at most by name. It closes once, and its results with it."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="counting_weeks", db_index=False)
    name = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()
    hand_in_by = models.DateField(help_text="The last day on which numbers are taken. Then it closes by itself.")
    channels = ArrayField(models.CharField(max_length=12, choices=EnquiryChannel))
    services = models.ManyToManyField(Service, related_name="counting_weeks", blank=True)
    themes = ArrayField(models.CharField(max_length=20, choices=THEMES), default=list, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "-first_day"]
        constraints = [
            ExclusionConstraint(
                name="countingweek_one_at_a_time",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    (
                        Func(
                            F("first_day"),
                            F("last_day"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"), last_day__lt=F("first_day") + timedelta(days=MOST_DAYS)),
                name="countingweek_days",
            ),
            models.CheckConstraint(condition=Q(hand_in_by__gte=F("last_day")), name="countingweek_handed_in_after"),
            models.CheckConstraint(condition=Q(channels__len__gt=0), name="countingweek_has_a_channel"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> list[date]:
        number = (self.last_day - self.first_day).days + 1
        return [self.first_day + timedelta(days=ahead) for ahead in range(number)]

    def day_of(self, at: datetime) -> date:
        """Where it is counted."""
        return at.astimezone(ZoneInfo(self.municipality.time_zone)).date()

    def earliest_end(self, at: datetime) -> date:
        """The first day that can be the last on which numbers are taken."""
        return max(self.last_day, self.day_of(at))

    def takes_numbers(self, at: datetime) -> bool:
        """Whether it has not closed, nor would have if the worker were awake."""
        return self.closed_at is None and self.day_of(at) <= self.hand_in_by


class CountingUnit(models.Model):
    """Who counts: a desk, an exchange, a department. One that counts at the desk has what is logged at its place."""

    week = models.ForeignKey(CountingWeek, models.CASCADE, related_name="units", db_index=False)
    name = models.CharField(max_length=80)
    place = models.ForeignKey(Place, models.RESTRICT, null=True, blank=True, related_name="+")
    counts_at_desk = models.BooleanField(default=False)
    channels = ArrayField(models.CharField(max_length=12, choices=EnquiryChannel))
    email = models.EmailField(blank=True, help_text="Told when the numbers are late.")
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["week", "name"]
        constraints = [
            models.UniqueConstraint(fields=["week", "name"], name="countingunit_name_in_week"),
            models.UniqueConstraint(
                fields=["week", "place"], condition=Q(counts_at_desk=True), name="countingunit_one_desk_at_place"
            ),
            models.CheckConstraint(
                condition=Q(counts_at_desk=False) | Q(place__isnull=False), name="countingunit_desk_is_at_a_place"
            ),
            models.CheckConstraint(condition=Q(channels__len__gt=0), name="countingunit_has_a_channel"),
        ]

    def __str__(self) -> str:
        return self.name


class TallySheet(models.Model):
    """What a unit counted on a day in one channel; one without tallies says that nobody asked."""

    unit = models.ForeignKey(CountingUnit, models.CASCADE, related_name="sheets", db_index=False)
    day = models.DateField()
    channel = models.CharField(max_length=12, choices=EnquiryChannel)

    class Meta:
        ordering = ["unit", "day", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "day", "channel"], name="tallysheet_once"),
            models.CheckConstraint(condition=Q(channel__in=EnquiryChannel.values), name="tallysheet_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel}"


class Tally(models.Model):
    """How many asked about the same, of one kind. A service that is gone has become something else."""

    sheet = models.ForeignKey(TallySheet, models.CASCADE, related_name="tallies", db_index=False)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+")
    theme = models.CharField(max_length=20, choices=THEMES, blank=True)
    kind = models.CharField(max_length=12, choices=EnquiryKind)
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_AT_ONCE)])

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.CheckConstraint(condition=Q(service__isnull=True) | Q(theme=""), name="tally_service_or_theme"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_AT_ONCE)), name="tally_number_in_bounds"),
            models.CheckConstraint(condition=Q(kind__in=EnquiryKind.values), name="tally_kind_known"),
        ]
        indexes = [models.Index(fields=["sheet"], name="tally_of_sheet")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
