"""A receipt shows that somebody finished a copy; nobody can write one but we."""

import pytest
from django.core import signing
from django.utils import timezone

from tests.factories.practice import make_copy
from verkstad.practice import completion
from verkstad.practice.completion import Completion


@pytest.fixture
def edition(bjorkhamn):
    return make_copy(bjorkhamn).editions.get()


def test_receipt_says_which_copy_in_which_edition_when_and_with_how_many_hints(edition):
    found = completion.read(completion.receipt(edition, 2))
    assert found == Completion(edition.copy, 1, timezone.localdate(), 2)


def test_receipt_holds_nothing_else(edition):
    held = signing.Signer(salt="practice.completion").unsign_object(completion.receipt(edition, 2))
    assert held == [edition.copy_id, 1, timezone.localdate().isoformat(), 2]


def test_receipt_of_a_copy_that_is_gone_says_nothing(edition):
    receipt = completion.receipt(edition, 2)
    edition.copy.delete()
    assert completion.read(receipt) is None


def forged(edition):
    receipt = completion.receipt(edition, 2)
    payload, _colon, signature = receipt.rpartition(":")
    said = [edition.copy_id, 1, "2026-11-01", 0]
    other = signing.Signer(salt="practice.frame").sign_object(said)
    return {
        "nothing": "",
        "no signature": payload,
        "changed": f"x{receipt}",
        "signature cut off": receipt[:-1],
        "signature of something else": f"{other.rpartition(':')[0]}:{signature}",
        "made for frames": other,
        "other key": signing.Signer(key="k", salt="practice.completion").sign_object(
            [edition.copy_id, 1, "2026-11-01", 0]
        ),
        "odd": "\x00",
    }


@pytest.mark.parametrize(
    "how",
    [
        "nothing", "no signature", "changed", "signature cut off", "signature of something else", "made for frames",
        "other key", "odd",
    ],
)  # fmt: skip
def test_forged_receipt_says_nothing(edition, how):
    assert completion.read(forged(edition)[how]) is None


def test_receipts_of_different_copies_differ(edition, bjorkhamn):
    other = make_copy(bjorkhamn, key="other").editions.get()
    assert completion.read(completion.receipt(other, 0)).copy == other.copy
