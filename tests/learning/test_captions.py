"""Captions: what is taken, and in which line what is not."""

import pytest

from verkstad.learning.captions import UnusableCaptions, checked

GOOD = """WEBVTT Svenska

NOTE
Granskad i maj.

1
00:00.000 --> 00:02.000 line:80% align:center
<v Amina>Hej <i>alla</i> & <b>välkomna</b>!</v>

00:01.500 --> 01:00:04.000
- Ja.
- Nej.
"""


def test_captions_are_kept_as_they_are():
    assert checked("\ufeff" + GOOD.replace("\n", "\r\n")) == GOOD


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Line 1: The first line must be WEBVTT."),
        ("WEBVTTX\n", "Line 1: The first line must be WEBVTT."),
        ("WEBVTT\n", "Line 1: There are no captions."),
        ("WEBVTT\n\nNOTE Hej", "Line 3: There are no captions."),
        ("WEBVTT\n00:01.000 --> 00:02.000\nHej", "Line 2: There must be an empty line after WEBVTT."),
        ("WEBVTT\n\nSTYLE\n::cue { color: red }",
         "Line 4: Here a caption must say when it stands, as 00:01.000 --> 00:04.000."),
        ("WEBVTT\n\nHej", "Line 4: Here a caption must say when it stands, as 00:01.000 --> 00:04.000."),
        ("WEBVTT\n\n00:01 --> 00:02\nHej",
         "Line 3: Here a caption must say when it stands, as 00:01.000 --> 00:04.000."),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHej",
         "Line 3: A caption must end after it begins, and not begin before the one above."),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nHej\n\n00:01.000 --> 00:04.000\nHej",
         "Line 6: A caption must end after it begins, and not begin before the one above."),
        ("WEBVTT\n\n00:01.000 --> 00:02.000", "Line 3: This caption has no words."),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHej\n<script>alert(1)</script>",
         "Line 5: Captions may hold no other marks than <b>, <i> and <v>."),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHej\n00:02.000 --> 00:03.000",
         "Line 5: Captions may hold no other marks than <b>, <i> and <v>."),
    ],
)  # fmt: skip
def test_line_that_is_wrong_is_told(text, words):
    with pytest.raises(UnusableCaptions) as told:
        checked(text)
    assert str(told.value) == words
