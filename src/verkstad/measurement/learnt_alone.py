"""What was learnt at one's own pace, as tables, and where people stop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max
from django.utils.translation import gettext as _

from verkstad.core.privacy import Mark, mark
from verkstad.core.translated import preferred
from verkstad.core.writing import language_name
from verkstad.learning.models import Counted, Module, ModuleText, PackageEdition
from verkstad.measurement.queries.figures import Figure
from verkstad.measurement.queries.learnt import OwnPace, summed
from verkstad.measurement.tables import NOTHING, Cell, Column, Row, Table, side_by_side
from verkstad.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Taught:
    """A module as it is taught, or was last: its package, and its lessons by key, in order."""

    package_id: int
    package: str
    key: str
    title: str
    lessons: Mapping[str, str]
    has_quiz: bool
    areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stop:
    """How many came to a lesson, and how many of them to no later one."""

    title: str
    reached: int
    stopped: int


def titles_of_packages(municipality: Municipality) -> dict[int, str]:
    """Of those that are taught or were, the base package first."""
    editions = PackageEdition.objects.filter(package__municipality=municipality, published_at__isnull=False)
    rows = editions.order_by("-package__kind", "package__key", "number")
    return {edition.package_id: str(edition.title) for edition in rows}


def modules_taught(municipality: Municipality, package_id: int | None) -> list[Taught]:
    """Of the last edition of each package or of one, in the reader's language where there is one; three queries."""
    editions = PackageEdition.objects.filter(package__municipality=municipality, published_at__isnull=False)
    if package_id:
        editions = editions.filter(package=package_id)
    last = editions.order_by().values("package").annotate(last=Max("number")).values_list("package", "last")
    wanted = {edition.pk for edition in editions if (edition.package_id, edition.number) in set(last)}
    language = preferred()[0]
    texts: dict[int, ModuleText] = {}
    found = ModuleText.objects.filter(module__edition__in=wanted).order_by("language")
    for text in sorted(found, key=lambda one: one.language == language):
        texts[text.module_id] = text
    modules = Module.objects.filter(pk__in=texts).select_related("edition")
    ordered = modules.order_by("-edition__package__kind", "edition__package__key", "position")
    return [_taught(module, texts[module.pk]) for module in ordered]


def _taught(module: Module, text: ModuleText) -> Taught:
    return Taught(
        package_id=module.edition.package_id,
        package=str(module.edition.title),
        key=module.key,
        title=text.title,
        lessons={lesson["key"]: lesson["title"] for lesson in text.lessons},
        has_quiz=bool(text.quiz),
        areas=frozenset(code.split(".")[0] for code in module.trains),
    )


def of(own: OwnPace, modules: Iterable[Taught], what: Counted) -> Figure:
    return summed(own.of(what, package=one.package_id, module=one.key) for one in modules)


def figures_column(head: str, figures: Sequence[Figure]) -> Column:
    return Column(head, [one.number for one in figures], [one.before for one in figures])


def by_package(own: OwnPace, modules: Sequence[Taught], *, exact: bool) -> Table:
    """Each row leads to the same of one package."""
    packages = {one.package_id: one.package for one in modules}
    heads = {
        _("Modules begun"): Counted.STARTED,
        _("Modules proved"): Counted.PROVED,
        _("Whole package"): Counted.COMPLETED,
    }
    columns = [figures_column(head, [own.of(what, package=one) for one in packages]) for head, what in heads.items()]
    names = [(title, f"?package={package}") for package, title in packages.items()]
    return side_by_side(_("At one's own pace, by package"), _("Package"), names, columns, exact=exact)


def by_module(own: OwnPace, modules: Sequence[Taught], *, exact: bool) -> list[Table]:
    """One table for each package."""
    of_packages = groupby(modules, key=lambda one: one.package_id)
    return [_of_package(own, list(rows), exact=exact) for _package, rows in of_packages]


def _of_package(own: OwnPace, rows: Sequence[Taught], *, exact: bool) -> Table:
    heads = {
        _("Began"): Counted.STARTED,
        _("Passed the test"): Counted.PASSED,
        _("Did not pass"): Counted.NOT_PASSED,
        _("Proved it"): Counted.PROVED,
    }
    columns = [Column(head, [of(own, [row], what).number for row in rows]) for head, what in heads.items()]
    names = [(row.title, "") for row in rows]
    caption = _("By module: %(package)s") % {"package": rows[0].package}
    table = side_by_side(caption, _("Module"), names, columns, exact=exact)
    told = [
        Row(row.name, [*row.cells, Cell(_most_stop_at(own, module, exact=exact))])
        for row, module in zip(table.rows, rows, strict=True)
    ]
    total = table.total and Row(table.total.name, [*table.total.cells, Cell(NOTHING)])
    return Table(caption, [*table.heads, _("Where most stop")], told, total)


def stops(own: OwnPace, module: Taught) -> list[Stop]:
    """Whoever came to the last lesson stopped there if there are questions that they did not answer."""
    reached = [
        own.of(Counted.REACHED, package=module.package_id, module=module.key, lesson=key).number
        for key in module.lessons
    ]
    tests = own.of(Counted.PASSED, Counted.NOT_PASSED, package=module.package_id, module=module.key).number
    after = [*reached[1:], tests if module.has_quiz else reached[-1]]
    further = [max(after[place:]) for place in range(len(reached))]
    rows = zip(module.lessons.values(), reached, further, strict=True)
    return [Stop(title, number, max(0, number - more)) for title, number, more in rows]


def _most_stop_at(own: OwnPace, module: Taught, *, exact: bool) -> str:
    """Not told of few."""
    most = max(stops(own, module), key=lambda one: one.stopped)
    return most.title if most.stopped and (exact or mark(most.stopped) is Mark.SHOWN) else NOTHING


def by_lesson(own: OwnPace, modules: Iterable[Taught], *, exact: bool) -> list[Table]:
    return [_of_module(module, stops(own, module), exact=exact) for module in modules]


def _of_module(module: Taught, rows: Sequence[Stop], *, exact: bool) -> Table:
    columns = [
        Column(_("Came here"), [row.reached for row in rows]),
        Column(_("Stopped here"), [row.stopped for row in rows]),
    ]
    names = [(f"{place}. {row.title}", "") for place, row in enumerate(rows, 1)]
    caption = _("Lesson by lesson: %(module)s") % {"module": module.title}
    return side_by_side(caption, _("Lesson"), names, columns, exact=exact, adds_up=False)


def by_language(own: OwnPace, *, exact: bool) -> Table:
    languages = sorted({language for language, _what in own.languages})
    heads = {_("Modules begun"): Counted.STARTED, _("Modules proved"): Counted.PROVED}
    columns = [
        figures_column(head, [own.languages.get((language, what), Figure()) for language in languages])
        for head, what in heads.items()
    ]
    names = [(language_name(code).capitalize(), "") for code in languages]
    return side_by_side(_("At one's own pace, by language"), _("Language"), names, columns, exact=exact)
