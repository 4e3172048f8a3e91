"""Administrators give platforms keys, see which are used, and revoke them."""

import pytest

from tests.factories.measurement import PlatformKeyFactory
from tests.staff import sign_in
from verkstad.identity.links import hashed
from verkstad.identity.models import Role
from verkstad.measurement.models import PlatformKey

PAGE = "/bjorkhamn/en/staff/measurement/digital-use/keys/"


@pytest.fixture
def administrator(town, client):
    client.member = sign_in(client, Role.ADMINISTRATOR, town)
    return client


def test_key_is_shown_once_and_works(administrator):
    page = administrator.post(PAGE, {"name": " Platform "})
    [key] = PlatformKey.objects.all()
    assert (key.name, key.made_by, key.hash) == (
        "Platform", administrator.member.actor, hashed(page.context["secret"]),
    )  # fmt: skip
    assert (page.context["secret"] in page.text, page.context["secret"] in administrator.get(PAGE).text) == (
        True,
        False,
    )
    assert "no-store" in page["Cache-Control"]


def test_address_to_send_to_is_shown_with_the_key(administrator):
    assert 'value="http://testserver/api/v1/digital-use"' in administrator.post(PAGE, {"name": "Platform"}).text


def test_second_key_of_a_platform_is_refused_beside_the_field(administrator, town):
    PlatformKeyFactory(municipality=town)
    page = administrator.post(PAGE, {"name": "Platform"})
    assert page.context["form"].errors == {"name": ["This system has a key already. Revoke that one first."]}
    assert (page.context["secret"], PlatformKey.objects.count()) == ("", 1)


def test_keys_are_listed_those_that_work_first(administrator, town, egesund):
    for name, of in (("B", town), ("A", town), ("C", town), ("Theirs", egesund)):
        PlatformKeyFactory(municipality=of, name=name, made_by=administrator.member.actor)
    key = PlatformKey.objects.get(name="A")
    administrator.post(f"{PAGE}{key.pk}/revoke/")
    rows = administrator.get(PAGE).context["rows"]
    assert [(key.name, bool(key.revoked_at), maker) for key, maker in rows] == [
        (name, is_over, administrator.member.user.name) for name, is_over in (("B", False), ("C", False), ("A", True))
    ]


def test_key_is_revoked_by_who_presses(administrator, town):
    key = PlatformKeyFactory(municipality=town)
    answer = administrator.post(f"{PAGE}{key.pk}/revoke/")
    key.refresh_from_db()
    assert (answer.status_code, key.revoked_by) == (302, administrator.member.actor)


@pytest.mark.parametrize(("role", "shows"), [(Role.EDITOR, False), (Role.ADMINISTRATOR, True)])
def test_way_to_the_keys_is_shown_to_administrators_only(town, client, role, shows):
    sign_in(client, role, town)
    page = client.get("/bjorkhamn/en/staff/measurement/digital-use/")
    assert (f'href="{PAGE}"' in page.text) is shows
