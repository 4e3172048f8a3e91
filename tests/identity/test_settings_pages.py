"""Administrators change the settings of their municipality, look at them, and publish them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.municipalities.models import Municipality, SettingsDraft

BASE = "/bjorkhamn/sv/staff/settings/"
CONTACT = {"name_sv": "Björkhamn", "email": "kontakt@example.org"}
STATEMENT = {
    "accessibility_conformity": "partly",
    "accessibility_assessment": "self",
    "accessibility_assessed_on": "2026-11-01",
    "accessibility_statement_sv": "Kartor går inte att använda med skärmläsare.",
}


@pytest.fixture(autouse=True)
def administrator(client, bjorkhamn):
    return sign_in(client, Role.ADMINISTRATOR, bjorkhamn)


def test_what_is_saved_is_a_draft_until_it_is_published(client):
    response = client.post(f"{BASE}contact/", CONTACT | {"phone": "0123-99 99 99"})
    assert (response.status_code, response.url) == (302, BASE)
    assert Municipality.objects.get().phone == "0123-45 67 89"
    assert client.get(BASE).context["changes"][0]["after"] == "0123-99 99 99"
    client.post(f"{BASE}publish/")
    assert (Municipality.objects.get().phone, SettingsDraft.objects.count()) == ("0123-99 99 99", 0)


def test_preview_shows_the_start_page_as_it_would_be(client):
    client.post(f"{BASE}look/", {"main_colour": "#7a1f3d"})
    assert "/look/7a1f3d.css" in client.get("/bjorkhamn/sv/staff/settings-preview/").text
    assert client.get("/look/7a1f3d.css").status_code == 200
    assert "/look/7a1f3d.css" not in client.get("/bjorkhamn/sv/").text


def test_colour_that_is_hard_to_read_is_refused_beside_the_field(client):
    form = client.post(f"{BASE}look/", {"main_colour": "#ffd700"}).context["form"]
    assert (list(form.errors), form["main_colour"].value()) == (["main_colour"], "#ffd700")


def picture(kind):
    content = BytesIO()
    Image.new("RGB", (900, 300), "teal").save(content, kind)
    return SimpleUploadedFile("logo.png", content.getvalue())


def test_logo_is_made_small_and_shown_when_it_is_published(client):
    client.post(f"{BASE}look/", {"main_colour": "#0b5c5a", "picture": picture("PNG")})
    assert 'src="/media/logos/' not in client.get("/bjorkhamn/sv/").text
    client.post(f"{BASE}publish/")
    municipality = Municipality.objects.get()
    assert f'src="/media/{municipality.logo.name}"' in client.get("/bjorkhamn/sv/").text
    with Image.open(municipality.logo) as logo:
        assert (logo.format, logo.size) == ("WEBP", (640, 213))


def test_logo_can_be_taken_away_again(client, bjorkhamn):
    Municipality.objects.update(logo="logos/old.webp")
    client.post(f"{BASE}look/", {"main_colour": "#0b5c5a", "without_logo": "on"})
    client.post(f"{BASE}publish/")
    assert Municipality.objects.get().logo.name == ""


@pytest.mark.parametrize("upload", [SimpleUploadedFile("logo.png", b"no picture"), picture("GIF")])
def test_logo_that_is_no_picture_is_refused_beside_the_field(client, upload):
    form = client.post(f"{BASE}look/", {"main_colour": "#0b5c5a", "picture": upload}).context["form"]
    assert (list(form.errors), SettingsDraft.objects.count()) == (["picture"], 0)


def test_main_language_must_be_one_of_the_languages(client):
    form = client.post(f"{BASE}languages/", {"languages": ["sv", "en"], "main_language": "da"}).context["form"]
    assert list(form.errors) == ["main_language"]


def test_languages_begin_with_the_main_one(client):
    client.post(f"{BASE}languages/", {"languages": ["sv", "da", "en"], "main_language": "da", "parts": ["places"]})
    assert SettingsDraft.objects.get().values == {"languages": ["da", "sv", "en"], "parts": ["places"]}


@pytest.mark.parametrize(
    "missing", ["accessibility_assessment", "accessibility_assessed_on", "accessibility_statement_sv"]
)
def test_statement_must_hold_what_the_law_asks_for(client, missing):
    form = client.post(f"{BASE}accessibility/", STATEMENT | {missing: ""}).context["form"]
    assert list(form.errors) == [missing]


def test_statement_is_drafted_whole(client):
    client.post(f"{BASE}accessibility/", STATEMENT)
    assert SettingsDraft.objects.get().values == {
        "accessibility_conformity": "partly",
        "accessibility_assessment": "self",
        "accessibility_assessed_on": "2026-11-01",
        "accessibility_statement": {"sv": "Kartor går inte att använda med skärmläsare."},
    }


def test_two_who_change_settings_at_once_do_not_overwrite_each_other(client):
    opened_at = client.get(f"{BASE}contact/").context["opened_at"]
    client.post(f"{BASE}contact/", CONTACT | {"phone": "0123-11 11 11", "opened_at": opened_at})
    response = client.post(f"{BASE}contact/", CONTACT | {"phone": "0123-22 22 22", "opened_at": opened_at})
    assert response.context["form"].non_field_errors()[0].startswith("Kim Person")
    assert SettingsDraft.objects.get().values["phone"] == "0123-11 11 11"


def test_draft_can_be_thrown_away(client):
    client.post(f"{BASE}look/", {"main_colour": "#7a1f3d"})
    client.post(f"{BASE}discard/")
    assert (SettingsDraft.objects.count(), client.post(f"{BASE}publish/").url) == (0, BASE)


def test_there_is_no_other_section(client):
    assert client.get(f"{BASE}hosts/").status_code == 404
