from datetime import date
from decimal import Decimal

import pytest

from verkstad.core.entries import Entry, EntryError, read_entries, read_entry


def entry(**values):
    return Entry(values, "file.yaml, it")


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (Entry.text, " Hej ", "Hej"),
        (Entry.words, ["a", "b"], ("a", "b")),
        (Entry.translations, {"sv": "Hej"}, {"sv": "Hej"}),
        (Entry.whole, 14, 14),
        (Entry.decimal, 1688, Decimal(1688)),
        (Entry.decimal, 0.5, Decimal("0.5")),
        (Entry.day, date(2026, 9, 14), date(2026, 9, 14)),
        (Entry.numbers, [55.5, 12], (55.5, 12.0)),
        (Entry.days, [date(2026, 9, 14)], (date(2026, 9, 14),)),
    ],
)
def test_field_is_read_as_what_it_is(read, value, expected):
    assert read(entry(it=value), "it") == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (Entry.text, ""),
        (Entry.words, ()),
        (Entry.translations, {}),
        (Entry.whole, None),
        (Entry.decimal, None),
        (Entry.day, None),
        (Entry.numbers, ()),
        (Entry.days, ()),
        (Entry.entries, []),
    ],
)
def test_field_that_is_not_there_is_empty(read, expected):
    assert read(entry(), "it") == expected


@pytest.mark.parametrize(
    ("read", "value", "problem"),
    [
        (Entry.text, 3, "must be text, not 3"),
        (Entry.text, False, "must be text, not False"),
        (Entry.words, "a", "must be a list, not 'a'"),
        (Entry.words, [1], "holds 1, which is no text (put it in quotation marks)"),
        (Entry.whole, "14", "must be a whole number, not '14'"),
        (Entry.whole, True, "must be a whole number, not True"),
        (Entry.decimal, "1", "must be a number, not '1'"),
        (Entry.day, "i fjol", "must be a date such as 2026-09-14, not 'i fjol'"),
        (Entry.days, ["i fjol"], "holds 'i fjol', which is no date such as 2026-09-14"),
        (Entry.numbers, ["1"], "holds '1', which is no number"),
        (Entry.numbers, [True], "holds True, which is no number"),
        (Entry.entry, [], "must be fields with names, not []"),
        (Entry.entries, {}, "must be a list, not {}"),
    ],
)
def test_wrong_value_is_told_with_file_entry_and_field(read, value, problem):
    with pytest.raises(EntryError) as refused:
        read(entry(it=value), "it")
    assert str(refused.value) == f"file.yaml, it: it {problem}."


@pytest.mark.parametrize("values", [{}, {"name": ""}, {"name": " "}])
def test_missing_text_is_told(values):
    with pytest.raises(EntryError, match=r"file\.yaml, it: name is missing"):
        entry(**values).text("name", required=True)


def test_text_that_is_too_long_is_told():
    with pytest.raises(EntryError, match="name is 4 characters long; 3 is the most"):
        entry(name="Hejs").text("name", at_most=3)
    assert entry(name="Hej").text("name", at_most=3) == "Hej"


def test_choice_is_one_of_those_allowed():
    assert entry(kind="b").choice("kind", "ab") == "b"
    assert entry().choice("kind", "ab", default="a") == "a"
    assert entry(kinds=["b", "a"]).choices("kinds", "ab") == ("b", "a")
    with pytest.raises(EntryError, match="kind is “c”; it can be a, b"):
        entry(kind="c").choice("kind", "ab")
    with pytest.raises(EntryError, match="kinds is “c”; it can be a, b"):
        entry(kinds=["a", "c"]).choices("kinds", "ab")


def test_entry_within_an_entry_says_where_it_is():
    inner, second = entry(texts={"sv": {}}).entry("texts").entry("sv"), entry(laws=[{}, {}]).entries("laws")[1]
    assert (inner.where, second.where) == ("file.yaml, it, texts, sv", "file.yaml, it, laws 2")


def test_field_nobody_asked_for_is_told():
    it = entry(name="Hej", nmae="Hej")
    it.text("name")
    with pytest.raises(EntryError, match="nmae is not a field here"):
        it.refuse_others()


def test_fields_asked_for_are_not_told():
    it = entry(name="Hej")
    it.text("name")
    it.refuse_others()


def test_entries_are_known_by_name(tmp_path):
    (tmp_path / "a.yaml").write_text("- slug: first\n- slug: second\n")
    assert [it.where for it in read_entries(tmp_path / "a.yaml")] == ["a.yaml, first", "a.yaml, second"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("slug: a", "a.yaml: a list of entries is needed."),
        ("- a", "a.yaml, entry 1: fields with names are needed, not 'a'."),
        ("- name: a", "a.yaml, entry 1: slug is missing."),
    ],
)
def test_file_of_another_form_is_told(tmp_path, text, problem):
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(EntryError) as refused:
        read_entries(tmp_path / "a.yaml")
    assert str(refused.value) == problem


def test_broken_yaml_is_told_with_its_line(tmp_path):
    (tmp_path / "a.yaml").write_text("- slug: a\n  name: 'b\n")
    with pytest.raises(EntryError, match=r"a.yaml: Line 2, column 9 cannot be read"):
        read_entries(tmp_path / "a.yaml")


def test_missing_file_is_told(tmp_path):
    with pytest.raises(EntryError) as refused:
        read_entry(tmp_path / "none.yaml")
    assert str(refused.value) == f"{tmp_path / 'none.yaml'} cannot be read: No such file or directory."


def test_file_of_another_encoding_is_told_with_its_line(tmp_path):
    file = tmp_path / "latin.yaml"
    file.write_bytes("title: Sök\nname: Å".encode("latin-1"))
    with pytest.raises(EntryError) as refused:
        read_entry(file)
    assert str(refused.value) == f"{file} cannot be read: line 1 is not UTF-8."


def test_file_of_one_entry_is_read(tmp_path):
    (tmp_path / "a.yaml").write_text("sv: Hej\n")
    assert read_entry(tmp_path / "a.yaml").text("sv") == "Hej"


def test_address_must_be_one_of_the_web(tmp_path):
    (tmp_path / "list.yaml").write_text("[{slug: a, url: 'javascript:alert(1)'}]", encoding="utf-8")
    with pytest.raises(EntryError, match="url must begin with https:// or http://"):
        read_entries(tmp_path / "list.yaml")[0].url("url")


@pytest.mark.parametrize(("value", "expected"), [(True, True), (False, False), (None, False)])
def test_flag_says_true_or_nothing(value, expected):
    assert entry(**({} if value is None else {"it": value})).flag("it") is expected


@pytest.mark.parametrize(
    ("values", "problem"),
    [([], "is missing"), ([{}, {}, {}], "are 3; 2 is the most"), (True, "must be a list, not True")],
)
def test_list_that_is_missing_or_too_long_is_told(values, problem):
    with pytest.raises(EntryError, match=problem):
        entry(it=values).entries("it", required=True, at_most=2)
