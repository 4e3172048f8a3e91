import re
from datetime import date

import pytest
from django.http import QueryDict

from tests.factories.identity import MembershipFactory
from tests.factories.services import (
    LifeEventFactory,
    OrganisationFactory,
    SubjectFactory,
    online,
    scope_with_organisation,
    service_data,
    text_data,
)
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.services import actions, queries
from verkstad.services.data import ChannelData, LegalBasisData
from verkstad.services.forms.editor import Editor, with_rows
from verkstad.services.models import Service, Status
from verkstad.services.queries.editing import choices

NEW = "/bjorkhamn/sv/staff/services/new/"
EDIT = "/bjorkhamn/sv/staff/services/entry/forskola/edit/"


@pytest.fixture
def scope(bjorkhamn):
    return scope_with_organisation(bjorkhamn)


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


def full(**changes):
    data = {
        "texts": (
            text_data(language="da", name="Børnehave", summary="Søg plads."),
            text_data(everyday_words=("dagis", "lekis"), reviewed_on=date(2026, 1, 2), without_eid="Ring.\n\nKom."),
        ),
        "channels": (online(eid_need="high", label={"sv": "Ansök"}), ChannelData("phone", number="1")),
        "life_events": (LifeEventFactory(code="barn").code,),
        "subjects": (("kle", SubjectFactory(code="28:1").code),),
        "legal_bases": (LegalBasisData("Skollagen", "https://example.org/lag"),),
        "processing_days": 14,
    }
    return service_data(**data | changes)


def sent(page) -> dict[str, list[str]]:
    """What a browser would send of the form on the page, without having typed."""
    form = page.context["editor"]
    values: dict[str, list[str]] = {"based_on": [str(form.based_on)]}
    values["channel"] = [part.row for part in form.channels]
    values["law"] = [part.row for part in form.laws]
    for part in form.parts:
        for bound in part:
            value = bound.value()
            if isinstance(value, list | tuple):
                values[bound.html_name] = [str(item) for item in value]
            elif value not in (None, "", False):
                values[bound.html_name] = [str(value).replace("\n", "\r\n")]
    return values


def now(service):
    return queries.data_of([service])[service.pk]


def minimal(**typed):
    values = {
        "text-sv-name": "Ny tjänst",
        "text-sv-summary": "Kort.",
        "facts-organisation": "skola",
        "facts-target_groups": "resident",
        "facts-review_months": "12",
    }
    return values | typed


def test_what_is_saved_without_typing_is_unchanged(client, editor, scope):
    service = actions.save_service(full(), scope=scope)
    before = now(service)
    response = client.post(EDIT, sent(client.get(EDIT)))
    assert (response.status_code, now(service)) == (302, before)
    assert Service.objects.get().version == 1


def test_new_service_is_a_draft_of_its_maker(client, bjorkhamn, scope):
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    response = client.post(NEW, minimal())
    service = Service.objects.get()
    assert response.url == "/bjorkhamn/sv/staff/services/entry/ny-tjanst/"
    assert (service.status, service.owner, service.slug) == (Status.DRAFT, member.user, "ny-tjanst")


def test_second_service_of_the_same_name_gets_an_address_of_its_own(client, editor, scope):
    client.post(NEW, minimal())
    client.post(NEW, minimal())
    assert list(Service.objects.order_by("pk").values_list("slug", flat=True)) == ["ny-tjanst", "ny-tjanst-2"]


def test_nordic_letters_become_letters_of_an_address(client, editor, scope):
    client.post(NEW, minimal(**{"text-sv-name": "Søg ældrepleje på ö"}))
    assert Service.objects.get().slug == "sog-aeldrepleje-pa-o"


def test_everything_typed_is_saved(client, editor, scope):
    event, subject = LifeEventFactory(code="barn"), SubjectFactory(code="28.01")
    typed = {
        "text-sv-everyday_words": "dagis\r\nlekis\r\n\r\ndagis",
        "text-sv-cost": "Högst 1 500 kr",
        "text-en-name": "Preschool",
        "text-en-summary": "Apply.",
        "facts-cost_amount": "1500",
        "facts-processing_days": "30",
        "facts-life_events": event.code,
        "facts-subjects": f"kle:{subject.code}",
        "channel": ["3", "1"],
        "channel-3-kind": "phone",
        "channel-3-number": "0123",
        "channel-3-label_en": "Weekdays",
        "channel-1-kind": "visit",
        "law": ["0"],
        "law-0-name": "Skollagen",
    }
    client.post(NEW, minimal(**typed))
    texts = (
        text_data(language="en", name="Preschool", summary="Apply."),
        text_data(name="Ny tjänst", summary="Kort.", everyday_words=("dagis", "lekis"), cost="Högst 1 500 kr"),
    )
    assert now(Service.objects.get()) == service_data(
        slug="ny-tjanst",
        texts=texts,
        cost_amount=1500,
        cost_currency="SEK",
        processing_days=30,
        life_events=("barn",),
        subjects=(("kle", "28.01"),),
        channels=(ChannelData("phone", number="0123", label={"en": "Weekdays"}), ChannelData("visit")),
        legal_bases=(LegalBasisData("Skollagen"),),
    )


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text-sv-name": ""}, "text-sv-name", "Detta fält måste fyllas i."),
        ({"text-en-cost": "Free"}, "text-en-name", "Skriv det här också"),
        ({"facts-review_months": "0"}, "facts-review_months", "större än eller lika med 1"),
        ({"channel": "0", "channel-0-kind": "phone"}, "channel-0-number", "Detta fält måste fyllas i."),
        ({"channel": "0", "channel-0-kind": "online", "channel-0-url": "inget här"}, "channel-0-url", "giltig URL"),
        ({"law": "0", "law-0-url": "https://example.org"}, "law-0-name", "Detta fält måste fyllas i."),
    ],
)
def test_mistake_is_told_beside_its_field_and_what_was_typed_is_kept(client, editor, scope, typed, field, words):
    response = client.post(NEW, minimal(**{"text-sv-description": "Kvar står detta."} | typed))
    (bound, told), *_ = response.context["mistakes"]
    assert bound.html_name == field
    assert words in told[0]
    page = response.text
    assert "Kvar står detta." in page
    assert f'href="#field-{field}"' in page
    assert not Service.objects.exists()


def test_strange_rows_are_left_out(client, editor, scope):
    typed = {"channel": ["x", "2"], "channel-2-kind": "pigeon", "law": ["-1"], "based_on": "y"}
    assert client.post(NEW, minimal(**typed)).status_code == 302
    assert now(Service.objects.get()).channels == ()


def test_row_is_added_without_a_word_about_mistakes(client, editor, scope):
    response = client.post(NEW, minimal(**{"text-sv-name": "", "do": "channel-add:phone"}))
    assert [(part.row, part.of_kind) for part in response.context["editor"].channels] == [("0", "phone")]
    assert response.context["mistakes"] == []
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        ("channel-up:2", ["2", "1", "3"]),
        ("channel-down:2", ["1", "3", "2"]),
        ("channel-up:1", ["1", "2", "3"]),
        ("channel-down:3", ["1", "2", "3"]),
        ("channel-remove:2", ["1", "3"]),
        ("channel-remove:9", ["1", "2", "3"]),
        ("channel-add:visit", ["1", "2", "3", "4"]),
        ("nonsense", ["1", "2", "3"]),
    ],
)
def test_rows_are_moved_and_taken_away(order, rows):
    assert with_rows(QueryDict("channel=1&channel=2&channel=3"), order).getlist("channel") == rows


def test_subjects_are_found_by_number_or_name(client, editor, scope):
    SubjectFactory(code="28.09.40", name={"da": "Barselsdagpenge"})
    SubjectFactory(code="99.00.00", name={"da": "Andet"})
    for words in ("28.09", "barsel"):
        response = client.post(NEW, minimal(**{"facts-subject_words": words, "do": "find-subjects"}))
        assert response.context["editor"].facts.fields["subjects"].choices == [
            ("kle:28.09.40", "28.09.40 Barselsdagpenge")
        ]


def test_read_today_is_kept_with_the_day(client, editor, scope):
    service = actions.save_service(service_data(), scope=scope)
    client.post(EDIT, sent(client.get(EDIT)) | {"text-sv-reviewed": "on"})
    assert now(service).texts[0].reviewed_on is not None


def test_language_is_taken_away_by_emptying_it(client, editor, scope):
    service = actions.save_service(full(), scope=scope)
    values = {name: value for name, value in sent(client.get(EDIT)).items() if not name.startswith("text-da-")}
    client.post(EDIT, values)
    assert [text.language for text in now(service).texts] == ["sv"]


def test_language_that_the_municipality_does_not_speak_any_longer_stays(client, editor, scope):
    service = actions.save_service(service_data(texts=(text_data(), text_data(language="so"))), scope=scope)
    before = now(service)
    client.post(EDIT, sent(client.get(EDIT)))
    assert now(service) == before


def test_published_service_that_would_lose_its_way_without_eid_says_so(client, editor, scope):
    data = full(texts=(text_data(without_eid="Ring."),))
    service = actions.save_service(data, scope=scope, publish=True)
    response = client.post(EDIT, sent(client.get(EDIT)) | {"text-sv-without_eid": ""})
    assert [bound.html_name for bound, _ in response.context["mistakes"]] == ["text-sv-without_eid"]
    assert now(service).texts[0].without_eid == "Ring."


def test_service_owner_changes_what_is_theirs_only(client, bjorkhamn, scope):
    service = actions.save_service(service_data(), scope=scope)
    member = sign_in(client, Role.SERVICE_OWNER, bjorkhamn)
    assert (client.get(EDIT).status_code, client.post(EDIT, minimal()).status_code) == (403, 403)
    actions.set_owner([service], member.user)
    assert client.get(EDIT).status_code == 200


def test_of_changes_of_different_fields_both_are_kept_and_told(client, editor, scope):
    service = actions.save_service(service_data(), scope=scope)
    values = sent(client.get(EDIT))
    other = MembershipFactory(municipality=editor.municipality, user__first_name="Alva", user__last_name="Ek")
    actions.edit_service(service, service_data(texts=(text_data(summary="Ny."),)), based_on=1, by=other.actor)
    page = client.post(EDIT, values | {"text-sv-name": "Dagis"}, follow=True).text
    assert "Alva Ek hade under tiden ändrat detta, och det är också kvar: Sammanfattning, svenska." in page
    assert now(service) == service_data(texts=(text_data(name="Dagis", summary="Ny."),))


def clash(client, editor, scope):
    """Somebody has changed name and cost, I only the name: the page to choose on."""
    service = actions.save_service(service_data(), scope=scope)
    values = sent(client.get(EDIT))
    other = MembershipFactory(municipality=editor.municipality, user__first_name="Alva", user__last_name="Ek")
    theirs = service_data(texts=(text_data(name="Lekis", cost="0 kr"),))
    actions.edit_service(service, theirs, based_on=1, by=other.actor)
    return service, client.post(EDIT, values | {"text-sv-name": "Dagis"})


def test_clash_is_shown_with_who_and_both_texts(client, editor, scope):
    service, response = clash(client, editor, scope)
    assert response.status_code == 409
    assert response.context["who"] == "Alva Ek"
    (shown,) = response.context["clashes"]
    assert shown == {"key": "name.sv", "name": "Namn, svenska", "theirs": "Lekis", "mine": "Dagis"}
    assert now(service).texts[0].name == "Lekis"


@pytest.mark.parametrize(("answer", "name"), [("mine", "Dagis"), ("theirs", "Lekis")])
def test_what_is_chosen_stands_and_the_rest_of_theirs_too(client, editor, scope, answer, name):
    service, response = clash(client, editor, scope)
    values = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.text))
    assert client.post(EDIT, values | {"take-name.sv": answer, "do": "save"}).status_code == 302
    assert now(service) == service_data(texts=(text_data(name=name, cost="0 kr"),))


def test_form_that_is_too_old_shows_the_service_as_it_is(client, editor, scope):
    actions.save_service(service_data(), scope=scope)
    response = client.post(EDIT, sent(client.get(EDIT)) | {"based_on": "77"})
    assert response.url == EDIT


@pytest.mark.parametrize("number", [1, 3])
def test_form_takes_the_same_queries_for_few_and_many_rows(client, editor, scope, number, django_assert_num_queries):
    for _ in range(number):
        OrganisationFactory(municipality=editor.municipality)
        LifeEventFactory()
    channels = tuple(ChannelData("visit") for _ in range(number))
    subjects = tuple(("kle", SubjectFactory().code) for _ in range(number))
    actions.save_service(service_data(channels=channels, subjects=subjects), scope=scope)
    with django_assert_num_queries(14):
        client.get(EDIT)


def test_form_is_made_of_a_service_and_gives_it_back(scope, bjorkhamn):
    service = actions.save_service(full(), scope=scope)
    offered = choices(bjorkhamn, date(2026, 11, 22))
    assert [part.language for part in Editor.of(offered, now(service), 1).texts] == ["sv", "da", "en"]
