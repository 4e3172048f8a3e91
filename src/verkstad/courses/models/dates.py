"""Courses, and when they are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.courses.models.units import Unit
from verkstad.identity.models import Membership
from verkstad.learning.models import Package
from verkstad.municipalities.models import Municipality, Part
from verkstad.places.models import Place


class Audience(models.TextChoices):
    EVERYBODY = "everybody", _("Everybody")
    SENIORS = "seniors", _("Seniors")
    STAFF = "staff", _("Staff")


class CourseQuerySet(models.QuerySet["Course"]):
    def for_residents_of(self, municipality: Municipality) -> Self:
        """Those that residents see; none where learning is switched off."""
        if not municipality.has(Part.LEARNING):
            return self.none()
        return self.filter(municipality=municipality, withdrawn_at=None)


class Course(models.Model):
    """What is taught: a package, some modules of it, or something of its own."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="courses", db_index=False)
    slug = models.SlugField(max_length=80)
    title = TranslatedField()
    about = TranslatedField()
    package = models.ForeignKey(Package, models.PROTECT, null=True, blank=True, related_name="courses")
    modules = ArrayField(
        models.SlugField(max_length=60),
        default=list,
        blank=True,
        help_text="Keys of those that whoever attends has proved; all of the package when it is empty.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["municipality", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="course_slug_in_municipality"),
            models.CheckConstraint(
                condition=Q(package__isnull=False) | Q(modules=[]), name="course_modules_are_of_its_package"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class CourseDateQuerySet(models.QuerySet["CourseDate"]):
    def with_times(self) -> Self:
        """With when the first session begins and the last one ends, soonest first; none without sessions."""
        sessions = "sessions__span"
        timed = self.annotate(starts=models.Min(f"{sessions}__startswith"), ends=models.Max(f"{sessions}__endswith"))
        return timed.filter(starts__isnull=False).order_by("starts", "pk")

    def for_residents_of(self, municipality: Municipality) -> Self:
        """Those that anybody sees: published, also when they are cancelled, and not for one unit only."""
        courses = Course.objects.for_residents_of(municipality)
        return self.filter(course__in=courses.order_by(), published_at__isnull=False, unit=None)


class CourseDate(models.Model):
    """One time that a course is given, at a place or online, on one or more occasions (sessions).

    How many may come is how many seats it has.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="dates", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="course_dates")
    room = models.CharField(max_length=80, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="Where it meets online; only who has a seat sees it.")
    language = models.CharField(max_length=3)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.EVERYBODY)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="course_dates", help_text="Only for its people."
    )
    price = TranslatedField(blank=True, help_text="As words; nothing means that it is free.")
    equipment = TranslatedField(blank=True, help_text="What to bring, and what is there.")
    opens_at = models.DateTimeField(help_text="From when people sign up.")
    closes_at = models.DateTimeField(help_text="Until when they do.")
    most_waiting = models.PositiveSmallIntegerField(default=50, help_text="How many may wait for a seat.")
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = CourseDateQuerySet.as_manager()

    class Meta:
        ordering = ["course", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(opens_at__lt=models.F("closes_at")), name="coursedate_opens_and_closes"),
            models.CheckConstraint(
                condition=Q(place__isnull=False) | ~Q(link=""), name="coursedate_at_a_place_or_online"
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(audience=Audience.STAFF), name="coursedate_of_a_unit_is_for_staff"
            ),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="coursedate_audience_known"),
        ]
        indexes = [models.Index(fields=["course", "published_at"], name="coursedate_of_course")]

    def __str__(self) -> str:
        return f"Course date {self.pk}"

    @staticmethod
    def known_as(keys: Sequence[int]) -> dict[int, str]:
        """By key, the courses they are of."""
        dates = CourseDate.objects.filter(pk__in=keys).select_related("course").order_by("pk")
        return {date.pk: str(date.course.title) for date in dates}


class Session(models.Model):
    """One occasion of a course date."""

    course_date = models.ForeignKey(CourseDate, models.CASCADE, related_name="sessions", db_index=False)
    span = DateTimeRangeField()

    class Meta:
        ordering = ["course_date", "span"]
        constraints = [
            models.CheckConstraint(
                condition=Q(span__isempty=False, span__lower_inf=False, span__upper_inf=False),
                name="session_begins_and_ends",
            ),
            ExclusionConstraint(
                name="session_one_at_a_time",
                expressions=[("course_date", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.pk}"


class Teacher(models.Model):
    """Who teaches at a course date: a member, or somebody without an account."""

    course_date = models.ForeignKey(CourseDate, models.CASCADE, related_name="teachers")
    member = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="teaches")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["course_date", "pk"]
        constraints = [models.UniqueConstraint(fields=["course_date", "member"], name="teacher_once_at_course_date")]

    def __str__(self) -> str:
        return self.name
