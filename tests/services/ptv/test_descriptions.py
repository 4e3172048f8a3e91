"""One description as the service that it becomes."""

import json
from decimal import Decimal

import pytest

from tests.factories.services import LifeEventFactory
from verkstad.services.models import Service


def label(text, language="sv"):
    return {"Lang": language, "Label": text}


def term(address, name=""):
    return {"Key": address, "Value": name}


@pytest.fixture
def made(folder, description):
    """The service made of a description with these fields."""

    def made(**fields):
        options = {name: fields.pop(name) for name in ("languages", "phone") if name in fields}
        report = folder.bring_in(description(**fields), **options)
        assert report.refused == []
        return Service.objects.get()

    return made


def text(service, language="sv"):
    return service.texts.get(language=language)


def test_service_is_published_and_says_where_it_comes_from(made):
    service = made()
    assert (service.status, service.source, service.external_id) == ("published", "ptv", "id-1")


def test_municipality_itself_answers_for_it(made, lovskar):
    organisation = made().organisation
    assert (organisation.slug, organisation.name, organisation.phone) == ("lovskar", lovskar.name, lovskar.phone)


def test_address_is_made_from_the_name(made):
    assert made(Name=[label("Grundläggande utbildning för vuxna")]).slug == "grundlaggande-utbildning-for-vuxna"


def test_name_without_letters_still_has_an_address(made):
    assert made(Name=[label("!!!")]).slug == "ptv"


def test_texts_are_in_the_languages_that_have_a_name(made):
    service = made(Name=[label("Skola"), label("School", "en"), label("", "fi")])
    assert [(it.language, it.name) for it in service.texts.order_by("language")] == [("en", "School"), ("sv", "Skola")]


def test_only_languages_asked_for_are_taken_beside_the_main_one(made):
    service = made(Name=[label("Skola"), label("School", "en"), label("Koulu", "fi")], languages=["fi"])
    assert [it.language for it in service.texts.order_by("language")] == ["fi", "sv"]


def test_description_is_background_own_words_limits_and_times_in_that_order(made):
    service = made(
        Description=[label("Eget.")],
        BackgroundDescription=[label(json.dumps({"blocks": [{"type": "unstyled", "text": "Bakgrund."}]}))],
        ServiceRestrictions=[label("Villkor.")],
        DeadLineAdditionalInfo=[label("Senast i maj.")],
        ValidityTimeAdditionalInfo=[label("Gäller ett år.")],
    )
    assert text(service).description == "Bakgrund.\n\nEget.\n\nVillkor.\n\nSenast i maj.\n\nGäller ett år."


def test_summary_that_is_missing_is_the_first_sentence(made):
    service = made(ShortDescription=[label(None)], Description=[label("Vi lånar ut böcker. Kom hit.\nHej.")])
    assert text(service).summary == "Vi lånar ut böcker."


def test_nothing_to_summarise_is_no_summary(made):
    assert text(made(ShortDescription=[])).summary == ""


def test_what_you_need_and_time_have_their_own_fields(made):
    service = made(UserInstructions=[label("Ta med pass.")], ProcessingTimeAdditionalInfo=[label("En månad.")])
    assert (text(service).what_you_need, text(service).processing_time) == ("Ta med pass.", "En månad.")


@pytest.mark.parametrize(
    ("charge", "more", "amount", "words"),
    [
        ("Free", "", Decimal(0), "Avgiftsfri."),
        ("Free", "Böcker kostar.", None, "Avgiftsfri. Böcker kostar."),
        ("Charged", "", None, "Avgiftsbelagd."),
        (None, "Kopior kostar.", None, "Kopior kostar."),
    ],
)
def test_cost_is_told_in_words_and_as_nothing_when_it_is_nothing(made, charge, more, amount, words):
    service = made(ChargeType=charge, ChargeTypeAdditionalInfo=[label(more)])
    assert (service.cost_amount, text(service).cost) == (amount, words)


def test_everyday_words_are_what_the_concepts_are_called_in_the_language_each_once(made):
    service = made(
        Name=[label("Dagis"), label("Hoito", "fi")], OntologyTerm=[term("koko/p1"), term("koko/p2", "lapset")]
    )
    assert text(service).everyday_words == ["Dagvård", "dagisplats"]
    assert text(service, "fi").everyday_words == ["päivähoito", "lapset"]


def test_subjects_are_classes_and_concepts_with_their_names(made):
    terms = [term("koko/p1"), term("koko/p2", "lapset")]
    service = made(ServiceClass=[term("class/1"), term("class/unknown")], OntologyTerm=terms)
    assert list(service.subjects.order_by("scheme", "code").values_list("scheme", "code", "name")) == [
        ("koko", "p1", {"sv": "dagvård", "fi": "päivähoito"}),
        ("koko", "p2", {"fi": "lapset"}),
        ("ptv-class", "P6.2", {"sv": "Skola", "fi": "Koulu"}),
    ]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], ["resident"]),
        (["group/4", "group/unknown"], ["resident"]),
        (["group/2", "group/1"], ["resident", "business"]),
        (["group/3"], ["association"]),
    ],
)
def test_target_groups_are_ours(made, groups, expected):
    assert made(TargetGroup=[term(group) for group in groups]).target_groups == expected


def test_life_events_are_those_named_before_those_of_the_class(made):
    LifeEventFactory(code="having-a-child")
    LifeEventFactory(code="school-and-studies")
    service = made(LifeEvent=[term("event/1"), term("event/2")], ServiceClass=[term("class/1"), term("class/2")])
    assert {event.code for event in service.life_events.all()} == {"having-a-child", "school-and-studies"}


def test_life_event_that_we_do_not_have_is_left_out(made):
    assert not made(LifeEvent=[term("event/1")]).life_events.exists()


def test_laws_are_named_in_the_main_language_each_once(made):
    law = {"Names": [label("Laki", "fi"), label("Lag")], "Links": [label("https://example.org/fi", "fi")]}
    service = made(Laws=[law, law, {"Names": [], "Links": []}])
    assert list(service.legal_bases.values_list("name", "url")) == [("Lag", "https://example.org/fi")]


def test_phone_answers_for_the_service_when_there_is_one(made):
    assert [(it.kind, it.number) for it in made(phone="+358 1").channels.all()] == [("phone", "+358 1")]


def test_without_phone_there_is_no_channel(made):
    assert not made().channels.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"Id": None}, "Id is missing"),
        ({"Id": 5}, "Id must be text, not 5"),
        ({"Name": "Skola"}, "Name must be a list of objects, not 'Skola'"),
        ({"Name": ["Skola"]}, "Name must be a list of objects, not ['Skola']"),
        ({"Name": [label(5)]}, "Name must be text, not 5"),
        ({"Name": [label("x" * 201)]}, "Name is 201 characters long; 200 is the most"),
        ({"ShortDescription": [label("x" * 401)]}, "ShortDescription is 401 characters long; 400 is the most"),
        ({"Description": [label('{"blocks": 1}')]}, "Description in sv cannot be read: the text has no blocks"),
        (
            {"Laws": [{"Names": [label("Lag")], "Links": [label("javascript:alert(1)")]}]},
            "Links must begin with https:// or http://, not 'javascript:alert(1)'",
        ),
    ],
)
def test_broken_description_is_refused_with_line_and_reason(folder, description, fields, reason):
    report = folder.bring_in(description(1), description(2, **fields))
    assert [(it.file, it.line, it.reason) for it in report.refused] == [("gd.json", 3, reason)]
    assert Service.objects.get().external_id == "id-1"


def test_what_is_no_description_is_refused(folder, description):
    report = folder.bring_in("hej", description())
    assert [(it.line, it.reason) for it in report.refused] == [(2, "a description is needed, not 'hej'")]
