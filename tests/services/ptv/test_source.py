import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.services.ptv.source import BrokenFile, read_list


@pytest.fixture
def read(tmp_path):
    def read(text):
        (tmp_path / "gd.json").write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_list(tmp_path / "gd.json")

    return read


def test_entries_know_their_lines(read):
    assert [(it.file, it.line, it.values) for it in read('[\n {"a": 1},\n\n {"a":\n 2}, 3]\n')] == [
        ("gd.json", 2, {"a": 1}),
        ("gd.json", 4, {"a": 2}),
        ("gd.json", 5, 3),
    ]


@pytest.mark.parametrize("text", ["[]", " [ ] ", "\ufeff[]"])
def test_list_may_be_empty(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1: A list of entries is needed"),
        ('{"a": 1}', "line 1, column 1: A list of entries is needed"),
        ("[", "line 1, column 2: Expecting value"),
        ("[1,", "line 1, column 4: Expecting value"),
        ("[1", "line 1, column 3: A comma or the end of the list is needed"),
        ("[1 2]", "line 1, column 4: A comma or the end of the list is needed"),
        ('[\n {"a" 1}]', "line 2, column 7: Expecting ':' delimiter"),
        ('[\n "a', "line 2, column 2: Unterminated string"),
        ("[1]\n2", "line 2, column 1: Something stands after the end of the list"),
    ],
)
def test_broken_file_says_where(read, text, problem):
    with pytest.raises(BrokenFile) as broken:
        read(text)
    assert str(broken.value) == f"gd.json, {problem}."


def test_file_that_is_no_text_says_where(read):
    with pytest.raises(BrokenFile, match=r"gd\.json, line 2: this is not text in UTF-8\."):
        read(b"[\n\xff]")


def test_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BrokenFile, match=r"none.json: No such file or directory\."):
        read_list(tmp_path / "none.json")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda it: st.lists(it) | st.dictionaries(st.text(), it)
)


@given(st.lists(values), st.sampled_from([None, 0, 2]))
def test_entries_are_those_of_the_list(tmp_path_factory, entries, indent):
    file = tmp_path_factory.mktemp("ptv") / "gd.json"
    file.write_text(json.dumps(entries, indent=indent, ensure_ascii=False), encoding="utf-8")
    assert [source.values for source in read_list(file)] == entries
