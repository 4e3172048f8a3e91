"""What there is to index, as one item per language, and which objects the index is behind with."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation

from verkstad.core.translated import best
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Accessibility, Equipment, Place, PlaceKind, PlaceQuerySet, Theme
from verkstad.search.analysis import Fields, content_words
from verkstad.search.models import Entry, Fact, Kind
from verkstad.search.pages import pages_in
from verkstad.services.models import LocalService, Scoped, Service, ServiceQuerySet, ServiceText, Status
from verkstad.services.queries import IndexEntry, index_entries

_FOR_EVERYBODY = [Fact.RESIDENT, Fact.BUSINESS, Fact.ASSOCIATION]


@dataclass(frozen=True, slots=True)
class ScopeKey:
    """A scope, that is who sees an item, by its keys: a municipality's, a region's or the code of a country."""

    municipality_id: int | None = None
    region_id: int | None = None
    country: str = ""

    @classmethod
    def of(cls, row: Scoped) -> "ScopeKey":
        return cls(row.municipality_id, row.region_id, row.country)

    @property
    def columns(self) -> dict[str, Any]:
        return {"municipality_id": self.municipality_id, "region_id": self.region_id, "country": self.country}

    @property
    def condition(self) -> Q:
        return Q(municipality=self.municipality_id, region=self.region_id, country=self.country)


@dataclass(frozen=True, slots=True)
class Item:
    """One object in one language, ready to be analysed."""

    scope: ScopeKey
    language: str
    kind: Kind
    object_id: int
    slug: str
    changed_at: datetime | None
    owner: str
    facts: Sequence[str]
    fields: Fields

    @property
    def name(self) -> str:
        return self.fields.name

    @property
    def summary(self) -> str:
        return self.fields.summary

    @property
    def phrases(self) -> list[str]:
        """What is suggested while somebody types."""
        return list(dict.fromkeys(filter(None, (self.name, *self.fields.everyday_words))))


def all_scopes() -> list[ScopeKey]:
    """Every scope in which something is written, in a fixed order."""
    scoped = Service.objects.order_by().values_list("municipality_id", "region_id", "country").distinct()
    towns = Municipality.objects.order_by("pk").values_list("pk", flat=True)
    return sorted({ScopeKey(*row) for row in scoped} | {ScopeKey(town) for town in towns}, key=repr)


def scopes_of(municipality: Municipality) -> list[ScopeKey]:
    """The municipality's own, its region's and its country's."""
    shared = [ScopeKey(country=municipality.country)]
    if municipality.region_id:
        shared.append(ScopeKey(region_id=municipality.region_id))
    return [ScopeKey(municipality.pk), *shared]


def count_items(municipality: Municipality | None = None) -> int:
    """How many items a rebuild reads, for all or for what the municipality sees; pages are counted too."""
    scopes = scopes_of(municipality) if municipality else all_scopes()
    here = reduce(or_, (scope.condition for scope in scopes))
    towns = [scope.municipality_id for scope in scopes if scope.municipality_id]
    services = published_services()
    texts = ServiceText.objects.filter(service__in=services.filter(here).values("pk")).count()
    named = LocalService.objects.filter(municipality__in=towns, service__in=services).exclude(everyday_words={})
    local = sum(map(len, named.order_by().values_list("everyday_words", flat=True)))
    names = published_places().filter(municipality__in=towns).order_by().values_list("name", flat=True)
    return texts + local + sum(map(len, names)) + sum(1 for _ in page_items(pk__in=towns))


def published_services() -> ServiceQuerySet:
    return Service.objects.filter(status=Status.PUBLISHED)


def published_places() -> PlaceQuerySet:
    return Place.objects.filter(is_published=True)


def items_of(scope: ScopeKey) -> Iterator[Item]:
    """All that belongs on the shelves of the scope."""
    named_here = LocalService.objects.filter(municipality=scope.municipality_id).exclude(everyday_words={}).order_by()
    services = published_services().filter(scope.condition | Q(pk__in=named_here.values("service")))
    yield from (item for item in service_items(services) if item.scope == scope)
    if scope.municipality_id:
        yield from place_items(published_places().filter(municipality=scope.municipality_id))
        yield from page_items(pk=scope.municipality_id)


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


def changed_services() -> ServiceQuerySet:
    """Published services of which the index has nothing, or not the present state."""
    return published_services().filter(~Exists(_present(Kind.SERVICE)), texts__isnull=False).distinct()


def changed_places() -> PlaceQuerySet:
    return published_places().filter(~Exists(_present(Kind.PLACE))).exclude(name={})


def _present(kind: Kind) -> QuerySet[Entry]:
    return Entry.objects.filter(kind=kind, object_id=OuterRef("pk"), changed_at=OuterRef("updated_at")).order_by()


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
    """Entries of services and places that are no longer there for residents."""
    services = published_services().filter(pk=OuterRef("object_id")).order_by()
    places = published_places().filter(pk=OuterRef("object_id")).order_by()
    gone = Q(~Exists(services), kind=Kind.SERVICE) | Q(~Exists(places), kind=Kind.PLACE)
    return Entry.objects.filter(gone).select_related("shelf").order_by("pk")


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
