"""Where a person can get help, and when."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.municipalities.models import Municipality, Part
from verkstad.places.opening_hours.model import State
from verkstad.places.position import Position
from verkstad.places.versions import Versioned
from verkstad.services.models import Channel, Organisation, Subject


class PlaceKind(models.TextChoices):
    LIBRARY = "library", _("Library")
    CITIZENS_OFFICE = "citizens_office", _("Citizens' office")
    DROP_IN = "drop_in", _("Drop-in help")
    PHONE_LINE = "phone_line", _("By phone")
    ONLINE_DESK = "online_desk", _("Online desk")
    OTHER = "other", _("Other place")


# Kinds that have no door to walk in through.
WITHOUT_DOOR = (PlaceKind.PHONE_LINE, PlaceKind.ONLINE_DESK)


class Theme(models.TextChoices):
    EID = "eid", _("Getting and using e-ID")
    DIGITAL_BASICS = "digital_basics", _("Computer, tablet and phone")
    E_SERVICES = "e_services", _("Using e-services")
    FORMS = "forms", _("Filling in forms")
    PRINT_SCAN = "print_scan", _("Printing and scanning")
    INTERNET = "internet", _("Internet and e-mail")
    DIGITAL_POST = "digital_post", _("Digital post")
    TRANSLATION = "translation", _("Help in other languages")


class Equipment(models.TextChoices):
    COMPUTER = "computer", _("Computer to borrow")
    TABLET = "tablet", _("Tablet to borrow")
    PRINTER = "printer", _("Printer")
    SCANNER = "scanner", _("Scanner")
    WIFI = "wifi", _("Free wifi")
    ID_PHOTO = "id_photo", _("Photo booth for identity photos")


class Accessibility(models.TextChoices):
    STEP_FREE = "step_free", _("No steps at the entrance")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    LIFT = "lift", _("Lift")
    PARKING_CLOSE = "parking_close", _("Disabled parking close by")
    QUIET_ROOM = "quiet_room", _("Quiet room")
    GUIDE_DOG_WELCOME = "guide_dog_welcome", _("Guide dogs welcome")


class OpeningHours(Versioned):
    """When something is open: a place, a phone line, later a room. Means what places.opening_hours says."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    is_closed_on_holidays = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "opening hours"

    def __str__(self) -> str:
        return f"Opening hours {self.pk}"


class OpeningPeriod(models.Model):
    """Dates between which a week repeats; a dated exception when it overrides, sudden when it was made that day."""

    opening_hours = models.ForeignKey(OpeningHours, models.CASCADE, related_name="periods")
    name = TranslatedField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_override = models.BooleanField(default=False)
    is_sudden = models.BooleanField(default=False)

    class Meta:
        ordering = ["opening_hours", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=models.F("ends_on")),
                name="openingperiod_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on or ''}–{self.ends_on or ''}"


class OpeningSpan(models.Model):
    """From when to when on some weekdays (0 Monday to 6 Sunday, 7 a public holiday)."""

    period = models.ForeignKey(OpeningPeriod, models.CASCADE, related_name="spans")
    days = ArrayField(models.PositiveSmallIntegerField())
    opens = models.TimeField()
    closes = models.TimeField()
    closes_next_day = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in State], default=State.OPEN)

    class Meta:
        ordering = ["period", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_next_day=False, closes__gt=models.F("opens"))
                | Q(closes_next_day=True, closes__lte=models.F("opens")),
                name="openingspan_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(days__contained_by=list(range(8))) & Q(days__len__gt=0), name="openingspan_days_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


class ConfirmedHoliday(models.Model):
    """A day that the municipality has confirmed as a holiday, or as a day like any other, for that year."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    date = models.DateField()
    name = TranslatedField()
    is_closed = models.BooleanField(help_text="Closed as on a public holiday; otherwise open as usual.")

    class Meta:
        ordering = ["municipality", "date"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "date"], name="confirmedholiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_in(self, municipality: Municipality) -> Self:
        """Those that are published; none where places are switched off."""
        if not municipality.has(Part.PLACES):
            return self.none()
        return self.filter(municipality=municipality, is_published=True)


class Place(Versioned):
    """Somewhere a person can get help: behind a desk, on the phone or online."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="places")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=PlaceKind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="places")
    name = TranslatedField()
    summary = TranslatedField(blank=True)
    directions = TranslatedField(blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    url = models.URLField(blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    helps_with = ArrayField(models.CharField(max_length=20, choices=Theme), default=list, blank=True)
    equipment = ArrayField(models.CharField(max_length=20, choices=Equipment), default=list, blank=True)
    accessibility = ArrayField(models.CharField(max_length=20, choices=Accessibility), default=list, blank=True)
    subjects = models.ManyToManyField(Subject, related_name="places", blank=True)
    channels = models.ManyToManyField(Channel, related_name="places", blank=True)
    opening_hours = models.OneToOneField(OpeningHours, models.PROTECT, related_name="place")
    is_published = models.BooleanField(default=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="place_slug_in_municipality"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="place_position_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PlaceKind.PHONE_LINE) | ~Q(phone=""), name="place_phone_line_has_phone"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def position(self) -> Position | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)

    @property
    def has_door(self) -> bool:
        return self.kind not in WITHOUT_DOOR


class PlacePicture(models.Model):
    """A picture of a place, described for those who do not see it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="pictures")
    file = models.ImageField(upload_to="places", width_field="width", height_field="height")
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    alt = TranslatedField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "position", "pk"]

    def __str__(self) -> str:
        return str(self.alt)


class BoardMark(models.Model):
    """Another mark after each change to what a municipality's places are, do and keep open; see places.board."""

    municipality = models.OneToOneField(Municipality, models.CASCADE, primary_key=True, related_name="+")
    mark = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return str(self.mark)
