"""The recorded copies that come with the program are as whole as those that others bring, and hold nobody."""

from io import BytesIO

import pytest

from tests.factories.practice import CHECKED
from verkstad.practice import sharing
from verkstad.practice.actions.copies import publish
from verkstad.practice.actions.shipped import take_shipped
from verkstad.practice.models import Asset, RecordedFlag, ScreenSource, State
from verkstad.practice.queries.shipped import shipped_copies
from verkstad.practice.recorded.flags import Why

RECORDED = [one for one in shipped_copies() if one.file]
pytestmark = pytest.mark.parametrize("shipped", RECORDED, ids=lambda one: one.document.key)


def test_it_is_read_as_if_it_came_from_somebody_else(shipped):
    shared, _key = sharing.read(BytesIO(shipped.file.read_bytes()))
    assert (shared.document, shared.persona) == (shipped.document, shipped.persona)


def test_nothing_but_drawn_maps_is_pointed_out_in_it(shipped):
    assert {flag.why for flag in sharing.flags_in(shipped.recorded)} == {Why.PICTURE}


def test_it_is_small(shipped):
    assert shipped.file.stat().st_size < 420_000


def test_all_steps_have_words_of_their_own(shipped):
    steps = [step for screen in shipped.document.screens for step in screen.steps if step.target]
    assert [step.key for step in steps if len(step.hints) < 2 or not step.trains] == []


def test_it_is_taken_with_its_screens_and_pictures(bjorkhamn, shipped):
    edition = take_shipped(shipped, municipality=bjorkhamn)
    screens = edition.screens.filter(source=ScreenSource.RECORDED)
    assert list(screens.values_list("key", flat=True)) == list(shipped.recorded.screens)
    assert set(Asset.objects.values_list("sha256", flat=True)) == set(shipped.recorded.assets)
    assert not RecordedFlag.objects.exists()
    assert publish(edition, checked_on=CHECKED, by="second").state == State.PUBLISHED
