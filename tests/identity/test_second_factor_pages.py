"""People set up, look at and take away what they sign in with besides a password."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests.factories.identity import PASSWORD, MembershipFactory
from verkstad.core.models import Letter
from verkstad.identity.forms.signing_in import current_code
from verkstad.identity.models import RecoveryCode

STAFF = "/bjorkhamn/sv/staff/"
FACTORS = f"{STAFF}second-factor/"
CODES = f"{FACTORS}recovery-codes/"


@pytest.fixture
def person(client, bjorkhamn):
    """A member who has just signed in with the password alone."""
    member = MembershipFactory(municipality=bjorkhamn)
    client.post(f"{STAFF}sign-in/", {"login": member.user.email, "password": PASSWORD})
    return member


def add_app(client):
    form = client.get(f"{FACTORS}app/add/").context["form"]
    return client.post(f"{FACTORS}app/add/", {"code": current_code(form.secret)})


def test_app_is_set_up_by_a_picture_or_by_hand(client, person):
    page = client.get(f"{FACTORS}app/add/")
    assert "<svg" in page.text
    assert page.context["form"].secret in page.text
    assert "otpauth://totp/" in page.context["totp_url"]
    assert "issuer=Bj%C3%B6rkhamn" in page.context["totp_url"]


def test_app_that_is_set_up_opens_the_staff_pages_and_gives_recovery_codes(client, person):
    assert add_app(client).url == CODES
    assert client.get(CODES).status_code == 200
    assert len(client.post(CODES).context["codes"]) == 10
    assert client.get(STAFF).status_code == 200


def test_code_that_sets_an_app_up_does_not_sign_in_too(client, person):
    code = current_code(client.get(f"{FACTORS}app/add/").context["form"].secret)
    client.post(f"{FACTORS}app/add/", {"code": code})
    other = Client()
    other.post(f"{STAFF}sign-in/", {"login": person.user.email, "password": PASSWORD})
    assert other.post(f"{FACTORS}code/", {"code": code}).context["form"].errors


@pytest.mark.django_db(transaction=True)
def test_letter_tells_of_a_new_way_to_sign_in(client, person):
    add_app(client)
    assert [(letter.to, letter.kind) for letter in Letter.objects.all()] == [(person.user.email, "account")]


def test_wrong_code_sets_nothing_up(client, person):
    client.get(f"{FACTORS}app/add/")
    assert client.post(f"{FACTORS}app/add/", {"code": "000000"}).context["form"].errors
    assert not Authenticator.objects.exists()


def test_recovery_codes_are_shown_once_and_made_anew(client, person):
    add_app(client)
    before = client.post(CODES).context["codes"]
    assert before[0] not in client.get(CODES).text
    after = client.post(CODES).context["codes"]
    assert (len(after), RecoveryCode.objects.count(), set(before) & set(after)) == (10, 10, set())
    assert Letter.objects.count() == 2


def test_recovery_codes_go_with_the_last_second_factor(client, person):
    add_app(client)
    client.post(CODES)
    client.post(f"{FACTORS}app/remove/")
    assert not RecoveryCode.objects.exists()
    assert client.get(CODES).url == FACTORS


def test_form_that_comes_too_late_is_asked_for_again(client, person):
    add_app(client)
    signed_in_an_hour_ago(client)
    page = f"{FACTORS}app/remove/"
    assert client.post(page).url == page
    asked = client.get(page).url
    assert client.post(asked, {"password": PASSWORD}).url == page
    client.post(page)
    assert not Authenticator.objects.exists()


def signed_in_an_hour_ago(client):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()


def test_page_of_second_factors_offers_to_sign_out_everywhere_else(client, person):
    add_app(client)
    assert f'href="{STAFF}account/sessions/end-others/"' in client.get(FACTORS).text


def test_app_is_taken_away_after_a_question(client, person):
    add_app(client)
    assert client.get(f"{FACTORS}app/remove/").status_code == 200
    client.post(f"{FACTORS}app/remove/")
    assert not Authenticator.objects.exists()
    assert client.get(STAFF).url.startswith(FACTORS)


@pytest.mark.parametrize("page", ["app/add/", "passkeys/add/", "recovery-codes/"])
def test_who_has_not_signed_in_just_now_is_asked_again(client, person, page):
    if "recovery" in page:
        TOTP.activate(person.user, generate_totp_secret())
    signed_in_an_hour_ago(client)
    asked = client.get(f"{FACTORS}{page}")
    assert asked.url.startswith(f"{STAFF}sign-in/confirm/")
    assert client.get(asked.url).status_code == 200
    assert client.post(asked.url, {"password": PASSWORD}).url == f"{FACTORS}{page}"
    assert client.get(f"{FACTORS}{page}").status_code == 200


def test_page_for_a_passkey_carries_what_the_browser_needs(client, person):
    options = client.get(f"{FACTORS}passkeys/add/").context["js_data"]["creation_options"]
    assert options["publicKey"]["rp"] == {"id": "testserver", "name": "Björkhamn"}


def test_passkeys_are_asked_for_without_telling_who_is_known(client, bjorkhamn):
    address = f"{FACTORS}passkeys/sign-in/"
    options = client.get(address, headers={"accept": "application/json"}).json()["request_options"]["publicKey"]
    assert (options["userVerification"], options.get("allowCredentials", [])) == ("required", [])
    assert client.post(address, {"credential": "{}"}).url == f"{STAFF}sign-in/"
    assert client.post(address, {"credential": "nonsense"}).url == f"{STAFF}sign-in/"


@pytest.mark.parametrize("page", ["", "code/", "app/add/", "app/remove/", "recovery-codes/", "passkeys/add/"])
def test_pages_are_closed_to_who_is_not_signed_in(client, bjorkhamn, page):
    assert client.get(f"{FACTORS}{page}").status_code == 302
