"""What there is to index, and which objects the index is behind with: services, places, pages, what is learnt from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import translation

from verkstad.core.translated import best
from verkstad.municipalities.models import Municipality, Part
from verkstad.places.models import Accessibility, Equipment, Place, PlaceKind, PlaceQuerySet, Theme
from verkstad.search.analysis import Fields, content_words
from verkstad.search.items import Item, ScopeKey, in_any
from verkstad.search.learnable import LEARNABLE, Source
from verkstad.search.models import Entry, Fact, Kind, Section
from verkstad.search.pages import pages_in
from verkstad.services.models import LocalService, Service, ServiceQuerySet, ServiceText, Status
from verkstad.services.queries import IndexEntry, index_entries

_FOR_EVERYBODY = [Fact.RESIDENT, Fact.BUSINESS, Fact.ASSOCIATION]


def all_scopes() -> list[ScopeKey]:
    """Every scope in which something is written, in a fixed order."""
    scoped = Service.objects.order_by().values_list("municipality_id", "region_id", "country").distinct()
    towns = Municipality.objects.order_by("pk").values_list("pk", flat=True)
    own = {key for town in towns for key in _own(town)}
    return sorted({ScopeKey(*row) for row in scoped} | own, key=repr)


def scopes_of(municipality: Municipality) -> list[ScopeKey]:
    """The municipality's own, its region's and its country's."""
    shared = [ScopeKey(country=municipality.country)]
    if municipality.region_id:
        shared.append(ScopeKey(region_id=municipality.region_id))
    return [*_own(municipality.pk), *shared]


def _own(municipality_id: int) -> list[ScopeKey]:
    return [ScopeKey(municipality_id, section=section) for section in Section]


def count_items(municipality: Municipality | None = None) -> int:
    """How many items a rebuild reads, for all or for what the municipality sees; pages are counted too."""
    scopes = scopes_of(municipality) if municipality else all_scopes()
    towns = [scope.municipality_id for scope in scopes if scope.municipality_id]
    services = published_services()
    texts = ServiceText.objects.filter(service__in=services.filter(in_any(scopes)).values("pk")).count()
    named = LocalService.objects.filter(municipality__in=towns, service__in=services).exclude(everyday_words={})
    local = sum(map(len, named.order_by().values_list("everyday_words", flat=True)))
    names = published_places().filter(municipality__in=towns).order_by().values_list("name", flat=True)
    learnable = sum(1 for town in set(towns) for _ in _learnable_items(town))
    return texts + local + sum(map(len, names)) + sum(1 for _ in page_items(pk__in=towns)) + learnable


def published_services() -> ServiceQuerySet:
    return Service.objects.filter(status=Status.PUBLISHED)


def published_places() -> PlaceQuerySet:
    return Place.objects.filter(is_published=True)


def items_of(scope: ScopeKey) -> Iterator[Item]:
    """All that belongs on the shelves of the scope."""
    if scope.section == Section.LEARNING:
        if scope.municipality_id:
            yield from _learnable_items(scope.municipality_id)
        return
    named_here = LocalService.objects.filter(municipality=scope.municipality_id).exclude(everyday_words={}).order_by()
    services = published_services().filter(scope.condition | Q(pk__in=named_here.values("service")))
    yield from (item for item in service_items(services) if item.scope == scope)
    if scope.municipality_id:
        yield from place_items(published_places().filter(municipality=scope.municipality_id))
        yield from page_items(pk=scope.municipality_id)


def _learnable_items(municipality_id: int) -> Iterator[Item]:
    for source in LEARNABLE:
        yield from source.items(source.shown().filter(municipality_id=municipality_id))


def service_items(services: ServiceQuerySet) -> Iterator[Item]:
    """Of what is shared also one item more for each municipality with words of its own for it, in that scope."""
    for entry in index_entries(services.order_by("pk")):
        for item in (_service_item(entry, text) for text in entry.texts):
            yield item
            for municipality, words in entry.local_words.items():
                if own := words.get(item.language):
                    fields = replace(item.fields, everyday_words=[*item.fields.everyday_words, *own])
                    yield replace(item, scope=ScopeKey(municipality), fields=fields)


def _service_item(entry: IndexEntry, text: ServiceText) -> Item:
    language = text.language
    owner = best(entry.organisation, [language])
    body = [text.description, text.plain, text.what_you_need, text.without_eid, owner]
    return Item(
        scope=ScopeKey(entry.municipality_id, entry.region_id, entry.country),
        language=language,
        kind=Kind.SERVICE,
        object_id=entry.service_id,
        slug=entry.slug,
        changed_at=entry.updated_at,
        owner=owner,
        facts=_service_facts(entry),
        fields=Fields(
            name=text.name,
            everyday_words=text.everyday_words,
            summary=text.summary,
            body="\n".join(body),
            subjects=[name[language] for name in chain(entry.subjects, entry.life_events) if language in name],
        ),
    )


def _service_facts(entry: IndexEntry) -> list[str]:
    ways = {
        Fact.NO_EID: not entry.ways.needs_eid,
        Fact.ONLINE: entry.ways.online,
        Fact.PHONE: entry.ways.phone,
        Fact.VISIT: entry.ways.visit,
    }
    return [fact for fact, holds in ways.items() if holds] + entry.target_groups


def place_items(places: PlaceQuerySet) -> Iterator[Item]:
    for place in places.select_related("organisation").prefetch_related("subjects").order_by("pk"):
        for language in place.name:
            with translation.override(language):
                yield _place_item(place, language)


def _place_item(place: Place, language: str) -> Item:
    labels = (Theme(code).label for code in place.helps_with)
    subjects = [subject.name[language] for subject in place.subjects.all() if language in subject.name]
    has = [Equipment(code).label for code in place.equipment]
    offers = [Accessibility(code).label for code in place.accessibility]
    owner = best(place.organisation.name, [language])
    return Item(
        scope=ScopeKey(place.municipality_id),
        language=language,
        kind=Kind.PLACE,
        object_id=place.pk,
        slug=place.slug,
        changed_at=place.updated_at,
        owner=owner,
        facts=place_facts(place),
        fields=Fields(
            name=place.name[language],
            summary=place.summary.get(language, ""),
            body="\n".join(
                [place.directions.get(language, ""), place.street, place.city, owner, *map(str, has + offers)]
            ),
            subjects=[str(PlaceKind(place.kind).label), place.district, *map(str, labels), *subjects],
        ),
    )


def place_facts(place: Place) -> list[str]:
    ways = {Fact.PHONE: place.phone, Fact.VISIT: place.has_door}
    return [Fact.NO_EID, *(fact for fact, holds in ways.items() if holds), *_FOR_EVERYBODY]


def page_items(**condition: object) -> Iterator[Item]:
    """The pages of all municipalities, or of those under the condition. A page has no row but its slug."""
    for municipality in Municipality.objects.filter(**condition).order_by("pk"):
        for language, page in pages_in(municipality):
            yield Item(
                scope=ScopeKey(municipality.pk),
                language=language,
                kind=Kind.PAGE,
                object_id=0,
                slug=page.slug,
                changed_at=None,
                owner=best(municipality.name, [language]),
                facts=list(Fact),
                fields=Fields(
                    name=str(page.name),
                    everyday_words=[word.strip() for word in str(page.words).split(",")],
                    summary=str(page.summary),
                ),
            )


def _services() -> ServiceQuerySet:
    texts = ServiceText.objects.filter(service=OuterRef("pk")).order_by()
    return published_services().filter(Exists(texts)).annotate(stamp=F("updated_at"))


def _places() -> PlaceQuerySet:
    return published_places().exclude(name={}).annotate(stamp=F("updated_at"))


CATALOGUE = (
    Source(Kind.SERVICE, _services, service_items),
    Source(Kind.PLACE, _places, place_items, Part.PLACES),
)
SOURCES = (*CATALOGUE, *LEARNABLE)


def changed_items(sources: Iterable[Source]) -> list[Item]:
    """Of what the index is behind with, all languages."""
    return [item for source in sources for item in source.items(source.changed())]


def kinds_in(sources: Iterable[Source], municipality: Municipality) -> list[Kind]:
    """Those of which the municipality has not switched off the part."""
    return [source.kind for source in sources if source.part is None or municipality.has(source.part)]


def changed_pages() -> tuple[list[Item], list[Entry]]:
    """Pages that the index does not have as they read now, and the entries that say something else."""
    entries = Entry.objects.filter(kind=Kind.PAGE).select_related("shelf").order_by("pk")
    known = {_page_key(entry.shelf.municipality_id, entry.shelf.language, entry): entry for entry in entries}
    items = {_page_key(item.scope.municipality_id, item.language, item): item for item in page_items()}
    new = [item for key, item in items.items() if key not in known]
    return new, [entry for key, entry in known.items() if key not in items]


def _page_key(municipality_id: int | None, language: str, page: Item | Entry) -> tuple[object, ...]:
    return municipality_id, language, page.slug, page.name, page.summary


def gone_entries() -> QuerySet[Entry]:
    """Entries of what is no longer there for residents."""
    gone = (
        Q(~Exists(source.shown().filter(pk=OuterRef("object_id")).order_by()), kind=source.kind) for source in SOURCES
    )
    return Entry.objects.filter(reduce(or_, gone)).select_related("shelf").order_by("pk")


def own_words() -> dict[str, Counter[str]]:
    """By language, the words of all names, everyday words and texts, with how often they occur."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    texts = ServiceText.objects.filter(service__status=Status.PUBLISHED).order_by()
    columns = ("language", "everyday_words", "name", "summary", "description")
    for language, everyday_words, *others in texts.values_list(*columns).iterator():
        words[language].update(content_words("\n".join([*others, *everyday_words]), language))
    for local in LocalService.objects.exclude(everyday_words={}).order_by().values_list("everyday_words", flat=True):
        for language, own in local.items():
            words[language].update(content_words("\n".join(own), language))
    for names in published_places().order_by().values_list("name", flat=True).iterator():
        for language, name in names.items():
            words[language].update(content_words(name, language))
    return words


def words_of(items: Iterable[Item]) -> dict[str, Counter[str]]:
    """The words of what some items are called. A text that is changed brings its words when all is built anew."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        words[item.language].update(content_words("\n".join(item.phrases), item.language))
    return words


def all_words_of(items: Iterable[Item]) -> dict[str, Counter[str]]:
    """The words of all that some items say."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        text = "\n".join([*item.phrases, item.fields.summary, item.fields.body])
        words[item.language].update(content_words(text, item.language))
    return words
