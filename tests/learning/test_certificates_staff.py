"""Staff pages: confirming by hand, revoking, and what the member has learnt."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.certificates import DAY, certify, proof_of
from tests.factories.identity import MembershipFactory
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.learning import receipts
from verkstad.learning.actions.certificates import confirm, keep_in_account
from verkstad.learning.models import Certificate, Confirmation, Proof, ProvedWay
from verkstad.learning.receipts import Receipt

HERE = "/bjorkhamn/sv/staff/certificates/"


@pytest.fixture
def member(client, bjorkhamn):
    return sign_in(client, Role.COORDINATOR, bjorkhamn)


def test_list_names_nobody(client, member, edition):
    certify(edition)
    page = client.get(HERE)
    assert len(page.context["certificates"]) == 1
    assert "Öberg" not in page.content.decode()


def test_certificate_is_found_by_its_code(client, member, edition):
    certificate = certify(edition)
    assert client.get(HERE, {"code": certificate.code.upper()}).url == f"{HERE}{certificate.pk}/"
    assert client.get(HERE, {"code": "abc"}).context["asked"] == "abc"


def test_certificate_is_revoked_with_a_reason_and_holds_again(client, member, edition):
    certificate = certify(edition)
    address = f"{HERE}{certificate.pk}/"
    client.post(address, {"because": "Utfärdat av misstag"})
    certificate.refresh_from_db()
    assert (certificate.revoked_because, certificate.revoked_at is None) == ("Utfärdat av misstag", False)
    assert client.get(address).status_code == 200
    for _time in range(2):
        client.post(f"{address}restore/")
    certificate.refresh_from_db()
    assert (certificate.revoked_because, certificate.revoked_at) == ("", None)


@pytest.mark.parametrize("because", ["", "Ring 070-123 45 67"])
def test_reason_is_needed_and_holds_no_number(client, member, edition, because):
    certificate = certify(edition)
    response = client.post(f"{HERE}{certificate.pk}/", {"because": because})
    assert list(response.context["form"].errors) == ["because"]


def test_helper_confirms_what_was_seen(client, bjorkhamn, edition):
    helper = sign_in(client, Role.HELPER, bjorkhamn)
    assert len(client.get(f"{HERE}confirm/").context["editions"]) == 1
    assert list(client.get(f"{HERE}confirm/base/").context["form"].errors) == []
    response = client.post(f"{HERE}confirm/base/", {"modules": ["post"]}, follow=True)
    confirmation = Confirmation.objects.get()
    assert (confirmation.confirmed_by, confirmation.modules) == (helper.user, ["post"])
    assert response.context["modules"] == ["Posten"]
    assert confirmation.code in response.context["link"]


def test_nothing_is_confirmed_when_nothing_is_chosen(client, member, edition):
    response = client.post(f"{HERE}confirm/base/", {})
    assert list(response.context["form"].errors) == ["modules"]


def test_confirmation_is_shown_to_who_made_it(client, member, edition, bjorkhamn):
    other = MembershipFactory(municipality=bjorkhamn)
    made = confirm(edition, ["post"], user=other.user, by="maja")
    assert client.get(f"{HERE}confirmed/{made.pk}/").status_code == 404


def test_what_the_browser_keeps_is_kept_in_the_account(client, member, edition):
    edition.proved_by = ["test"]
    edition.save()
    proofs = [*proof_of(edition), Receipt(edition.pk, "browser", ProvedWay.COURSE, DAY)]
    for _time in range(2):
        client.post(f"{HERE}mine/move/", {"receipt": [receipts.write(one) for one in proofs]})
    assert list(Proof.objects.order_by("pk").values_list("user", "module__key", "way")) == [
        (member.user_id, "browser", "test"),
        (member.user_id, "post", "test"),
    ]


def test_what_is_not_of_this_municipality_is_not_kept(edition, egesund, member):
    assert keep_in_account(member.user, proof_of(edition), municipality=egesund, by="maja") == 0


def test_account_shows_how_far_one_has_come(client, member, edition):
    keep_in_account(member.user, proof_of(edition)[:1], municipality=member.municipality, by="maja")
    [progress] = client.get(f"{HERE}mine/").context["packages"]
    assert (progress.done, progress.is_whole) == (1, False)


@pytest.mark.parametrize("address", ["base/", "base/browser/"])
def test_pages_of_learners_show_a_member_what_is_proved(client, member, edition, address):
    keep_in_account(member.user, proof_of(edition)[:1], municipality=member.municipality, by="maja")
    shown = client.get(f"/bjorkhamn/sv/learn/{address}").context["proved"]
    assert (shown, Client().get(f"/bjorkhamn/sv/learn/{address}").context["proved"]) == ({"browser"}, set())


def test_certificate_of_what_the_account_has_is_in_the_account(client, member, edition):
    keep_in_account(member.user, proof_of(edition), municipality=member.municipality, by="maja")
    client.post(f"{HERE}mine/get/base/", {"press": uuid4(), "name": member.user.name})
    certificate = Certificate.objects.get()
    assert (certificate.user, list(client.get(f"{HERE}mine/").context["certificates"])) == (member.user, [certificate])


def test_account_that_lacks_a_module_gives_no_certificate(client, member, edition):
    client.post(f"{HERE}mine/get/base/", {"press": uuid4(), "name": "Kim"})
    assert not Certificate.objects.exists()


def test_name_with_a_number_is_refused_in_the_account_too(client, member, edition):
    keep_in_account(member.user, proof_of(edition), municipality=member.municipality, by="maja")
    response = client.post(f"{HERE}mine/get/base/", {"press": uuid4(), "name": "Kim 1234567"})
    assert list(response.context["form"].errors) == ["name"]
