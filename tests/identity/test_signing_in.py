"""Members sign in with a password and a second factor, and nobody can shut them out."""

import hashlib
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils.translation import override

from tests.factories.identity import PASSWORD, MembershipFactory, UserFactory
from verkstad.core.models import Letter
from verkstad.identity import actions, queries
from verkstad.identity.adapters import AccountAdapter, SecondFactorAdapter
from verkstad.identity.forms.signing_in import current_code
from verkstad.identity.models import RecoveryCode, Role

STAFF = "/bjorkhamn/sv/staff/"
SIGN_IN, CODE = f"{STAFF}sign-in/", f"{STAFF}second-factor/code/"
ANNA = "anna@example.org"


@pytest.fixture
def anna(bjorkhamn):
    """A member with an app for codes, whose secret stands in ``secret``."""
    member = MembershipFactory(municipality=bjorkhamn, user=UserFactory(email=ANNA), role=Role.EDITOR)
    member.secret = generate_totp_secret()
    TOTP.activate(member.user, member.secret)
    return member


def give(client, email=ANNA, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": email, "password": password}, **extra)


def sign_in(client, member, **extra):
    give(client, member.user.email, **extra)
    return client.post(CODE, {"code": current_code(member.secret)}, **extra)


def at(address):
    return {"REMOTE_ADDR": address}


def is_in(client):
    return client.get(STAFF).status_code == 200


def refused(response):
    return response.status_code == 200 and bool(response.context["form"].errors)


def test_password_and_code_open_the_staff_pages(client, anna):
    assert give(client).url.partition("?")[0] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": current_code(anna.secret)}).url == STAFF
    assert is_in(client)


def test_staff_side_and_letters_are_in_the_language_that_was_chosen(client, anna):
    actions.choose_language(anna, "da")
    client.get(STAFF)
    give(client)
    code = {"code": current_code(anna.secret), "next": f"{STAFF}people/"}
    assert client.post(CODE, code).url.startswith("/bjorkhamn/da/staff/")
    client.post(f"{STAFF}password/forgotten/", {"email": ANNA})
    letter = Letter.objects.latest("pk")
    assert letter.language == "da"
    assert "/bjorkhamn/da/staff/password/new/" in letter.text


def test_password_alone_opens_nothing_but_setting_up_a_second_factor(client, anna):
    Authenticator.objects.all().delete()
    give(client)
    assert client.get(STAFF).url.partition("?")[0] == f"{STAFF}second-factor/"


def test_code_works_once(client, anna):
    code = current_code(anna.secret)
    give(client)
    client.post(CODE, {"code": code})
    other = Client()
    give(other)
    assert refused(other.post(CODE, {"code": code}))
    assert not is_in(other)


def test_code_does_not_work_again_in_the_next_half_minute(client, anna, monkeypatch):
    sign_in(client, anna)
    code, now = current_code(anna.secret), time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now + 30)
    other = Client()
    give(other)
    assert refused(other.post(CODE, {"code": code}))


def test_code_is_taken_for_its_half_minute_alone(client, anna, monkeypatch, settings):
    settings.MFA_TOTP_TOLERANCE = 0
    code, now = current_code(anna.secret), time.time()
    give(client)
    for moment in (now - 30, now + 30):
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda moment=moment: moment)
        assert refused(client.post(CODE, {"code": code}))


def recovery_codes(member):
    return actions.make_recovery_codes(member.user, municipality=member.municipality, language="sv")


def test_recovery_code_works_once(client, anna):
    code = recovery_codes(anna)[0]
    give(client)
    client.post(CODE, {"code": code})
    assert is_in(client)
    other = Client()
    give(other)
    assert refused(other.post(CODE, {"code": code}))


def test_recovery_code_may_be_written_as_it_is_read(client, anna):
    code = recovery_codes(anna)[0].replace("-", " ").replace("0", "O").upper()
    give(client)
    client.post(CODE, {"code": code})
    assert is_in(client)


def test_recovery_code_of_somebody_else_does_not_work(client, anna):
    give(client)
    assert refused(client.post(CODE, {"code": recovery_codes(MembershipFactory())[0]}))


def test_recovery_code_shows_once_more_who_somebody_is(client, anna):
    codes = recovery_codes(anna)
    sign_in(client, anna)
    confirm = f"{STAFF}second-factor/confirm-code/?next={STAFF}account/"
    assert client.post(confirm, {"code": codes[0]}).url == f"{STAFF}account/"
    assert client.session["account_authentication_methods"][-1]["reauthenticated"]


def test_recovery_codes_cannot_be_guessed_and_only_their_hashes_are_kept(anna):
    codes = recovery_codes(anna)
    assert 32 ** len(codes[0].replace("-", "")) >= 2**112
    assert set(RecoveryCode.objects.values_list("hash", flat=True)) == {
        hashlib.sha256(code.replace("-", "").encode()).hexdigest() for code in codes
    }


def test_secret_of_an_app_is_encrypted_in_the_database(anna):
    stored = Authenticator.objects.get().data["secret"]
    assert (stored[:4], anna.secret in stored) == ("gAAA", False)


def test_signing_in_gives_a_new_session(client, anna):
    client.get(SIGN_IN)
    client.session.save()
    before = client.session.session_key
    sign_in(client, anna)
    assert client.session.session_key != before


@pytest.mark.parametrize("way", ["password", "code"])
def test_showing_once_more_who_one_is_gives_a_new_session(client, anna, way):
    sign_in(client, anna)
    before = client.session.session_key
    page, given = {
        "password": (f"{STAFF}sign-in/confirm/", {"password": PASSWORD}),
        "code": (f"{STAFF}second-factor/confirm-code/", {"code": recovery_codes(anna)[0]}),
    }[way]
    client.post(f"{page}?next={STAFF}", given)
    assert is_in(client)
    assert [session.session_key for session in queries.sessions(anna.user)] == [client.session.session_key] != [before]
    assert not client.session.exists(before)


def test_password_may_be_long_and_is_taken_whole(client, anna):
    password = "Åtta ballonger över bron, €!" * 4 + "0123456789abcdef"
    anna.user.set_password(password)
    anna.user.save()
    assert (len(password), not refused(give(client, password=password))) == (128, True)
    assert [refused(give(Client(), password=other)) for other in (password[:-1], password.lower())] == [True] * 2


def test_who_has_no_password_does_not_change_it(client, anna):
    sign_in(client, anna)
    anna.user.set_unusable_password()
    anna.user.save()
    client.force_login(anna.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"{STAFF}password/").url == f"{STAFF}account/"


@pytest.mark.parametrize(("email", "password"), [(ANNA, "wrong"), ("nobody@example.org", PASSWORD)])
def test_page_does_not_tell_whether_the_address_is_known(client, anna, email, password):
    page = give(client, email, password).text
    assert re.findall(r"<li>([^<]+\.)</li>", page) == ["E-postadressen eller lösenordet är fel. Försök igen."]


def test_way_back_leads_nowhere_else(client, anna):
    give(client)
    response = client.post(f"{CODE}?next=https://evil.example/", {"code": current_code(anna.secret)})
    assert response.url == STAFF


class TestNobodyIsLockedOut:
    def test_wrong_tries_without_end_from_one_address_leave_another_free(self, client, anna):
        attacker = Client()
        for number in range(51):
            assert refused(give(attacker, password=f"wrong {number}", **at("203.0.113.1")))
        assert "för många felaktiga försök" in give(attacker, **at("203.0.113.1")).text
        sign_in(client, anna, **at("203.0.113.2"))
        assert is_in(client)

    def test_known_device_is_free_behind_the_same_address(self, client, anna):
        sign_in(client, anna, **at("203.0.113.1"))
        client.post(f"{STAFF}sign-out/")
        for number in range(51):
            give(Client(), password=f"wrong {number}", **at("203.0.113.1"))
        assert not refused(give(client, **at("203.0.113.1")))

    def test_known_device_is_known_for_its_own_people_only(self, client, anna, bjorkhamn):
        sign_in(client, anna, **at("203.0.113.1"))
        client.post(f"{STAFF}sign-out/")
        other = MembershipFactory(municipality=bjorkhamn).user.email
        tries = [refused(give(client, other, f"wrong {number}", **at("203.0.113.1"))) for number in range(5)]
        assert tries == [True] * 5
        assert refused(give(client, other, **at("203.0.113.1")))

    def test_known_device_does_not_try_for_ever(self, client, anna):
        sign_in(client, anna)
        client.post(f"{STAFF}sign-out/")
        for number in range(10):
            give(client, password=f"wrong {number}")
        assert refused(give(client))

    def test_address_that_tries_many_people_is_slowed(self, client, anna):
        for number in range(50):
            give(client, f"person-{number}@example.org", "wrong")
        assert refused(give(client))

    def test_tries_from_many_addresses_do_not_shut_anybody_out(self, client, anna):
        for number in range(30):
            give(Client(), password="wrong", **at(f"198.51.100.{number}"))
        assert not refused(give(client))

    def test_codes_are_guessed_five_times_only(self, client, anna):
        give(client)
        for number in range(5):
            client.post(CODE, {"code": f"00000{number}"})
        assert refused(client.post(CODE, {"code": current_code(anna.secret)}))

    def test_cookie_that_was_changed_makes_no_device_known(self, client, anna):
        client.cookies["known-device"] = "forged"
        for number in range(5):
            give(client, password=f"wrong {number}")
        assert refused(give(client))


class TestForgottenPassword:
    def ask(self, client, email=ANNA):
        return client.post(f"{STAFF}password/forgotten/", {"email": email})

    def test_letter_leads_to_a_new_password(self, client, anna):
        self.ask(client)
        letter = Letter.objects.get()
        assert (letter.to, letter.is_secret, letter.language) == (ANNA, True, "sv")
        page = client.get(re.search(r"http://testserver(/\S+)", letter.text).group(1), follow=True)
        new = dict.fromkeys(("password1", "password2"), "other twelve letters")
        response = client.post(page.request["PATH_INFO"], new)
        assert response.url == f"{STAFF}password/new/done/"
        anna.user.refresh_from_db()
        assert anna.user.check_password("other twelve letters")
        assert client.get(response.url).status_code == 200

    def test_link_works_once(self, client, anna):
        self.test_letter_leads_to_a_new_password(client, anna)
        page = client.get(re.search(r"http://testserver(/\S+)", Letter.objects.order_by("pk")[0].text).group(1))
        assert page.context["token_fail"]

    def test_answer_is_the_same_for_an_address_that_is_not_known(self, client, anna):
        known, unknown = self.ask(client), self.ask(client, "nobody@example.org")
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
        assert Letter.objects.count() == 1
        assert client.get(known.url).status_code == 200

    def test_nobodys_mailbox_is_filled(self, client, anna):
        answers = [self.ask(client).status_code for _ in range(4)]
        assert (answers, Letter.objects.count()) == ([302, 302, 302, 429], 3)

    def test_link_asks_who_is_signed_in_to_sign_out_first(self, client, anna):
        self.ask(client)
        sign_in(client, anna)
        response = client.get(re.search(r"http://testserver(/\S+)", Letter.objects.get().text).group(1))
        assert response.url.startswith(f"{STAFF}sign-out/?next=")


def test_all_other_sessions_end_when_the_password_is_changed(client, anna):
    other = Client()
    sign_in(other, anna)
    give(client)
    client.post(CODE, {"code": recovery_codes(anna)[0]})
    new = dict.fromkeys(("password1", "password2"), "other twelve letters")
    assert client.post(f"{STAFF}password/", {"oldpassword": PASSWORD} | new).status_code == 302
    assert (is_in(client), is_in(other)) == (True, False)


def test_suspended_person_is_out_at_once(client, anna, bjorkhamn):
    sign_in(client, anna)
    actions.suspend(anna, by=MembershipFactory(municipality=bjorkhamn, role=Role.ADMINISTRATOR))
    assert client.get(STAFF).url.partition("?")[0] == SIGN_IN


def test_closed_account_is_told_so(client, anna):
    anna.user.is_active = False
    anna.user.save()
    assert client.get(give(client).url).status_code == 200


def test_signing_out_asks_first_and_then_does(client, anna):
    sign_in(client, anna)
    assert client.get(f"{STAFF}sign-out/").status_code == 200
    assert is_in(client)
    client.post(f"{STAFF}sign-out/")
    assert not is_in(client)


def test_codes_of_this_moment_are_shown_in_the_demo_only(client, anna, settings):
    give(client)
    assert current_code(anna.secret) in client.get(CODE).text
    settings.DEMO = False
    host = {"HTTP_HOST": "bjorkhamn.example"}
    anna.municipality.domains.create(host="bjorkhamn.example")
    client.post("/sv/staff/sign-in/", {"login": ANNA, "password": PASSWORD}, **host)
    page = client.get("/sv/staff/second-factor/code/", **host)
    assert (page.status_code, current_code(anna.secret) in page.text) == (200, False)


@pytest.mark.parametrize("language", ["sv", "da"])
def test_what_the_library_says_is_said_in_the_language_of_the_page(language):
    refusals = AccountAdapter.error_messages | SecondFactorAdapter.error_messages
    said = {code: str(words) for code, words in refusals.items()}
    with override(language):
        assert [code for code, words in refusals.items() if str(words) == said[code]] == []
