"""What there is to learn from, as items of a section of its own: practice copies, packages,
modules and courses.

A further kind is one more row in LEARNABLE.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Greatest

from verkstad.courses.models import Course
from verkstad.learning.models import ModuleText, PackageEdition
from verkstad.learning.models import State as Taught
from verkstad.municipalities.models import Part
from verkstad.practice.models import Edition, State
from verkstad.practice.texts import filled
from verkstad.search.analysis import Fields
from verkstad.search.items import Item, ScopeKey
from verkstad.search.models import Entry, Fact, Kind, Section
from verkstad.services.queries import names_by_id


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one kind that residents can see, each with a ``stamp`` of when it last changed, and their items.

    Nothing of it is found where the ``part`` is switched off.
    """

    kind: Kind
    shown: Callable[[], QuerySet[Any]]
    items: Callable[[Any], Iterable[Item]]
    part: Part | None = None

    def changed(self) -> QuerySet[Any]:
        """What the index has nothing of, or not the present state."""
        present = Entry.objects.filter(kind=self.kind, object_id=OuterRef("pk"), changed_at=OuterRef("stamp"))
        return self.shown().filter(~Exists(present.order_by()))


def learnable(
    kind: Kind,
    row: Any,
    language: str,
    *,
    slug: str,
    title: str,
    summary: str,
    body: Iterable[str] = (),
    subjects: Iterable[str] = (),
) -> Item:
    """Something to learn from in a ``municipality_id``, at the address that the portal makes of its ``slug``."""
    return Item(
        scope=ScopeKey(row.municipality_id, section=Section.LEARNING),
        language=language,
        kind=kind,
        object_id=row.pk,
        slug=slug,
        changed_at=row.stamp,
        owner="",
        facts=[Fact.NO_EID],
        fields=Fields(name=title, summary=summary, body="\n".join(body), subjects=list(subjects)),
    )


def _copies() -> QuerySet[Edition]:
    """A copy can be said to be of another service without a new edition."""
    shown = Edition.objects.filter(state=State.PUBLISHED)
    return shown.annotate(
        municipality_id=F("copy__municipality"), stamp=Greatest("published_at", "copy__service__updated_at")
    )


def _copy_items(editions: QuerySet[Edition]) -> Iterator[Item]:
    found = list(editions.select_related("copy", "persona").order_by("pk"))
    services = names_by_id({edition.copy.service_id for edition in found if edition.copy.service_id})
    for edition in found:
        copy = edition.copy
        service = services.get(copy.service_id) if copy.service_id else None
        yield learnable(
            Kind.COPY,
            edition,
            copy.language,
            slug=copy.key,
            title=edition.title,
            summary=filled(edition.intro, edition.persona.fields),
            subjects=[service.name] if service and service.name.language == copy.language else [],
        )


def _packages() -> QuerySet[PackageEdition]:
    shown = PackageEdition.objects.filter(state=Taught.PUBLISHED)
    return shown.annotate(municipality_id=F("package__municipality"), stamp=F("published_at"))


def _package_items(editions: QuerySet[PackageEdition]) -> Iterator[Item]:
    for edition in editions.select_related("package").order_by("pk"):
        for language, title in edition.title.items():
            about = edition.about.get(language, "")
            yield learnable(Kind.PACKAGE, edition, language, slug=edition.package.key, title=title, summary=about)


def _modules() -> QuerySet[ModuleText]:
    shown = ModuleText.objects.filter(module__edition__state=Taught.PUBLISHED)
    return shown.annotate(
        municipality_id=F("module__edition__package__municipality"), stamp=F("module__edition__published_at")
    )


def _module_items(texts: QuerySet[ModuleText]) -> Iterator[Item]:
    for text in texts.select_related("module__edition__package").order_by("pk"):
        module = text.module
        yield learnable(
            Kind.MODULE,
            text,
            text.language,
            slug=f"{module.edition.package.key}/{module.key}",
            title=text.title,
            summary=text.goal,
            body=_told(text),
        )


def _courses() -> QuerySet[Course]:
    return Course.objects.filter(withdrawn_at=None).annotate(stamp=F("updated_at"))


def _course_items(courses: QuerySet[Course]) -> Iterator[Item]:
    for course in courses.order_by("pk"):
        for language, title in course.title.items():
            about = course.about.get(language, "")
            yield learnable(Kind.COURSE, course, language, slug=course.slug, title=title, summary=about)


def _told(text: ModuleText) -> Iterator[str]:
    """What the lessons are called, and the words that they explain.

    Not their running text: it is long, and some of the words of whatever is asked stand somewhere in it.
    """
    for lesson in text.lessons:
        yield lesson["title"]
        yield from (item["word"] for block in lesson["body"] if block["kind"] == "words" for item in block["items"])


LEARNABLE = (
    Source(Kind.COPY, _copies, _copy_items, Part.PRACTICE),
    Source(Kind.PACKAGE, _packages, _package_items, Part.LEARNING),
    Source(Kind.MODULE, _modules, _module_items, Part.LEARNING),
    Source(Kind.COURSE, _courses, _course_items, Part.LEARNING),
)
