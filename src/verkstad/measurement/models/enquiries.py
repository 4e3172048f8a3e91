"""Questions that people came with. Nothing here tells who asked."""

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

from verkstad.core.ages import AgeBand
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


class EnquirySource(models.TextChoices):
    """How it came to be counted."""

    DESK = "desk", _("Logged at the desk")
    APPOINTMENT = "appointment", _("From a booked time")
    GROUP = "group", _("From a group")


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
