"""Copies as documents: whatever is taken comes out as it went in, and the rest is refused with the reason."""

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from tests.factories.practice import FIELDS, document, eid_screen, make_draft, persona_document, screen
from verkstad.practice.actions.copies import save_draft
from verkstad.practice.blocks import KINDS
from verkstad.practice.documents import Refused, dump_copy, read_copy, read_persona, read_screen
from verkstad.practice.models import Expect
from verkstad.practice.queries.documents import document_of

START = {
    "key": "start",
    "title": "Anmäl",
    "body": [
        {"kind": "radios", "key": "child", "label": "Barn", "options": [{"value": "alma", "label": "Alma"}]},
        {"kind": "button", "key": "send", "text": "Skicka"},
    ],
    "steps": [{"key": "send-it", "goal": "Skicka.", "target": "send", "expect": "press"}],
}
EID = {"key": "eid", "title": "Id", "source": "eid", "body": {"before": "Välj.", "asks": "Kommunen", "why": "Logga in"}}
COPY = {"key": "move", "language": "sv", "title": "Flytt", "intro": "Öva.", "persona": "karin", "screens": [START, EID]}
PERSONA = {"key": "karin", "country": "SE", "fields": FIELDS, "story": {"sv": "Du är 74 år."}}


def read(values):
    return read_copy(yaml.safe_dump(values, allow_unicode=True))


def with_block(**block):
    return COPY | {"screens": [START | {"body": [block], "steps": []}]}


def with_step(**changes):
    return COPY | {"screens": [START | {"steps": [START["steps"][0] | changes]}]}


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)
TEXTS = st.one_of(
    WORDS, st.text(max_size=12), st.sampled_from(["{given_name}", "a: b", "- x", "'", '"', "\n\n", "\x85"])
)
KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
NAMES = ["key", "text", "look", "title", "label", "help", "value", "error", "type", "number", "from", "when"]
ROWS = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(["value", "label", "help", "key", "title", "target"], TEXTS)),
    max_size=3,
)


@st.composite
def blocks(draw):
    """Often right, sometimes not."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    asked = {
        "button": ["key", "text"], "link": ["key", "text"], "receipt": ["title", "text"], "letter": ["from", "text"],
        "errors": ["title"], "heading": ["text"], "text": ["text"], "note": ["text"], "summary": [], "rows": [],
    }.get(kind, ["key", "label"])  # fmt: skip
    block = {"kind": kind} | {name: draw(KEYS if name == "key" else WORDS) for name in asked}
    rows = {
        "summary": {"label": WORDS, "value": WORDS}, "rows": {"key": KEYS, "title": WORDS},
        "errors": {"target": KEYS, "text": WORDS},
    }.get(kind, {"value": WORDS, "label": WORDS})  # fmt: skip
    if kind in ("select", "radios", "ticks", "summary", "rows", "errors"):
        name = "rows" if kind in ("summary", "rows", "errors") else "options"
        block[name] = draw(st.lists(st.fixed_dictionaries(rows), max_size=3))
    return block | draw(st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=1))


STEPS = st.fixed_dictionaries(
    {"key": KEYS, "goal": WORDS, "target": KEYS, "expect": st.sampled_from(Expect.values)},
    optional={
        "value": TEXTS,
        "hints": st.lists(TEXTS, max_size=2),
        "wrong": TEXTS,
        "answers": st.dictionaries(KEYS, WORDS, max_size=2),
        "trains": st.sampled_from(["", "2.3", "9.9"]),
    },
)
WRITTEN = st.fixed_dictionaries(
    {"key": KEYS, "title": WORDS, "body": st.lists(blocks(), max_size=3), "steps": st.lists(STEPS, max_size=2)}
)
ASKED = st.fixed_dictionaries(
    {
        "key": KEYS,
        "title": WORDS,
        "source": st.just("eid"),
        "body": st.fixed_dictionaries({"before": WORDS, "asks": WORDS, "why": WORDS}),
    }
)
COPIES = st.fixed_dictionaries(
    {
        "key": KEYS,
        "language": st.sampled_from(["sv", "da", "en"]),
        "title": WORDS,
        "intro": WORDS,
        "persona": st.just("karin"),
        "screens": st.lists(st.one_of(WRITTEN, ASKED), max_size=3),
    },
    optional={"licence": TEXTS, "origin": TEXTS},
)


def taken(values):
    """The document, or nothing when it is refused."""
    try:
        return read(values)
    except Refused:
        return None


@hypothesis(suppress_health_check=[HealthCheck.too_slow])
@given(values=COPIES)
def test_what_is_taken_is_written_and_read_as_the_same(values):
    if document := taken(values):
        assert read_copy(dump_copy(document)) == document


@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(values=COPIES)
def test_what_is_taken_is_kept_as_it_is(bjorkhamn, values):
    document = taken(values)
    if document is None:
        return
    copy = bjorkhamn.practice_copies.first() or make_draft(bjorkhamn).copy
    copy.key, copy.language = document.key, document.language
    assert document_of(save_draft(copy, document)) == document


@given(text=st.one_of(st.text(max_size=60), st.sampled_from(["2026-13-45", "!!int x", "!!timestamp x", "&a [*a]"])))
def test_any_other_text_is_refused(text):
    with pytest.raises(Refused):
        read_copy(text)


@pytest.mark.parametrize("name", ["key", "language", "title", "intro", "persona"])
def test_what_a_copy_must_have(name):
    with pytest.raises(Refused, match=f"{name} is missing"):
        read(COPY | {name: " "})


WRONG = {
    "a field that there is not": (COPY | {"colour": "red"}, "move", "colour is not a field here."),
    "a key that is no address": (
        COPY | {"key": "å"},
        "",
        "key is “å”; it can have 60 letters from a to z, digits, - and _.",
    ),
    "the same screen twice": (COPY | {"screens": [START, START]}, "move", "screens have the same key twice."),
    "too many screens": (COPY | {"screens": [START] * 61}, "move", "screens are 61; 60 is the most."),
    "no screen": (COPY | {"screens": ["x"]}, "move", "fields with names are needed, not 'x'."),
    "a title that is too long": (COPY | {"title": "x" * 121}, "move", "title is 121 characters long; 120 is the most."),
    "a character nobody keeps": (COPY | {"title": "a\0"}, "move", "title holds a character that cannot be kept."),
    "a source there is not": (
        COPY | {"screens": [START | {"source": "film"}]},
        "start",
        "source is “film”; it can be authored, recorded, eid.",
    ),
    "a field for a code": (
        COPY | {"screens": [EID | {"body": EID["body"] | {"pin": "1"}}]},
        "eid",
        "pin is not a field here.",
    ),
    "no reason to sign in": (
        COPY | {"screens": [EID | {"body": {"before": "x", "asks": "y"}}]},
        "eid",
        "why is missing.",
    ),
    "a kind there is not": (with_block(kind="video"), "start", None),
    "too many blocks": (
        COPY | {"screens": [START | {"body": START["body"] * 21}]},
        "start",
        "body are 42; 40 is the most.",
    ),
    "two options of a value": (
        with_block(kind="radios", key="a", label="A", options=[{"value": "x", "label": "X"}] * 2),
        "start",
        "options has the same value twice.",
    ),
    "no options": (with_block(kind="radios", key="a", label="A"), "start", "options has 0 rows; there can be 1 to 40."),
    "an unknown field in a row": (
        with_block(kind="summary", rows=[{"label": "A", "value": "B", "href": "x"}]),
        "start",
        "href is not a field here.",
    ),
    "a look there is not": (
        with_block(kind="note", text="A", look="pink"),
        "start",
        "look is “pink”; it can be info, success, warning, danger.",
    ),
    "too many steps": (
        COPY | {"screens": [START | {"steps": START["steps"] * 41}]},
        "start",
        "steps are 41; 40 is the most.",
    ),
    "a step without a target": (with_step(target=""), "start", "target is missing."),
    "a third hint": (with_step(hints=["a", "b", "c"]), "start", "hints are 3; 2 is the most."),
    "a long hint": (with_step(hints=["x" * 601]), "start", "hints hold one of more than 600 characters."),
    "a competence there is not": (with_step(trains="9.9"), "start", None),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_refused_and_where(wrong):
    values, where, reason = WRONG[wrong]
    with pytest.raises(Refused) as refused:
        read(values)
    assert (refused.value.screen, refused.value.reason) == (where, reason or refused.value.reason)


def test_refusal_names_the_screen_first():
    assert (str(Refused("is wrong.", "start")), str(Refused("is wrong."))) == ("start: is wrong.", "is wrong.")


def test_file_can_be_so_large():
    with pytest.raises(Refused, match="larger than 500 kB"):
        read_copy("x" * 500_001)


def test_step_to_read_points_at_nothing():
    step = {"key": "look", "goal": "Läs.", "expect": "read"}
    assert read_screen(START | {"steps": [step]}).steps[0].target == ""


@pytest.mark.parametrize("values", ["x", {"key": "a b"}])
def test_screen_that_is_none_is_refused(values):
    with pytest.raises(Refused):
        read_screen(values if isinstance(values, dict) else {})


def test_persona_is_read():
    assert read_persona(PERSONA) == persona_document()


@pytest.mark.parametrize("name", FIELDS)
def test_persona_has_all_that_everybody_has(name):
    with pytest.raises(Refused, match=f"{name} is missing"):
        read_persona(PERSONA | {"fields": {other: value for other, value in FIELDS.items() if other != name}})


REAL = {
    "number": ("19520229-1234", "its date must be one that no calendar has"),
    "phone": ("070-123 45 67", "could be somebody's"),
    "postcode": ("111 22", "is in use somewhere"),
    "email": ("karin@gmail.com", "could be somebody's"),
    "street": ("Vid 19800101-1234", "holds 19800101-1234, which could be somebody's"),
    "Street": ("x", "Street is no name of a field"),
}


@pytest.mark.parametrize("name", REAL)
def test_persona_that_could_be_somebody_is_refused(name):
    value, reason = REAL[name]
    with pytest.raises(Refused, match=reason):
        read_persona(PERSONA | {"fields": FIELDS | {name: value}})


def test_story_with_a_real_number_is_refused():
    with pytest.raises(Refused, match="story holds 19800101-1234"):
        read_persona(PERSONA | {"story": {"sv": "Du är 19800101-1234."}})


def test_persona_has_no_other_parts():
    with pytest.raises(Refused, match="photo is not a field here"):
        read_persona(PERSONA | {"photo": "x"})


def test_edition_is_read_in_two_queries(bjorkhamn, django_assert_num_queries):
    draft = make_draft(bjorkhamn, screen(), eid_screen(), screen("third"))
    with django_assert_num_queries(2):
        assert document_of(draft) == document(screen(), eid_screen(), screen("third"))
