"""The figures of the search, and the command that prints them."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from verkstad.municipalities.models import Municipality
from verkstad.search.evaluation import UnreadableCollection, discounted_gain, read_collection, reciprocal_rank
from verkstad.search.management.commands import evaluate_search
from verkstad.search.models import Entry

CORPUS = [
    {"_id": "a", "title": "Förskola", "text": "För barn från ett år.", "keywords": ["dagis"]},
    {"_id": "b", "title": "Bygglov", "text": "När du bygger nytt.", "keywords": []},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "corpus.jsonl", CORPUS)
    write(tmp_path / "queries.jsonl", [{"_id": "1", "text": "dagis"}, {"_id": "2", "text": "qqqq"}])
    (tmp_path / "qrels.tsv").write_text("1\ta\t2\n1\tb\t0\n")
    return tmp_path


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("\n".join(map(json.dumps, rows)))


def test_the_place_of_the_first_right_answer_counts():
    assert [reciprocal_rank(found, {"a": 1.0}) for found in ("a", "xa", "x")] == [1.0, 0.5, 0.0]
    assert reciprocal_rank(["x"] * 10 + ["a"], {"a": 1.0}) == 0.0


def test_better_answers_first_gain_most():
    right = {"a": 2.0, "b": 1.0}
    assert discounted_gain("ab", right) == 1.0
    assert discounted_gain("x", right) == 0.0
    assert discounted_gain("ba", right) == pytest.approx(0.7967, abs=1e-4)


@pytest.mark.django_db
def test_judged_questions_are_measured_and_nothing_is_stored(folder, capsys):
    call_command("evaluate_search", str(folder), "--language", "sv", "--json", "--no-embeddings")
    figures = json.loads(capsys.readouterr().out)["queries"]
    wanted = {"questions": 1, "mrr": 1.0, "ndcg": 1.0, "first": 1.0, "among_five": 1.0, "unanswered": 1.0}
    assert {name: figures[name] for name in wanted} == wanted
    assert (Municipality.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_figures_are_printed_for_people(folder, capsys):
    call_command("evaluate_search", str(folder), "--language", "sv", "--no-embeddings", "-v0")
    assert "  mrr             1\n" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_questions_answered_worst_are_shown(folder, capsys):
    questions = [("dev-1", "dagis"), ("dev-2", "förskola"), ("held-1", "dagis")]
    write(folder / "queries.jsonl", [{"_id": key, "text": text} for key, text in questions])
    (folder / "qrels.tsv").write_text("dev-1\ta\t2\ndev-2\tb\t1\nheld-1\tb\t1\n")
    options = ["--language", "sv", "--no-embeddings", "-v0", "--worst", "1", "--only", "dev-"]
    call_command("evaluate_search", str(folder), *options)
    shown = capsys.readouterr().out.splitlines()[-3:]
    assert shown == ["0.00 dev-2 förskola", "     wanted: Bygglov", "     found: Förskola"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("corpus.jsonl", "{", "corpus.jsonl, line 1"),
        ("corpus.jsonl", '{"title": "x"}', "“_id” is missing"),
        ("queries.jsonl", '{"_id": "1"}', "“text” is missing"),
        ("qrels.tsv", "1 a 1", "qrels.tsv, line 1"),
        ("qrels.tsv", "1\ta\tmuch", "qrels.tsv, line 1"),
    ],
)
def test_a_broken_file_is_named_with_its_line(folder, file, text, said):
    (folder / file).write_text(text)
    with pytest.raises(UnreadableCollection, match=said):
        read_collection(folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"corpus\.jsonl cannot be read"):
        call_command("evaluate_search", str(tmp_path), "--language", "sv")


def test_questions_must_be_there(folder):
    (folder / "queries.jsonl").unlink()
    with pytest.raises(UnreadableCollection, match=r"no queries\.jsonl"):
        read_collection(folder)


@pytest.mark.django_db
def test_an_empty_database_is_made_ready_first(folder, monkeypatch):
    """In a fresh clone, where nothing was started yet. To make all tables once more would take a minute here."""
    made = []

    def make(command, **options):
        made.append(command)
        _look_in("public")

    monkeypatch.setattr(evaluate_search, "call_command", make)
    _look_in("pg_temp")
    call_command("evaluate_search", str(folder), "--language", "sv", "--no-embeddings", "-v0")
    assert made == ["migrate"]


def _look_in(schema):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, true)", [schema])
