"""Who teaches on, whom they taught, and what came of it."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.codes import CODE_LENGTH, new_code
from verkstad.courses.models import CourseDate, Unit
from verkstad.identity.models import Membership
from verkstad.learning.models import Certificate, Package
from verkstad.municipalities.models import Municipality
from verkstad.outreach.models.areas import Area
from verkstad.places.models import Place

GOAL_OF_EMPLOYEE, GOAL_OF_VOLUNTEER = 10, 100
# More do not fit into any room; whoever types more has slipped.
MOST_TAUGHT = 500


class Ambassador(models.Model):
    """A member or, without an account, a volunteer.

    ``code`` stands on their handout. ``log_key`` opens the pages where a volunteer logs, none when it is switched off.
    ``trained_by`` is whose handout they had, if they chose to tell: that makes the tree, and actions keep it one.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="ambassadors", db_index=False)
    member = models.OneToOneField(Membership, models.SET_NULL, null=True, blank=True, related_name="ambassador")
    name = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ambassadors")
    certificate = models.ForeignKey(
        Certificate, models.SET_NULL, null=True, blank=True, related_name="ambassadors", help_text="Of their licence."
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day of the term.")
    goal = models.PositiveSmallIntegerField(help_text="How many to teach.")
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    log_key = models.UUIDField(null=True, blank=True, unique=True, default=None)
    trained_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="trained")

    class Meta:
        ordering = ["municipality", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="ambassador_term_begins_before_it_ends"
            ),
            models.CheckConstraint(condition=Q(goal__gt=0), name="ambassador_has_a_goal"),
            models.CheckConstraint(
                condition=Q(trained_by=None) | ~Q(trained_by=F("id")), name="ambassador_not_trained_by_themselves"
            ),
            models.CheckConstraint(
                condition=Q(log_key=None) | Q(member=None), name="ambassador_who_signs_in_has_no_secret"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "name"], name="ambassador_of_municipality")]

    def __str__(self) -> str:
        """As the audit trail keeps it for ever, so without a name."""
        return self.code

    def has_term_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Group(models.TextChoices):
    """Who was taught."""

    COLLEAGUES = "colleagues", _("Colleagues")
    SENIORS = "seniors", _("Seniors")
    RESIDENTS = "residents", _("Other residents")


class Occasion(models.Model):
    """Some people taught on one day.

    Of a course date ``number`` is empty: it is how many were there, by the attendance. It is counted once, at
    ``ambassador``; ``others`` taught beside.
    """

    ambassador = models.ForeignKey(Ambassador, models.PROTECT, related_name="occasions", db_index=False)
    others = models.ManyToManyField(Ambassador, related_name="shared_occasions", blank=True)
    course_date = models.OneToOneField(CourseDate, models.PROTECT, null=True, blank=True, related_name="occasion")
    package = models.ForeignKey(Package, models.PROTECT, null=True, blank=True, related_name="occasions")
    day = models.DateField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    group = models.CharField(max_length=10, choices=Group)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="occasions")
    where = models.CharField(max_length=80, blank=True, help_text="A place that is not in the catalogue, in words.")
    area = models.ForeignKey(Area, models.SET_NULL, null=True, blank=True, related_name="occasions")
    is_apart = models.BooleanField(
        default=False, help_text="Others than at the course with the same package that they taught that day."
    )
    press = models.UUIDField(unique=True, default=uuid.uuid4, help_text="Of the button, so that it logs once.")

    class Meta:
        ordering = ["ambassador", "-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(course_date__isnull=False, number=None)
                | Q(course_date=None, number__gte=1, number__lte=MOST_TAUGHT, package__isnull=False),
                name="occasion_counted_or_reported",
            ),
            models.CheckConstraint(condition=Q(group__in=Group.values), name="occasion_group_known"),
        ]
        indexes = [models.Index(fields=["ambassador", "-day"], name="occasion_of_ambassador")]

    def __str__(self) -> str:
        return f"{self.day}"


class Did(models.TextChoices):
    """What somebody did after they were taught."""

    TEST = "test", _("Took a test")
    TEACHES = "teaches", _("Teaches on")


class Sequel(models.Model):
    """That somebody who was taught did so, because they chose to tell. Who is not known."""

    ambassador = models.ForeignKey(Ambassador, models.PROTECT, related_name="sequels")
    did = models.CharField(max_length=10, choices=Did)
    day = models.DateField()
    is_proved = models.BooleanField(default=False, help_text="Their browser showed a receipt.")
    press = models.UUIDField()

    class Meta:
        ordering = ["ambassador", "-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["press", "did"], name="sequel_once_a_press"),
            models.CheckConstraint(condition=Q(did__in=Did.values), name="sequel_did_known"),
            models.CheckConstraint(condition=Q(did=Did.TEST) | Q(is_proved=False), name="sequel_only_tests_are_proved"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.did}"


class UsedReceipt(models.Model):
    """The hash of a receipt that was shown, so that it is not counted again."""

    sequel = models.ForeignKey(Sequel, models.CASCADE, related_name="receipts")
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.hash[:8]
