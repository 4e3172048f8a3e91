"""Questions that people came with, and their counts. Nothing here tells who asked."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
    RegexValidator,
)
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place, Theme
from verkstad.services.models import Organisation, Service

MOST_AT_ONCE = 10_000
MOST_MINUTES = 1440
LONGEST_NOTE = 200
OTHER_THEME = "other"
THEMES = [*Theme.choices, (OTHER_THEME, _("Something else"))]


class EnquiryChannel(models.TextChoices):
    DESK = "desk", _("At the desk")
    PHONE = "phone", _("On the phone")
    EMAIL = "email", _("By e-mail")
    POST = "post", _("By post")
    DIGITAL_POST = "digital_post", _("By digital post")
    CHAT = "chat", _("In the chat")
    WEB = "web", _("On the web")
    SOCIAL_MEDIA = "social_media", _("In social media")
    HOME = "home", _("At home")


class EnquiryKind(models.TextChoices):
    INFORMATION = "information", _("Wanted to know something")
    TRANSACTION = "transaction", _("Wanted to get something done")
    MISDIRECTED = "misdirected", _("Came to the wrong place")


class EnquiryOutcome(models.TextChoices):
    SOLVED = "solved", _("Solved together")
    SHOWN = "shown", _("Shown how to do it")
    REFERRED = "referred", _("Referred to somebody else")
    UNSOLVED = "unsolved", _("Could not be solved")


class Avoidable(models.TextChoices):
    """Why somebody had to ask who should not have needed to."""

    TEXT_UNCLEAR = "text_unclear", _("The text was hard to understand")
    LETTER_UNCLEAR = "letter_unclear", _("A letter was hard to understand")
    HARD_TO_FIND = "hard_to_find", _("The service was hard to find")
    NOT_WORKING = "not_working", _("The service did not work")
    NO_EID = "no_eid", _("No e-ID")
    NO_EQUIPMENT = "no_equipment", _("No computer or phone of their own")
    LANGUAGE = "language", _("The language")
    OTHER = "other", _("Something else")


class AgeBand(models.TextChoices):
    UNDER_18 = "under_18", _("Under 18")
    FROM_18 = "18_29", "18–29"
    FROM_30 = "30_49", "30–49"
    FROM_50 = "50_64", "50–64"
    FROM_65 = "65_79", "65–79"
    FROM_80 = "80_plus", _("80 or older")


class EnquirySource(models.TextChoices):
    """How it came to be counted."""

    DESK = "desk", _("Logged at the desk")
    APPOINTMENT = "appointment", _("From a booked time")
    GROUP = "group", _("From a group")
    TALLY = "tally", _("From a tally sheet")
    FILE = "file", _("From a file")


class Enquiry(models.Model):
    """One question that was answered or not, or ``number`` alike. ``key`` is the client's: the same is never two."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", db_index=False)
    key = models.UUIDField()
    at = models.DateTimeField()
    day = models.DateField(help_text="Of ``at``, in the municipality's time zone.")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+")
    theme = models.CharField(max_length=20, choices=THEMES, blank=True)
    channel = models.CharField(max_length=12, choices=EnquiryChannel)
    kind = models.CharField(max_length=12, choices=EnquiryKind)
    outcome = models.CharField(max_length=8, choices=EnquiryOutcome)
    referred_to = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_AT_ONCE)]
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)]
    )
    is_first_time = models.BooleanField(null=True, blank=True)
    needed_eid_help = models.BooleanField(null=True, blank=True)
    own_equipment = models.BooleanField(null=True, blank=True)
    avoidable_because = models.CharField(max_length=14, choices=Avoidable, blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand, blank=True)
    language = models.CharField(max_length=3, blank=True, validators=[RegexValidator(r"^[a-z]{2,3}$")])
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, validators=[ProhibitNullCharactersValidator()])
    source = models.CharField(max_length=11, choices=EnquirySource)
    logged_by = models.CharField(max_length=100, help_text="As the audit trail names people.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "enquiries"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="enquiry_once"),
            models.CheckConstraint(condition=Q(service__isnull=True) | Q(theme=""), name="enquiry_service_or_theme"),
            models.CheckConstraint(
                condition=Q(referred_to__isnull=True) | Q(outcome=EnquiryOutcome.REFERRED),
                name="enquiry_referred_to_somebody",
            ),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_AT_ONCE)), name="enquiry_number_in_bounds"),
            models.CheckConstraint(condition=Q(minutes__range=(1, MOST_MINUTES)), name="enquiry_minutes_in_bounds"),
            models.CheckConstraint(
                condition=Q(theme__in=["", *(value for value, _name in THEMES)]), name="enquiry_theme_known"
            ),
            models.CheckConstraint(condition=Q(channel__in=EnquiryChannel.values), name="enquiry_channel_known"),
            models.CheckConstraint(condition=Q(kind__in=EnquiryKind.values), name="enquiry_kind_known"),
            models.CheckConstraint(condition=Q(outcome__in=EnquiryOutcome.values), name="enquiry_outcome_known"),
            models.CheckConstraint(condition=Q(source__in=EnquirySource.values), name="enquiry_source_known"),
            models.CheckConstraint(
                condition=Q(avoidable_because__in=["", *Avoidable.values]), name="enquiry_reason_known"
            ),
            models.CheckConstraint(condition=Q(age_band__in=["", *AgeBand.values]), name="enquiry_age_known"),
        ]
        indexes = [
            BrinIndex(fields=["day"], name="enquiry_day"),
            models.Index(fields=["municipality", "day"], name="enquiry_of_municipality"),
            models.Index(
                fields=["municipality", "day", "avoidable_because"],
                condition=~Q(avoidable_because=""),
                include=["place", "service", "channel", "kind", "number", "minutes"],
                name="enquiry_avoidable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel} {self.outcome}"


class Count(models.Model):
    """How many enquiries of a month are alike. Kept by triggers of the database on every change of Enquiry.

    Nothing else writes here, hence keys without constraints or cascades: a row follows its enquiries. Numbers have
    no lower bound in the table, because PostgreSQL checks it of the difference before it adds that to what is there.
    """

    municipality = models.ForeignKey(
        Municipality, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    month = models.DateField(help_text="Its first day.")
    channel = models.CharField(max_length=12, choices=EnquiryChannel)
    kind = models.CharField(max_length=12, choices=EnquiryKind)
    outcome = models.CharField(max_length=8, choices=EnquiryOutcome)
    number = models.IntegerField()
    minutes = models.IntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.channel} {self.outcome}"


def _once(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["municipality", "month", *fields, "channel", "kind", "outcome"], nulls_distinct=False, name=name
    )


class EnquiryCount(Count):
    """By place and by what they are about: for one place, one service, or a table of both."""

    place = models.ForeignKey(
        Place, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    service = models.ForeignKey(
        Service, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    theme = models.CharField(max_length=20, choices=THEMES, blank=True)

    class Meta:
        constraints = [_once("enquirycount_once", "place", "service", "theme")]
        indexes = [models.Index(fields=["municipality", "service", "month"], name="enquirycount_of_service")]


class TopicCount(Count):
    """By what they are about, whatever the place."""

    service = models.ForeignKey(
        Service, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    theme = models.CharField(max_length=20, choices=THEMES, blank=True)

    class Meta:
        constraints = [_once("topiccount_once", "service", "theme")]


class PlaceCount(Count):
    """By place, whatever they are about."""

    place = models.ForeignKey(
        Place, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )

    class Meta:
        constraints = [_once("placecount_once", "place")]


class DigitalUse(models.Model):
    """How many cases of a service were completed digitally in a month, as the platform that has them tells."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", db_index=False)
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its first day.")
    source = models.CharField(max_length=60, help_text="Which platform; what it sends again replaces what it sent.")
    cases = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "digital use"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "service", "month", "source"], name="digitaluse_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="digitaluse_month_by_its_first_day"),
            models.CheckConstraint(condition=~Q(source=""), name="digitaluse_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.source}: {self.cases}"
