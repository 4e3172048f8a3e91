"""What is there, as a table: what comes back as it went changes nothing."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.factories.services import LifeEventFactory, OrganisationFactory, service_data
from tests.services.importing.conftest import told
from verkstad.services.actions import save_service, withdraw_service
from verkstad.services.data import ChannelData, LegalBasisData, Scope, TextData
from verkstad.services.importing.export import export

WAYS = [
    ("online", {"url": "https://example.org/a"}),
    ("phone", {"number": "+46 123"}),
    ("visit", {"address": "Storgatan 1"}),
    ("email", {"email": "a@example.org"}),
]


def cells(download):
    """By heading, of each row below the explanations."""
    headings, _helps, *rows = load_workbook(io.BytesIO(download.content)).active.iter_rows(values_only=True)
    return [{heading: cell for heading, cell in zip(headings, row, strict=True) if cell} for row in rows]


@pytest.fixture
def desk(desk):
    OrganisationFactory(municipality=desk.municipality, slug="skola", name={"sv": "Skolan"})
    return desk


def save(desk, **values):
    return save_service(service_data(**values), scope=Scope(municipality=desk.municipality), publish=True)


def became(desk, kind="xlsx"):
    return told(desk.bring(export(desk.municipality, kind).content), "action")


def test_services_stand_in_the_columns_of_the_template(desk):
    swedish = TextData(
        "sv",
        "Sök förskola",
        "Kort.",
        description="Ett.\n\nTvå.",
        without_eid="Ring oss.",
        everyday_words=("dagis", "fritids"),
    )
    LifeEventFactory(code="child", name={"sv": "Få barn"})
    save(
        desk,
        slug="forskola",
        texts=(swedish, TextData("en", "School", "Short.")),
        channels=(ChannelData("online", url="https://example.org", eid_need="some"), ChannelData("phone", number="1")),
        life_events=("child",),
        target_groups=("resident", "business"),
        legal_bases=(LegalBasisData("Skollagen"),),
    )
    assert cells(export(desk.municipality)) == [
        {
            "Adress här": "forskola",
            "Namn": "Sök förskola",
            "I korthet": "Kort.",
            "Beskrivning": "Ett.\n\nTvå.",
            "Utan e-legitimation": "Ring oss.",
            "Vardagsord": "dagis; fritids",
            "Organisation": "Skolan",
            "För vem": "invånare; företag",
            "Livshändelser": "Få barn",
            "Webbadress": "https://example.org",
            "E-legitimation": "ja",
            "Telefon": "1",
            "Lag": "Skollagen",
            "Namn (en)": "School",
            "I korthet (en)": "Short.",
        }
    ]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_comes_back_as_it_went_is_unchanged(desk, kind):
    for slug in ("a", "b"):
        save(desk, slug=slug)
    assert became(desk, kind) == ["same", "same"]


def test_own_number_is_that_of_the_import_it_came_from(desk):
    desk.take_in(b"Own number;Name;In short\n=7;A;B\n")
    assert [row["Eget nummer"] for row in cells(export(desk.municipality))] == ["'=7"]
    assert became(desk) == ["same"]


def test_change_in_one_cell_is_the_only_change(desk):
    save(desk, slug="a", channels=(ChannelData("phone", number="1"), ChannelData("phone", number="2")))
    table = export(desk.municipality, "csv").content.decode()
    one = desk.bring(table.replace("Sök plats.", "Nytt.").encode())
    assert told(one, "changes") == [{"summary.sv": ["Sök plats.", "Nytt."]}]


def test_withdrawn_services_and_those_of_others_are_not_in_it(desk):
    withdraw_service(save(desk, slug="a"))
    assert cells(export(desk.municipality)) == []


def test_whole_table_with_everything_withdraws_nothing_that_is_in_it(desk):
    desk.take_in(b"Name;In short\nA;B\nC;D\n")
    table = export(desk.municipality, "csv").content
    one = desk.bring(table, withdraw_missing=True)
    assert told(one, "action") == ["same", "same"]


def test_rows_are_known_by_their_address_though_their_names_are_the_same(desk):
    for slug in ("a", "b"):
        save(desk, slug=slug, texts=(TextData("sv", "Samma", "Kort."),))
    assert became(desk) == ["same", "same"]


@pytest.mark.parametrize("number", [1, 3])
def test_export_takes_as_many_queries_for_three_as_for_one(desk, number, django_assert_num_queries):
    for slug in range(number):
        save(desk, slug=f"s-{slug}")
    with django_assert_num_queries(9):
        export(desk.municipality)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
names = words.filter(str.strip)
laws = st.lists(st.builds(LegalBasisData, name=names), max_size=2)
events = st.sets(st.sampled_from(["one", "three", "two"]))


@st.composite
def channels(draw):
    kind, where = draw(st.sampled_from(WAYS))
    return ChannelData(
        kind,
        **where | ({"url": "https://example.org/b"} if draw(st.booleans()) else {}),
        eid_need=draw(st.sampled_from(["none", "some", "high"])) if kind == "online" else "none",
        label={"sv": "Här"} if draw(st.booleans()) else {},
    )


def texts(language):
    lists = st.lists(names, max_size=3).map(tuple)
    return st.builds(
        TextData, st.just(language), names, names, description=words, everyday_words=lists, without_eid=st.just("Ring.")
    )


services = st.builds(
    service_data,
    organisation=st.sampled_from(["skola", "other", "same-name"]),
    texts=st.tuples(texts("sv")) | st.tuples(texts("fi"), texts("sv")),
    channels=st.lists(channels(), max_size=4).map(tuple),
    life_events=events.map(lambda it: tuple(sorted(it))),
    target_groups=st.permutations(["resident", "business"]).map(tuple),
    legal_bases=laws.map(tuple),
)


@pytest.fixture
def names_alike(desk):
    """Names that cannot stand in a cell, or that mean something else there."""
    for slug, name in {"other": "Skola; fritid", "same-name": "Other"}.items():
        OrganisationFactory(municipality=desk.municipality, slug=slug, name={"sv": name})
    for code, name in {"one": "A; b", "two": "Tre", "three": "Tre!"}.items():
        LifeEventFactory(code=code, name={"sv": name})


@pytest.mark.usefixtures("names_alike")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=services, kind=st.sampled_from(["xlsx", "csv"]))
def test_whatever_a_service_says_it_comes_back_unchanged(desk, data, kind):
    save_service(data, scope=Scope(municipality=desk.municipality), publish=True)
    assert became(desk, kind) == ["same"]
