import re
from datetime import date

import pytest

from tests.factories.services import scope_with_organisation, service_data, text_data
from tests.services.test_staff_form import full, minimal, sent
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.services import actions
from verkstad.services.data import LegalBasisData
from verkstad.services.models import Service

READ_ON = date(2026, 1, 2)
STAFF = "/bjorkhamn/sv/staff/services/"


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def scope(bjorkhamn):
    return scope_with_organisation(bjorkhamn)


def squeezed(page: str) -> str:
    return re.sub(r"\s+", " ", page).strip()


def article(page: str) -> str:
    """What the catalogue says on the service's own page."""
    found = re.search(r'<article class="vk-stack vk-stack--wide">(.*?)<div class="vk-row">\s*<button', page, re.DOTALL)
    return squeezed(found[1]).replace("<h1>", "<h2>").replace("</h1>", "</h2>")


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_preview_is_what_the_page_shows(client, editor, scope, language):
    texts = (
        text_data(language="da", name="Børnehave", summary="Søg plads.", description="Lang\n\n- a\n- b"),
        text_data(
            without_eid="Ring.", cost="1 500 kr", plain="Lätt.", what_you_need="- Pengar", reviewed_on="2026-01-02"
        ),
    )
    data = full(texts=texts, legal_bases=(LegalBasisData("Skollagen"),))
    actions.save_service(data, scope=scope, publish=True)
    form = sent(client.get(f"{STAFF}entry/forskola/edit/"))
    preview = client.post(f"{STAFF}entry/forskola/preview/", form | {"preview_language": language}).text
    page = client.get(f"/bjorkhamn/{language}/services/forskola/").text
    assert article(page) in squeezed(preview)


def test_preview_writes_nothing_and_shows_what_is_not_right_yet(client, editor, scope):
    typed = minimal(**{"text-sv-summary": "", "channel": "0", "channel-0-kind": "phone", "channel-0-number": "1" * 40})
    page = client.post(f"{STAFF}preview/", typed)
    assert ("Ny tjänst" in page.text, "1" * 40 in page.text) == (True, True)
    assert (Service.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_preview_without_a_name_asks_for_one(client, editor, scope):
    assert "Skriv ett namn" in client.post(f"{STAFF}preview/", {}).text


def test_preview_says_what_to_look_at_again(client, editor, scope):
    long = f"Det är {'mycket ' * 20}bra."
    page = client.post(f"{STAFF}preview/", minimal(**{"text-sv-description": long}))
    assert ("Beskrivning, svenska", long) in [(place, where) for place, _, where in page.context["warnings"]]


def test_texts_older_than_the_main_one_are_marked_in_the_form(client, editor, scope):
    english = text_data(language="en", name="Preschool")
    service = actions.save_service(service_data(texts=(text_data(), english)), scope=scope)
    newer = service_data(texts=(text_data(name="Dagis"), english))
    actions.edit_service(service, newer, based_on=1, by=editor.actor)
    assert "Texten på engelska är äldre än huvudtexten" in client.get(f"{STAFF}entry/forskola/edit/").text


def test_preview_by_button_keeps_the_form(client, editor, scope):
    response = client.post(f"{STAFF}new/", minimal(do="preview", preview_language="en"))
    assert "Ny tjänst" in response.context["preview"]
    assert (response.context["preview_language"], Service.objects.count()) == ("en", 0)


def test_others_services_are_not_previewed(client, bjorkhamn, scope):
    actions.save_service(service_data(), scope=scope)
    sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    assert client.post(f"{STAFF}entry/forskola/preview/", {}).status_code == 403
