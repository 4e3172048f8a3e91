import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.municipalities.look import (
    TEXT,
    NotAColour,
    Palette,
    contrast,
    nearest_passing,
    normalise,
    palette,
    stylesheet,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_any_main_colour_gives_a_palette_that_passes_aa(main):
    assert palette(main).failures() == []


@given(colours)
def test_a_colour_that_white_can_be_read_on_is_kept(main):
    nearest = nearest_passing(main)

    assert contrast(nearest, "#ffffff") >= TEXT
    assert nearest == main or contrast(main, "#ffffff") < TEXT


@given(colours, colours)
def test_contrast_is_the_same_both_ways(one, other):
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


@pytest.mark.parametrize("main", ["#0b5c5a", "#1f4e8c", "#6a3d7c"])
def test_a_dark_main_colour_is_used_as_it_is(main):
    assert palette(main).accent["base-default"] == main


def test_a_pair_that_is_hard_to_read_is_named():
    good = palette("#0b5c5a")
    bad = Palette(good.main, good.accent | {"text-subtle": "#999999"}, good.neutral)

    assert {(failure.role, failure.foreground) for failure in bad.failures()} == {("accent", "text-subtle")}


def test_the_stylesheet_sets_sixteen_steps_of_accent_and_of_neutral():
    sheet = stylesheet(palette("#0b5c5a"))

    assert sheet.count("--ds-color-accent-") == 16
    assert sheet.count("--ds-color-neutral-") == 16
    assert "--ds-color-accent-base-default: #0b5c5a;" in sheet


@pytest.mark.parametrize(("written", "meant"), [("#0B5", "#00bb55"), (" 0b5c5a ", "#0b5c5a"), ("#0B5C5A", "#0b5c5a")])
def test_a_colour_may_be_written_in_several_ways(written, meant):
    assert normalise(written) == meant


@pytest.mark.parametrize("junk", ["", "red", "#12345", "#ggg", "url(x)", "#0b5c5a; }"])
def test_what_is_not_a_colour_is_refused(junk):
    with pytest.raises(NotAColour):
        palette(junk)
