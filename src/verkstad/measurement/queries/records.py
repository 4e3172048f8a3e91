"""Reads: learning row by row, from a cursor of the database's, so that no file need fit in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate

from verkstad.courses.models import Attendance, CourseDate, Session, SignUp
from verkstad.learning.models import LearningCount, ModuleText, PackageEdition
from verkstad.measurement.queries.learnt import WantedLearning
from verkstad.municipalities.models import Municipality

AT_A_TIME = 2000


@dataclass(frozen=True, slots=True)
class CountedLearning:
    """How often something happened on a day; titles by language, empty where the text is gone."""

    key: int
    day: date
    what: str
    package: str
    module: str
    lesson: str
    way: str
    language: str
    number: int
    package_title: dict[str, str]
    module_title: dict[str, str]
    lesson_title: dict[str, str]
    trains: Sequence[str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One session of a course date, and how many were there."""

    key: int
    ended: datetime
    course: str
    title: dict[str, str]
    package: str
    language: str
    number: int


@dataclass(frozen=True, slots=True)
class SignedUp:
    """One sign-up without name, age or unit: at how many of the occasions of the course date the person was."""

    course: str
    day: date
    place: str
    language: str
    audience: str
    state: str
    occasions: int
    attended: int


def learning_counts(municipality: Municipality, wanted: WantedLearning, until: date) -> Iterator[CountedLearning]:
    """By day, of those before ``until``: what is counted today is not over."""
    counts = LearningCount.objects.filter(
        edition__package__municipality=municipality,
        day__range=(wanted.period.first, min(wanted.period.last_day, until - timedelta(days=1))),
    )
    if wanted.package_id:
        counts = counts.filter(edition__package=wanted.package_id)
    packages = {
        edition.pk: (edition.package.key, dict(edition.title))
        for edition in PackageEdition.objects.filter(package__municipality=municipality).select_related("package")
    }
    texts = _texts(municipality)
    columns = "pk", "day", "what", "edition", "module", "lesson", "way", "language", "number"
    rows = counts.order_by("day", "pk").values_list(*columns)
    for key, day, what, edition, module, lesson, way, language, number in rows.iterator(AT_A_TIME):
        package, title = packages[edition]
        told = texts.get((edition, module), [])
        yield CountedLearning(
            key, day, what, package, module, lesson, way, language, number, title,
            module_title={text.language: text.title for text in told},
            lesson_title={text.language: name for text in told if (name := _lesson(text, lesson))},
            trains=told[0].module.trains if told else (),
        )  # fmt: skip


def _texts(municipality: Municipality) -> Mapping[tuple[int, str], list[ModuleText]]:
    found: dict[tuple[int, str], list[ModuleText]] = {}
    texts = ModuleText.objects.filter(module__edition__package__municipality=municipality).select_related("module")
    for text in texts.defer("quiz").order_by("language"):
        found.setdefault((text.module.edition_id, text.module.key), []).append(text)
    return found


def _lesson(text: ModuleText, key: str) -> str:
    return next((str(lesson["title"]) for lesson in text.lessons if lesson["key"] == key), "")


def occasions(municipality: Municipality, wanted: WantedLearning, until: date) -> Iterator[Occasion]:
    """Those of the period that are over and to which somebody came."""
    sessions = Session.objects.filter(
        course_date__course__municipality=municipality,
        span__startswith__date__range=(wanted.period.first, wanted.period.last_day),
        span__endswith__date__lt=until,
    )
    if wanted.package_id:
        sessions = sessions.filter(course_date__course__package=wanted.package_id)
    came = sessions.annotate(number=Count("attendances"), ended=F("span__endswith")).filter(number__gt=0)
    course = "course_date__course__"
    columns = "pk", "ended", f"{course}slug", f"{course}title", f"{course}package__key", "course_date__language"
    for key, ended, slug, title, package, language, number in (
        came.order_by("ended", "pk").values_list(*columns, "number").iterator(AT_A_TIME)
    ):
        yield Occasion(key, ended, slug, dict(title), package or "", language, number)


def sign_ups(municipality: Municipality, wanted: WantedLearning) -> Iterator[SignedUp]:
    """Of course dates that began in the period and were not cancelled, in the order in which people signed up.

    What the dates are called is looked up at once, in the language of the page; the rows follow as they are asked for.
    """
    sessions = Session.objects.filter(course_date=OuterRef("pk")).order_by()
    dates = CourseDate.objects.filter(course__municipality=municipality, cancelled_at=None).annotate(
        began=Subquery(sessions.values("course_date").values(day=TruncDate(Min("span__startswith")))),
        occasions=Subquery(sessions.values("course_date").values(number=Count("pk"))),
    )
    dates = dates.filter(began__range=(wanted.period.first, wanted.period.last_day)).select_related("course", "place")
    if wanted.package_id:
        dates = dates.filter(course__package=wanted.package_id)
    given = {date.pk: _given(date, vars(date)["began"], vars(date)["occasions"]) for date in dates}
    attended = Attendance.objects.filter(sign_up=OuterRef("pk")).order_by().values("sign_up")
    rows = SignUp.objects.filter(course_date__in=list(given)).annotate(
        attended=Coalesce(Subquery(attended.values(number=Count("pk"))), 0)
    )
    in_order = rows.order_by("course_date", "pk").values_list("course_date", "state", "attended")
    return (
        replace(given[course_date], state=state, attended=number)
        for course_date, state, number in in_order.iterator(AT_A_TIME)
    )


def _given(given: CourseDate, began: date, occasions: int) -> SignedUp:
    place = str(given.place.name) if given.place else ""
    return SignedUp(str(given.course.title), began, place, given.language, given.audience, "", occasions, 0)
