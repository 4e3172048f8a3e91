"""One description as the service that it becomes."""

import json
from decimal import Decimal

import pytest

from tests.factories.services import LifeEventFactory
from tests.services.importing.conftest import told
from tests.services.ptv.conftest import label, term
from verkstad.services.importing import report
from verkstad.services.models import Service

URN = "http://urn.fi/URN:NBN:fi:au:ptvl:v"
BASIC_EDUCATION, CONSUMERS = f"{URN}1062", f"{URN}1171"
DEATH = f"{URN}3007"
RESIDENTS, BUSINESSES, ASSOCIATIONS, AUTHORITIES = f"{URN}2004", f"{URN}2008", f"{URN}2015", f"{URN}2017"
SCHOOL_MEALS = "http://www.yso.fi/onto/koko/p10102"


@pytest.fixture
def made(catalogue, description):
    """The service made of a description with these fields."""

    def made(**fields):
        one = catalogue.bring_in(description(**fields))
        assert set(told(one, "outcome")) == {"written"}
        return Service.objects.get()

    return made


def text(service, language="sv"):
    return service.texts.get(language=language)


def test_municipality_itself_answers_for_it(made, lovskar):
    organisation = made().organisation
    assert (organisation.slug, organisation.name, organisation.phone) == ("lovskar", lovskar.name, lovskar.phone)


def test_address_is_made_from_the_name(made):
    assert made(Name=[label("Grundläggande utbildning för vuxna")]).slug == "grundlaggande-utbildning-for-vuxna"


def test_name_without_letters_still_has_an_address(made):
    assert made(Name=[label("!!!")]).slug == "service"


def test_texts_are_in_the_languages_that_have_a_name(made):
    service = made(Name=[label("Skola"), label("School", "en"), label("", "fi")])
    assert [(it.language, it.name) for it in service.texts.order_by("language")] == [("en", "School"), ("sv", "Skola")]


def test_only_the_municipality_s_languages_are_taken(made):
    service = made(Name=[label("Skola"), label("Schule", "de"), label("Koulu", "fi")])
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


def test_nothing_to_summarise_is_summed_up_by_the_name(made):
    assert text(made(ShortDescription=[])).summary == "Tjänst 1"


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
    terms = [term(SCHOOL_MEALS), term("koko/p2", "lapset")]
    service = made(Name=[label("Skollunch"), label("Ruoka", "fi")], OntologyTerm=terms)
    assert text(service).everyday_words == ["skolbespisning", "skolmåltid"]
    assert text(service, "fi").everyday_words == ["kouluruokailu", "lapset"]


def test_subjects_are_classes_and_concepts_with_their_names(made):
    terms = [term(SCHOOL_MEALS), term("koko/p2", "lapset")]
    service = made(ServiceClass=[term(BASIC_EDUCATION), term("class/unknown")], OntologyTerm=terms)
    assert list(service.subjects.order_by("scheme", "code").values_list("scheme", "code", "name")) == [
        ("koko", "p10102", {"fi": "kouluruokailu", "sv": "skolbespisning", "en": "school catering"}),
        ("koko", "p2", {"fi": "lapset"}),
        ("ptv-class", "P6.2", {"fi": "Perusopetus", "sv": "Grundläggande utbildning", "en": "Basic education"}),
    ]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], ["resident"]),
        ([AUTHORITIES, "group/unknown"], ["resident"]),
        ([BUSINESSES, RESIDENTS], ["resident", "business"]),
        ([ASSOCIATIONS], ["association"]),
    ],
)
def test_target_groups_are_ours(made, groups, expected):
    assert made(TargetGroup=[term(group) for group in groups]).target_groups == expected


def test_life_events_are_those_named_and_those_of_the_class(made):
    LifeEventFactory(code="when-somebody-dies")
    LifeEventFactory(code="school-and-studies")
    service = made(LifeEvent=[term(DEATH)], ServiceClass=[term(BASIC_EDUCATION), term(CONSUMERS)])
    assert {event.code for event in service.life_events.all()} == {"when-somebody-dies", "school-and-studies"}


def test_life_event_that_we_do_not_have_is_left_out(made):
    assert not made(LifeEvent=[term(DEATH)]).life_events.exists()


def test_laws_are_named_in_the_main_language_each_once(made):
    law = {"Names": [label("Laki", "fi"), label("Lag")], "Links": [label("https://example.org/fi", "fi")]}
    service = made(Laws=[law, law, {"Names": [], "Links": []}])
    assert list(service.legal_bases.values_list("name", "url")) == [("Lag", "https://example.org/fi")]


def test_the_municipality_s_phone_answers_for_the_service(made, lovskar):
    assert [(it.kind, it.number) for it in made().channels.all()] == [("phone", lovskar.phone)]


def test_municipality_without_phone_gives_no_channel(made, lovskar):
    lovskar.phone = ""
    lovskar.save()
    assert not made().channels.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"Id": None}, "It has no id."),
        ({"Id": 5}, "Id must be text."),
        ({"Name": "Skola"}, "Name must be a list of objects."),
        ({"Name": ["Skola"]}, "Name must be a list of objects."),
        ({"Name": [label(5)]}, "Name must be text."),
        ({"Name": [label("x" * 201)]}, "“Name” is 201 characters long; 200 is the most."),
        ({"ShortDescription": [label("x" * 401)]}, "“In short” is 401 characters long; 400 is the most."),
        ({"Description": [label('{"blocks": 1}')]}, "Description in the language sv cannot be read."),
        (
            {"Laws": [{"Names": [label("Lag")], "Links": [label("javascript:alert(1)")]}]},
            "A web address must begin with https:// or http://, not “javascript:alert(1)”.",
        ),
    ],
)
def test_broken_description_is_refused_with_line_and_reason(catalogue, description, fields, reason):
    one = catalogue.bring_in(description(1), description(2, **fields))
    assert [(row["number"], row["action"], row["reason"]) for row in report.as_json(one)["rows"]] == [
        (2, "added", ""), (3, "refused", reason),
    ]  # fmt: skip
    assert Service.objects.get().external_id == "id-1"


def test_what_is_no_description_is_refused(catalogue, description):
    one = catalogue.look("hej", description())
    assert told(one, "number", "action") == [(2, "refused"), (3, "added")]
