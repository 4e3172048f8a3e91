"""A municipality's people sign in with its own provider; nobody else's people do, and it speaks for nobody else."""

from urllib.parse import urlencode, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ImproperlyConfigured

from tests.factories.identity import MembershipFactory, UserFactory
from tests.identity.oidc_server import CLIENT, SECRET, running_provider, visit
from verkstad.identity import actions, sign_in_providers
from verkstad.identity.models import Membership, Role
from verkstad.identity.sign_in_providers import SignInProvider

STAFF = "/bjorkhamn/sv/staff/"
START = f"{STAFF}sign-in/with/bjorkhamn/"


@pytest.fixture
def provider():
    with running_provider() as running:
        yield running


@pytest.fixture
def configure(provider, settings):
    def configured(slug="bjorkhamn", **values):
        given = {"name": "Björkhamns inloggning", "issuer": provider.address, "client_id": CLIENT}
        settings.SIGN_IN_PROVIDERS = {slug: SignInProvider(**given | {"client_secret": SECRET} | values)}

    configured()
    return configured


@pytest.fixture
def anna(bjorkhamn):
    user = UserFactory(email="anna@example.org")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return MembershipFactory(municipality=bjorkhamn, user=user)


def set_out(client, **query):
    """The address of the provider that the browser is sent to."""
    return client.post(f"{START}?{urlencode(query)}").context["address"]


def come_back(client, **query):
    """Start here, sign in there, and return to the page that asks to go on."""
    back = urlsplit(visit(set_out(client, **query)))
    assert client.get(f"{back.path}?{back.query}").status_code == 200
    return client.post(f"{back.path}?{back.query}")


def test_member_is_let_in_without_password_or_code(client, configure, anna):
    assert come_back(client).url == STAFF
    assert client.get(STAFF).context["member"] == anna
    anna.user.refresh_from_db()
    assert anna.user.has_usable_password()


def test_member_comes_back_to_where_they_were_going(client, configure, anna):
    assert come_back(client, next=f"{STAFF}account/").url == f"{STAFF}account/"


def test_nothing_is_kept_but_who_it_was(client, configure, provider, anna):
    provider.claims |= {"personnummer": "made up"}
    come_back(client)
    assert (SocialAccount.objects.get().extra_data, SocialToken.objects.count()) == ({}, 0)


def test_member_is_known_again_after_a_change_of_address(client, configure, provider, anna):
    come_back(client)
    client.post(f"{STAFF}sign-out/")
    provider.claims["email"] = "anna.new@example.org"
    assert come_back(client).url == STAFF


def test_invited_person_joins_by_signing_in(client, configure, bjorkhamn):
    given = {"language": "sv", "link": str, "by": "somebody", "municipality": bjorkhamn}
    actions.invite(email="anna@example.org", role=Role.HELPER, **given)
    assert come_back(client).url == STAFF
    member = Membership.objects.get()
    assert (member.role, member.user.has_usable_password()) == (Role.HELPER, False)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org"},
        {"email_verified": False},
        {"email": None},
    ],
)
def test_who_is_not_known_is_told_so(client, configure, provider, anna, claims):
    provider.claims |= claims
    assert come_back(client).status_code == 403
    assert not SocialAccount.objects.exists()
    assert client.get(STAFF).status_code == 302


def test_addresses_of_own_domains_need_not_be_verified(client, configure, provider, anna):
    configure(email_domains=("example.org",))
    provider.claims["email_verified"] = False
    assert come_back(client).url == STAFF


@pytest.mark.parametrize(("groups", "status"), [(["staff"], 302), ("staff", 302), (["others"], 403), (None, 403)])
def test_claim_that_is_required_must_be_there(client, configure, provider, anna, groups, status):
    configure(required={"groups": "staff"})
    provider.claims["groups"] = groups
    assert come_back(client).status_code == status


def test_suspended_member_stays_out(client, configure, anna, bjorkhamn):
    actions.suspend(anna, by=MembershipFactory(municipality=bjorkhamn, role=Role.ADMINISTRATOR))
    assert come_back(client).status_code == 403


def test_provider_does_not_speak_for_those_who_also_work_elsewhere(client, configure, anna, egesund):
    MembershipFactory(user=anna.user, municipality=egesund)
    assert come_back(client).status_code == 403


def test_who_came_from_one_provider_is_nobody_elsewhere(client, configure, anna, egesund):
    come_back(client)
    MembershipFactory(user=anna.user, municipality=egesund, role=Role.ADMINISTRATOR)
    assert client.get("/egesund/da/staff/").url.startswith("/egesund/da/staff/sign-out/")


def test_municipality_without_provider_has_no_such_page(client, configure, egesund):
    assert client.post("/egesund/da/staff/sign-in/with/bjorkhamn/").status_code == 404
    assert client.post("/egesund/da/staff/sign-in/with/egesund/").status_code == 404


@pytest.mark.parametrize("claims", [{"aud": "somebody-else"}, {"iss": "https://elsewhere.example"}, {"exp": 1}])
def test_token_for_another_or_too_old_is_refused(client, configure, provider, anna, claims):
    provider.claims |= claims
    assert come_back(client).status_code == 403
    assert client.get(STAFF).status_code == 302


def test_code_of_another_browser_is_refused(client, configure, anna):
    back = urlsplit(visit(set_out(client)))
    client.cookies.clear()
    assert client.post(f"{back.path}?{back.query}").status_code == 403


def test_link_cannot_change_how_the_provider_is_asked(client, configure, bjorkhamn):
    asked = set_out(client, auth_params="prompt=none", scope="admin", process="connect")
    assert ("prompt" in asked, "admin" in asked) == (False, False)


def test_provider_that_does_not_answer_is_a_page(client, configure, bjorkhamn):
    configure(issuer="http://127.0.0.1:9")
    assert client.post(START).status_code == 502


def test_page_for_signing_in_offers_it(client, configure, bjorkhamn):
    assert START in client.get(f"{STAFF}sign-in/").text


FILE = """
[bjorkhamn]
name = "Björkhamns kommun"
issuer = "https://login.bjorkhamn.example/"
client_id = "verkstad"
client_secret = "secret"
required = { groups = "verkstad" }
"""


def test_providers_are_read_from_a_file(tmp_path):
    file = tmp_path / "providers.toml"
    file.write_text(FILE)
    found = sign_in_providers.read(str(file))["bjorkhamn"]
    assert (found.issuer, found.required) == ("https://login.bjorkhamn.example", {"groups": "verkstad"})
    assert "secret" not in repr(found).replace("client_secret", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [("https://", "http://"), ("client_id", "client"), ("[bjorkhamn]", "[bjorkhamn"), ("[bjorkhamn]", "x = 1\n[y]")],
)
def test_file_that_is_wrong_stops_the_start(tmp_path, before, after):
    file = tmp_path / "providers.toml"
    file.write_text(FILE.replace(before, after, 1))
    with pytest.raises(ImproperlyConfigured, match="VERKSTAD_SIGN_IN_PROVIDERS"):
        sign_in_providers.read(str(file))


def test_file_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        sign_in_providers.read(str(tmp_path / "none.toml"))
