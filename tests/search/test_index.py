"""The index keeps up with the catalogue."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from tests.factories.municipalities import MunicipalityFactory
from tests.factories.search import make_place, make_service
from tests.factories.services import LocalServiceFactory
from verkstad.core.models import AuditEntry
from verkstad.municipalities.models import Municipality
from verkstad.portal.searched import PAGES
from verkstad.search import actions, queries, sources, tasks
from verkstad.search.analysis import Fields, Index, analyse_document, analyse_query
from verkstad.search.lexicons import lexicons
from verkstad.search.models import Entry, Kind, Lexicon, Phrase, Shelf, Term
from verkstad.services.actions import add_local_words, remove_local_words
from verkstad.services.models import Service, Status


def found(town: Municipality, words: str) -> list[str]:
    return [str(hit.name) for group in queries.search(town, words, "sv").groups for hit in group.hits]


def rename(service: Service, name: str) -> None:
    service.texts.update(name=name)
    Service.objects.filter(pk=service.pk).update(updated_at=timezone.now())


def whole_index() -> dict[str, object]:
    """All that is stored, without the numbers of rows."""
    shelves = {shelf.pk: str(shelf) for shelf in Shelf.objects.order_by("pk")}
    names = {entry.pk: (entry.name, shelves[entry.shelf_id]) for entry in Entry.objects.order_by("pk")}
    postings = {
        (shelves[term.shelf_id], term.text, *names[entry]) for term in Term.objects.order_by() for entry in term.entries
    }
    phrases = sorted(Phrase.objects.order_by("text").values_list("text", "folded"))
    sizes = {str(shelf): shelf.size for shelf in Shelf.objects.order_by("pk")}
    return {"names": sorted(names.values()), "postings": postings, "phrases": phrases, "sizes": sizes}


@pytest.fixture
def town(bjorkhamn: Municipality) -> Municipality:
    """A town with so many services that changing one is a small change."""
    for number in range(30):
        make_service(f"Ärende {number} om gator", municipality=bjorkhamn)
    make_place(bjorkhamn, "Simhallen")
    return bjorkhamn


def test_there_is_no_index_before_it_is_built(bjorkhamn):
    assert queries.index_is_there() is False
    actions.rebuild_index()
    assert queries.index_is_there() is True


def test_keeping_builds_what_is_missing(town):
    assert actions.keep_index() == 31 + len(PAGES) * 3
    assert found(town, "simhallen") == ["Simhallen"]


def test_keeping_does_nothing_when_nothing_has_changed(town):
    actions.rebuild_index()
    before = list(Shelf.objects.order_by("pk").values_list("pk", "built_at"))
    assert actions.keep_index() == 0
    assert list(Shelf.objects.order_by("pk").values_list("pk", "built_at")) == before


def test_a_changed_service_is_found_by_its_new_words_only(town):
    service = make_service("Hyra bastu", municipality=town)
    actions.rebuild_index()
    rename(service, "Hyra kanot")
    tasks.keep_index()
    assert (found(town, "kanot"), found(town, "bastu")) == (["Hyra kanot"], [])


def test_a_small_change_gives_the_same_index_as_a_rebuild(town):
    service = make_service("Hyra bastu", municipality=town)
    gone = make_service("Låna cykel", municipality=town)
    actions.rebuild_index()
    shelves = set(Shelf.objects.order_by("pk").values_list("pk", flat=True))
    rename(service, "Hyra kanot")
    gone.delete()
    make_service("Boka båtplats", municipality=town)
    actions.keep_index()
    assert set(Shelf.objects.order_by("pk").values_list("pk", flat=True)) == shelves
    kept = whole_index()
    actions.rebuild_index()
    assert kept == whole_index()


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DRAFT])
def test_a_service_that_is_not_published_is_not_found(town, status):
    service = make_service("Hyra bastu", municipality=town)
    actions.rebuild_index()
    Service.objects.filter(pk=service.pk).update(status=status, updated_at=timezone.now())
    actions.keep_index()
    assert found(town, "bastu") == []


def test_a_place_that_is_changed_or_closed_down(town):
    place = make_place(town, "Villan")
    actions.rebuild_index()
    place.name = {"sv": "Ladugården"}
    place.save()
    actions.keep_index()
    assert (found(town, "villan"), found(town, "ladugården")) == ([], ["Ladugården"])
    place.is_published = False
    place.save()
    actions.keep_index()
    assert found(town, "ladugården") == []


def test_a_language_that_is_taken_away_is_not_found(town):
    service = make_service("Rent a bastu", language="en", municipality=town)
    actions.rebuild_index()
    service.texts.update(language="sv")
    Service.objects.filter(pk=service.pk).update(updated_at=timezone.now())
    actions.keep_index()
    assert list(
        Entry.objects.filter(object_id=service.pk).order_by("pk").values_list("shelf__language", flat=True)
    ) == ["sv"]


def test_a_new_language_gets_a_shelf(town):
    actions.rebuild_index()
    make_service("Vuokraa sauna", language="fi", municipality=town)
    actions.keep_index()
    assert Shelf.objects.filter(municipality=town, language="fi").values_list("size", flat=True).get() == 1


def test_a_shelf_built_in_several_batches_is_the_same(town, monkeypatch):
    actions.rebuild_index()
    before = whole_index()
    monkeypatch.setattr("verkstad.search.actions.shelves._AT_A_TIME", 7)
    actions.rebuild_index()
    assert whole_index() == before


def test_hiding_needs_no_new_index(town):
    service = make_service("Pass", country="SE")
    actions.rebuild_index()
    LocalServiceFactory(service=service, municipality=town, is_hidden=True)
    assert "Pass" not in found(town, "pass")


def test_pages_follow_the_list_of_the_portal(town, settings):
    actions.rebuild_index()
    settings.SEARCHED_PAGES = "tests.search.pages.PAGES"
    actions.keep_index()
    names = Entry.objects.filter(kind=Kind.PAGE, shelf__language="sv").order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Kontakt"]
    assert found(town, "växeln") == ["Kontakt"]


def test_rebuilding_for_one_municipality_leaves_others_alone(town):
    other = MunicipalityFactory()
    make_service("Pass", municipality=other)
    actions.rebuild_index()
    mine, theirs = (set(Shelf.objects.filter(municipality=it).order_by("pk").values_list("pk")) for it in (town, other))
    actions.rebuild_index(town)
    assert set(Shelf.objects.filter(municipality=other).order_by("pk").values_list("pk")) == theirs
    assert not set(Shelf.objects.filter(municipality=town).order_by("pk").values_list("pk")) & mine


def test_rebuilding_is_in_the_audit_trail(town):
    actions.rebuild_index(town, by="anna")
    entries = AuditEntry.objects.filter(action="index.rebuilt", actor="anna").order_by("pk")
    assert [entry.details["entries"] for entry in entries] == [len(PAGES), len(PAGES), 31 + len(PAGES)]


def test_own_words_take_part_in_taking_compounds_apart(town):
    make_service("Kvantberedning", words=["kvant", "beredning"], municipality=town)
    actions.rebuild_index()
    assert {"kvant", "beredning"} <= Lexicon.objects.get(language="sv").words.keys()
    before = Lexicon.objects.get(language="sv").fingerprint
    make_service("Zorbningsavgift", municipality=town)
    actions.keep_index()
    lexicon = Lexicon.objects.get(language="sv")
    assert (lexicon.words["zorbningsavgift"], lexicon.fingerprint != before) == (1, True)


def test_the_database_ranks_as_the_reference_in_memory(town):
    actions.rebuild_index()
    splitter = lexicons(["sv"])["sv"].splitter
    documents = {}
    for entry in Entry.objects.filter(kind=Kind.SERVICE).order_by("pk"):
        body = "\n" * 4 + entry.owner
        documents[entry.name] = analyse_document(Fields(entry.name, summary=entry.summary, body=body), "sv", splitter)
    reference = Index(documents).search(analyse_query("ärende 7 gator", "sv", splitter).terms, limit=1)
    assert found(town, "ärende 7 gator")[0] == reference[0][0]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_are_harmless():
    town = MunicipalityFactory(slug="bjorkhamn", name={"sv": "Björkhamn"})
    for number in range(5):
        make_service(f"Ärende {number}", municipality=town)
    written: list[int] = []

    def work() -> None:
        written.append(actions.keep_index())
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (Entry.objects.filter(kind=Kind.SERVICE).count(), sum(written)) == (5, 5 + len(PAGES) * 2)


@pytest.mark.django_db(transaction=True)
def test_keeping_waits_for_nobody():
    make_service("Bastu", municipality=MunicipalityFactory(name={"sv": "X"}))
    others: list[int] = []

    def work() -> None:
        others.append(actions.keep_index())
        connections.close_all()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(5137001)")
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
    assert others == [0]


def test_a_towns_own_words_for_a_shared_service_lead_to_it_there_only(town):
    service = make_service("Bostadsbidrag", country="SE")
    actions.rebuild_index()
    add_local_words(service, town, language="sv", words=["qvasten"])
    actions.keep_index()
    assert found(town, "qvasten")[:1] == ["Bostadsbidrag"]
    assert Phrase.objects.filter(text="qvasten").get().shelf.municipality == town


def test_a_towns_own_words_give_the_same_index_kept_as_rebuilt(town):
    service = make_service("Bostadsbidrag", country="SE")
    make_service("Bostadsbidrag hos oss", municipality=town, slug=service.slug)
    actions.rebuild_index()
    add_local_words(service, town, language="sv", words=["hyreshjälpen"])
    actions.keep_index()
    kept = whole_index()
    actions.rebuild_index()
    assert kept == whole_index()
    assert sources.count_items() == Entry.objects.count()


def test_a_towns_own_words_are_forgotten_when_taken_away(town):
    service = make_service("Bostadsbidrag", country="SE")
    add_local_words(service, town, language="sv", words=["hyreshjälpen"])
    actions.rebuild_index()
    remove_local_words(service, town, language="sv", words=["hyreshjälpen"])
    actions.keep_index()
    assert Phrase.objects.filter(text="hyreshjälpen").count() == 0
    assert Entry.objects.filter(object_id=service.pk, kind=Kind.SERVICE).count() == 1
