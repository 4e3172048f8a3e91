"""Weights fitted to judged questions, and the command that does it."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.search import embedders
from verkstad.search import fitting
from verkstad.search.evaluation import evaluate, read_collection
from verkstad.search.fitting import LAST, PAIRS, PRESENT, Question, ask, fit, fold_of, gains, rewritten
from verkstad.search.management.commands import fit_search
from verkstad.search.ranking import Row
from verkstad.search.weights import FILE, SHIPPED, Weights

BY_TEXT, BY_NAME = (0.0, 4.0), (4.0, 0.0)
ROW = Row("service", 1, "", 2, "sv", "", "sv", "", "", "", [], 0, 0, 0, 0, 0, 0, 0)


def row(slug: str, *, words: float = 0.0, name: float = 0.0, text: float = 0.0, other: float = 0.0) -> Row:
    score = words + PRESENT[0] * name + PRESENT[1] * text + other
    return replace(ROW, slug=slug, words=words, name_likeness=name, text_likeness=text, score=score)


def question(fold: int, best: fitting.Pair, collection: str = "c") -> Question:
    return Question(collection, "queries", fold, {pair: float(pair == best) for pair in PAIRS})


def test_gains_are_those_of_the_order_that_the_weights_give():
    found = gains([row("wordy", words=1), row("alike", text=0.4)], {"alike"})
    assert (found[1.0, 2.0], found[1.0, 3.0]) == (0.5, 1.0)


def test_what_is_not_fitted_keeps_its_part_in_the_score():
    found = gains([row("wordy", words=1), row("chosen", name=0.5, other=0.9)], {"chosen"})
    assert (found[0.0, 0.0], found[0.25, 0.0]) == (0.5, 1.0)


def test_equals_stand_by_their_slug():
    rows = [row("b", words=1), row("a", words=1)]
    assert [gains(rows, {slug})[PRESENT] for slug in "ab"] == [1.0, 0.5]


def test_nothing_right_in_the_first_ten_gains_nothing():
    rows = [row(f"{number:02}", words=1) for number in range(11)]
    assert [gains(rows, right)[PRESENT] for right in ({"10"}, {"elsewhere"})] == [0.0, 0.0]


def test_weights_that_help_are_found():
    assert fit([question(fold, BY_TEXT) for fold in range(3)], folds=3).fitted == BY_TEXT


def test_weights_stay_where_others_are_only_as_good():
    asked = [Question("c", "queries", fold, dict.fromkeys(PAIRS, 1.0)) for fold in range(3)]
    assert fit(asked, folds=3).fitted == PRESENT


def test_a_fold_has_no_part_in_its_own_weights():
    found = fit([question(0, BY_NAME), question(0, BY_NAME), question(1, BY_TEXT), question(2, BY_TEXT)], folds=3)
    assert [found.weights[fold] for fold in range(3)] == [BY_TEXT, BY_NAME, BY_NAME]
    assert [found.unseen(asked) for asked in found.questions] == [0.0, 0.0, 0.0, 0.0]


def test_questions_held_out_for_good_are_only_measured():
    found = fit([question(LAST, BY_NAME), question(LAST, BY_NAME), question(0, BY_TEXT), question(1, BY_TEXT)], 2)
    assert set(found.weights.values()) == {BY_TEXT}
    assert (found.mean(found.fitted), found.mean_unseen()) == (0.5, 0.5)


def test_every_collection_counts_as_much():
    asked = [question(0, BY_NAME), question(0, BY_TEXT, "small"), *(question(0, BY_TEXT) for _ in range(2))]
    assert fit(asked, folds=2).mean(BY_TEXT) == pytest.approx((2 / 3 + 1) / 2)


def test_folds_are_of_much_the_same_size_and_the_same_every_day():
    folds = [fold_of(f"q{number}", 5) for number in range(1000)]
    assert all(150 < folds.count(fold) < 250 for fold in range(5))
    assert folds[:5] == [fold_of(f"q{number}", 5) for number in range(5)]
    assert fold_of("held-007", 5) == LAST


def test_only_the_two_numbers_change_in_the_file():
    text = FILE.read_text(encoding="utf-8")
    assert rewritten(text, PRESENT) == text
    before, after = text.splitlines(), rewritten(text, (0.25, 3.0)).splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        "name = 0.25 # likeness of meaning with the name",
        "text = 3.0 # likeness of meaning with the text",
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The text, which only says it in other words, is right where the name and its words lead astray."""
    titles = {"astray": "Båt", "right": "Plats", "other": "Bygglov", "another": "Förskola"}
    texts = {"right": "I vår hamn."}
    write(tmp_path / "corpus.jsonl", [{"_id": key, "title": titles[key], "text": texts.get(key, "")} for key in titles])
    asked = {"q0": "båt sommar", "q1": "båt vinter", "q2": "båt höst", "q3": "dagis"}
    for file in ("queries", "queries_typo1"):
        write(tmp_path / f"{file}.jsonl", [{"_id": key, "text": text} for key, text in asked.items()])
    (tmp_path / "qrels.tsv").write_text("q0\tright\t1\nq1\tright\t1\nq2\tright\t1\n")
    return tmp_path


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("\n".join(map(json.dumps, rows)))


@pytest.fixture
def meaning(settings):
    yield from embedders.embedding_by(f"{embedders.__name__}.ThreeThings", settings)


@pytest.mark.django_db
@pytest.mark.usefixtures("meaning")
def test_the_present_weights_give_the_figures_of_the_search_itself(folder):
    collection = read_collection(folder)
    told = []
    asked = list(ask("c", collection, "sv", 5, lambda done, of: told.append((done, of))))
    figures, _ = evaluate(collection, "sv")
    assert fit(asked, 5).mean(PRESENT) == pytest.approx(figures["queries"].mrr)
    assert told == [(number, 6) for number in range(1, 7)]


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "weights.toml"
    copy.write_text(FILE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(fit_search, "FILE", copy)
    return copy


@pytest.mark.django_db
@pytest.mark.usefixtures("meaning")
def test_better_weights_are_written(folder, weights, capsys):
    call_command("fit_search", f"{folder}:sv", "--write", "--folds", "2", "-v0")
    printed = capsys.readouterr().out
    assert f"Written to {weights}." in printed.replace("\n", "")
    old, new = SHIPPED, Weights(**tomllib.loads(weights.read_text(encoding="utf-8")))
    assert (new.text > 2 * new.name, replace(new, name=old.name, text=old.text)) == (True, old)


@pytest.mark.django_db
def test_weights_that_are_no_better_are_not_written(folder, weights, capsys):
    call_command("fit_search", f"{folder}:sv", "--write", "--folds", "2", "-v0")
    printed = capsys.readouterr().out
    assert "Nothing is written" in printed
    assert "fitted without fold 2" in printed
    assert weights.read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere:sv"], r"corpus\.jsonl cannot be read"),
        (["nowhere"], "is no FOLDER:LANGUAGE"),
        (["nowhere:sv", "--folds", "1"], "at least 2 folds"),
    ],
)
def test_what_cannot_be_read_is_named(arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("fit_search", *arguments, "-v0")
