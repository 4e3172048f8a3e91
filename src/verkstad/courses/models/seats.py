"""Who comes: seats, those who signed up for them, and those who were there."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.ages import AgeBand
from verkstad.courses.models.dates import CourseDate, Session
from verkstad.courses.models.units import Unit


class Seat(models.Model):
    """One of a course date. A course can not be oversold: nobody sits but on a seat, and on each sits one."""

    course_date = models.ForeignKey(CourseDate, models.CASCADE, related_name="seats", db_index=False)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["course_date", "number"]
        constraints = [
            models.UniqueConstraint(fields=["course_date", "number"], name="seat_number_at_course_date"),
            # What the key of a sign-up leads to, so that nobody has a seat at another date than their own.
            models.UniqueConstraint(fields=["id", "course_date"], name="seat_of_course_date"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class SignUpState(models.TextChoices):
    SEATED = "seated", _("Has a seat")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")


class SignUp(models.Model):
    """A person who wants to come: a name and one way to be reached, until both are forgotten.

    ``key`` opens the page where they see and cancel it. Those who wait get seats in the order of ``pk``.
    """

    course_date = models.ForeignKey(CourseDate, models.PROTECT, related_name="sign_ups")
    seat = models.OneToOneField(Seat, models.PROTECT, null=True, blank=True, related_name="sign_up")
    state = models.CharField(max_length=10, choices=SignUpState)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=3, help_text="Of the pages where they signed up, and of their letters.")
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True, help_text="If they wanted to say.")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="sign_ups")
    signed_up_at = models.DateTimeField()
    signed_up_by = models.CharField(max_length=40, blank=True, help_text="The member who did it for them, if any.")
    moved_up_at = models.DateTimeField(null=True, blank=True, help_text="From the waiting list.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["course_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SignUpState.SEATED, seat__isnull=False)
                | Q(state__in=[SignUpState.WAITING, SignUpState.CANCELLED], seat__isnull=True),
                name="signup_seated_has_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(state=SignUpState.CANCELLED, cancelled_at__isnull=False)
                | ~Q(state=SignUpState.CANCELLED) & Q(cancelled_at=None),
                name="signup_cancelled_when",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False, name="", email="", phone="")
                | Q(forgotten_at__isnull=True) & ~Q(name="") & (Q(email="") | Q(phone="")),
                name="signup_name_and_one_way_to_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False) | ~Q(signed_up_by="", email="", phone=""),
                name="signup_who_signed_up_alone_can_be_reached",
            ),
        ]
        indexes = [
            models.Index(
                fields=["course_date", "id"], condition=Q(state=SignUpState.WAITING), name="signup_waiting_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"Sign-up {self.pk}"


class Attendance(models.Model):
    """That somebody was there on one occasion."""

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="attendances", db_index=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    noted_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["sign_up", "session"]
        constraints = [models.UniqueConstraint(fields=["sign_up", "session"], name="attendance_once_a_session")]

    def __str__(self) -> str:
        return f"Attendance {self.pk}"
