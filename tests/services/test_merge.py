from dataclasses import replace
from datetime import date

from hypothesis import given

from tests.factories.services import online, service_data, text_data
from tests.services.generated import services
from verkstad.services.data import ChannelData
from verkstad.services.merge import Conflict, Difference, Field, differences, merge, take, values_of, with_values

BASE = service_data(texts=(text_data(), text_data(language="en", name="Preschool")), life_events=("barn",))


def text(data, **changes):
    """With these changes of the Swedish text."""
    return replace(data, texts=tuple(replace(row, **changes) if row.language == "sv" else row for row in data.texts))


def without(data, language):
    return replace(data, texts=tuple(row for row in data.texts if row.language != language))


@given(services, services)
def test_when_nobody_else_changed_it_mine_is_kept(base, mine):
    merged = merge(base, base, mine)
    assert (merged.data, merged.taken, merged.conflicts) == (mine, (), ())


@given(services, services)
def test_when_only_they_changed_it_theirs_is_kept(base, theirs):
    merged = merge(base, theirs, base)
    assert (merged.data, merged.conflicts) == (theirs, ())


@given(services, services)
def test_the_same_change_on_both_sides_is_no_conflict(base, both):
    merged = merge(base, both, both)
    assert (merged.data, merged.conflicts) == (both, ())


@given(services, services, services)
def test_no_change_is_lost_unless_it_is_told(base, theirs, mine):
    merged = merge(base, theirs, mine)
    clashing = {conflict.field for conflict in merged.conflicts}
    result = values_of(merged.data)
    for side in (theirs, mine):
        for change in differences(base, side):
            if {change.field, Field("text", change.field.language)} & clashing:
                continue
            now = result.get(change.field, change.after if not change.after else None)
            assert now == change.after or change.field.name in {*COLLECTIONS, "reviewed_on"}


COLLECTIONS = ("everyday_words", "life_events", "subjects")


@given(services, services, services)
def test_of_collections_each_ones_additions_are_kept_and_removals_done(base, theirs, mine):
    merged = merge(base, theirs, mine)
    for name in ("life_events", "subjects"):
        was, other, own, now = (set(getattr(data, name)) for data in (base, theirs, mine, merged.data))
        assert now == (own | (other - was)) - (was - other)


@given(services, services, services)
def test_taking_theirs_settles_every_conflict(base, theirs, mine):
    merged = merge(base, theirs, mine)
    settled = take(merged.data, theirs, [conflict.field for conflict in merged.conflicts])
    assert merge(base, theirs, settled).conflicts == ()


@given(services)
def test_a_service_is_made_again_of_its_values(data):
    assert with_values(data, values_of(data)) == data


@given(services)
def test_nothing_differs_from_itself(data):
    assert differences(data, data) == []


def test_changes_of_different_fields_are_both_kept():
    theirs, mine = text(BASE, summary="Ny kort text."), text(BASE, name="Dagis")
    merged = merge(BASE, theirs, mine)
    assert merged.data == text(BASE, summary="Ny kort text.", name="Dagis")
    assert (merged.taken, merged.conflicts) == ((Field("summary", "sv"),), ())


def test_different_changes_of_one_field_are_a_conflict_in_which_mine_stands():
    merged = merge(BASE, text(BASE, name="Dagis"), text(BASE, name="Lekskola"))
    assert merged.conflicts == (Conflict(Field("name", "sv"), "Dagis", "Lekskola"),)
    assert merged.data == text(BASE, name="Lekskola")


def test_channels_are_one_field():
    merged = merge(BASE, replace(BASE, channels=(online(),)), replace(BASE, channels=(ChannelData("visit"),)))
    assert merged.conflicts == (Conflict(Field("channels"), (online(),), (ChannelData("visit"),)),)


def test_amount_and_currency_go_together():
    theirs, mine = replace(BASE, cost_amount=5, cost_currency="SEK"), replace(BASE, cost_amount=5, cost_currency="DKK")
    assert merge(BASE, theirs, mine).conflicts == (Conflict(Field("cost_amount"), (5, "SEK"), (5, "DKK")),)


def test_language_that_one_adds_is_kept():
    danish = replace(BASE, texts=(*BASE.texts, text_data(language="da", name="Børnehave")))
    assert merge(BASE, danish, text(BASE, name="Dagis")).data == text(danish, name="Dagis")


def test_language_taken_away_is_gone_when_nobody_changed_it():
    assert merge(BASE, without(BASE, "en"), text(BASE, name="Dagis")).data == text(without(BASE, "en"), name="Dagis")


def test_language_that_one_takes_away_and_the_other_changes_is_a_conflict():
    theirs, mine = without(BASE, "sv"), text(BASE, name="Dagis")
    merged = merge(BASE, theirs, mine)
    assert merged.conflicts == (Conflict(Field("text", "sv"), None, mine.texts[0]),)
    assert take(merged.data, theirs, [Field("text", "sv")]) == theirs


def test_of_two_reviews_the_later_stands():
    theirs, mine = text(BASE, reviewed_on=date(2026, 3, 2)), text(BASE, reviewed_on=date(2026, 3, 1))
    assert merge(BASE, theirs, mine).data == theirs


def test_language_that_comes_differs_by_its_texts():
    assert differences(without(BASE, "en"), BASE) == [
        Difference(Field("name", "en"), "", "Preschool"),
        Difference(Field("summary", "en"), "", "Sök plats."),
    ]
