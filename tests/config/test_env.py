import pytest
from django.core.exceptions import ImproperlyConfigured

from verkstad.config import env


def test_text_is_the_variable(monkeypatch):
    monkeypatch.setenv("COLOUR", "green")
    assert env.text("COLOUR") == "green"


def test_text_is_the_default_when_nothing_is_set():
    assert env.text("COLOUR", "blue") == "blue"


def test_text_is_the_content_of_the_file(monkeypatch, tmp_path):
    file = tmp_path / "colour"
    file.write_text("red\n")
    monkeypatch.setenv("COLOUR_FILE", str(file))
    assert env.text("COLOUR") == "red"


def test_missing_text_is_named():
    with pytest.raises(ImproperlyConfigured, match="COLOUR is missing"):
        env.text("COLOUR")


def test_unreadable_file_is_named(monkeypatch):
    monkeypatch.setenv("COLOUR_FILE", "/none/colour")
    with pytest.raises(
        ImproperlyConfigured, match=r"COLOUR_FILE names /none/colour, which cannot be read \(No such file"
    ):
        env.text("COLOUR")


@pytest.mark.parametrize(("name", "given"), [("COLOUR", True), ("COLOUR_FILE", True), ("SHAPE", False)])
def test_is_given_by_value_or_file(monkeypatch, name, given):
    monkeypatch.setenv(name, "x")
    assert env.is_given("COLOUR") is given


@pytest.mark.parametrize(
    ("value", "meaning"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("false", False), ("", None)]
)
def test_flag_is_read(monkeypatch, value, meaning):
    monkeypatch.setenv("BRIGHT", value)
    assert env.flag("BRIGHT", default=None) is meaning


def test_flag_that_is_neither_is_named(monkeypatch):
    monkeypatch.setenv("BRIGHT", "maybe")
    with pytest.raises(ImproperlyConfigured, match="BRIGHT must be 1 or 0, not “maybe”"):
        env.flag("BRIGHT", default=False)


def test_number_is_read(monkeypatch):
    monkeypatch.setenv("COUNT", "12")
    assert env.number("COUNT", 7) == 12


def test_number_is_the_default_when_nothing_is_set():
    assert env.number("COUNT", 7) == 7


@pytest.mark.parametrize("value", ["", "-1", "1.5", "many"])
def test_number_that_is_none_is_named(monkeypatch, value):
    monkeypatch.setenv("COUNT", value)
    with pytest.raises(ImproperlyConfigured, match=f"COUNT must be a whole number, not “{value}”"):
        env.number("COUNT", 7)


def test_choice_is_read(monkeypatch):
    monkeypatch.setenv("COLOUR", "red")
    assert env.choice("COLOUR", "green", ("green", "red")) == "red"


def test_choice_is_the_default_when_nothing_is_set():
    assert env.choice("COLOUR", "green", ("green", "red")) == "green"


def test_choice_that_there_is_not_is_named(monkeypatch):
    monkeypatch.setenv("COLOUR", "loud")
    with pytest.raises(ImproperlyConfigured, match="COLOUR must be one of green, red, not “loud”"):
        env.choice("COLOUR", "green", ("green", "red"))


def test_strong_secret_is_taken(monkeypatch):
    monkeypatch.setenv("KEY", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQ")
    assert env.secret("KEY") == "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQ"


@pytest.mark.parametrize("value", ["short", "x" * 60])
def test_weak_secret_is_refused(monkeypatch, value):
    monkeypatch.setenv("KEY", value)
    with pytest.raises(ImproperlyConfigured, match="KEY is too weak"):
        env.secret("KEY")


def test_file_is_found(monkeypatch, tmp_path):
    (tmp_path / "list").touch()
    monkeypatch.setenv("WORDS", str(tmp_path / "list"))
    assert (env.file("WORDS"), env.file("OTHER")) == (tmp_path / "list", None)


def test_file_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("WORDS", "/none/words")
    with pytest.raises(ImproperlyConfigured, match="WORDS names /none/words, which is no file"):
        env.file("WORDS")
