"""A folder of files becomes municipalities with services, places, hours and holidays."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories.municipalities import MunicipalityFactory
from verkstad.municipalities.models import Municipality
from verkstad.places.models import ConfirmedHoliday, OpeningPeriod, Place
from verkstad.portal import demo
from verkstad.services.models import LocalService, Service, Status

pytestmark = pytest.mark.django_db

FILES = {
    "municipalities.yaml": """
regions: [{slug: sund, name: {sv: Sund}}]
countries: {SE: sweden}
municipalities:
  - {slug: viken, name: {sv: Viken}, region: sund, country: SE, languages: [sv, en], time_zone: Europe/Stockholm,
     phone: "0123", email: a@example.org, hosts: [viken.example.org], examples: {sv: [dagis]}}
""",
    "life-events.yaml": "[{code: family, name: {sv: Familj}, summary: {sv: Om familjen}}]",
    "sweden/organisations.yaml": "[{slug: staten, kind: authority, name: {sv: Staten}}]",
    "sweden/services.yaml": """
- {slug: pass, organisation: staten, texts: {sv: {name: Pass, summary: Sök pass.}}}
""",
    "viken/organisations.yaml": "[{slug: skola, kind: department, name: {sv: Skolan}}]",
    "viken/services.yaml": """
- slug: forskola
  organisation: skola
  life_events: [family]
  channels: [{kind: phone, number: "0123"}, {kind: visit, place: kansliet}]
  texts: {sv: {name: Förskola, summary: Sök plats.}}
""",
    "viken/places.yaml": """
- {slug: kansliet, kind: citizens_office, organisation: skola, name: {sv: Kansliet}, phone: "0123",
   opening_hours: "Mo-Fr 10:00-16:00; PH off"}
- {slug: vaxeln, kind: phone_line, organisation: skola, name: {sv: Växeln}, phone: "0123", opening_hours: "24/7"}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load(folder: Path) -> Municipality:
    call_command("load_folder", str(folder))
    return Municipality.objects.get()


def test_drafts_are_not_published(folder):
    draft = "- {slug: hyra, organisation: skola, texts: {sv: {name: Hyra, summary: Hyr en sal.}}}"
    (folder / "viken" / "drafts.yaml").write_text(draft)
    load(folder)
    assert Service.objects.get(slug="hyra").status == Status.DRAFT


def test_municipality_has_its_region_host_and_examples(folder):
    municipality = load(folder)
    assert (municipality.region.slug, municipality.domains.get().host, municipality.examples) == (
        "sund",
        "viken.example.org",
        {"sv": ["dagis"]},
    )


def test_services_are_published_beside_those_of_the_state(folder):
    shown = Service.objects.visible_in(load(folder)).order_by("slug")
    assert list(shown.values_list("slug", "status")) == [("forskola", Status.PUBLISHED), ("pass", Status.PUBLISHED)]


def test_channel_is_answered_by_the_place_it_names_or_the_line_with_its_number(folder):
    load(folder)
    links = Place.channels.through.objects.order_by("channel__position").values_list("channel__kind", "place__slug")
    assert list(links) == [("phone", "vaxeln"), ("visit", "kansliet")]


def test_holidays_are_confirmed_and_only_some_eves_are_closed(folder):
    load(folder)
    christmas = ConfirmedHoliday.objects.filter(date__month=12, date__day=24).order_by("date")
    easter_thursdays = ConfirmedHoliday.objects.filter(name__sv="Skärtorsdagen").order_by("date")
    assert [day.is_closed for day in (*christmas, *easter_thursdays)] == [True, True, False, False]


def test_municipality_decides_about_days_for_itself(folder):
    year = timezone.localdate().year
    (folder / "viken" / "holidays.yaml").write_text(
        f"open_as_usual: [{year}-12-24]\nclosed: [{year + 1}-01-05]", encoding="utf-8"
    )
    load(folder)
    days = dict(ConfirmedHoliday.objects.values_list("date", "is_closed"))
    assert not days[date(year, 12, 24)]
    assert days[date(year, 12, 25)]
    assert days[date(year + 1, 1, 5)]


def test_next_year_can_be_left_for_a_person_to_confirm(folder):
    (folder / "viken" / "holidays.yaml").write_text("confirmed: this_year", encoding="utf-8")
    load(folder)
    assert {day.year for day in ConfirmedHoliday.objects.values_list("date", flat=True)} == {timezone.localdate().year}


def test_exception_that_is_over_is_not_loaded(folder):
    today = timezone.localdate()
    days = "; ".join(f"{day:%Y %b %d} off" for day in (today - timedelta(days=1), today))
    places = FILES["viken/places.yaml"].replace("PH off", f"PH off; {days}")
    (folder / "viken" / "places.yaml").write_text(places, encoding="utf-8")
    load(folder)
    periods = OpeningPeriod.objects.filter(is_override=True)
    assert list(periods.values_list("starts_on", flat=True)) == [today]


def test_municipality_hides_what_is_shared_and_notes_on_it(folder):
    (folder / "viken" / "shared.yaml").write_text("hidden: [pass]\nnotes: {pass: {sv: Hos polisen.}}", encoding="utf-8")
    municipality = load(folder)
    assert [service.slug for service in Service.objects.visible_in(municipality)] == ["forskola"]
    assert LocalService.objects.get().note == {"sv": "Hos polisen."}


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("shared.yaml", "hidden: [forskola]", r"forskola is not shared with viken\."),
        ("shared.yaml", "hiden: [pass]", r"shared.yaml: hiden is not a field here\."),
        ("holidays.yaml", "closed: [julafton]", r"holidays.yaml: closed holds 'julafton', which is no date"),
        ("holidays.yaml", "confirmed: sometimes", "confirmed is “sometimes”; it can be this_year, both_years"),
        ("holidays.yaml", f"closed: [{timezone.localdate().year}-02-02]", "02-02 is no holiday of the country"),
    ],
)
def test_what_a_municipality_cannot_decide_is_refused(folder, file, text, reason):
    (folder / "viken" / file).write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=reason):
        load(folder)


def test_loading_again_changes_what_there_is(folder):
    load(folder)
    load(folder)
    assert (Service.objects.count(), Place.objects.count()) == (2, 2)


def test_file_that_cannot_be_read_changes_nothing_and_is_named(folder):
    (folder / "viken" / "places.yaml").write_text("[{slug: x, kind: castle}]", encoding="utf-8")
    with pytest.raises(CommandError, match=r"Nothing has been changed\. places.yaml, x: kind is “castle”"):
        load(folder)
    assert not Municipality.objects.exists()


def test_demo_is_loaded_until_a_file_changes(folder, monkeypatch):
    monkeypatch.setattr(demo, "FOLDER", folder)
    states = [demo.is_loaded()]
    call_command("load_demo")
    states.append(demo.is_loaded())
    (folder / "viken" / "places.yaml").write_text("[]", encoding="utf-8")
    states.append(demo.is_loaded())
    assert states == [False, True, False]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("municipalities.yaml", "country: SE, languages", "country: XX, languages", "country is “XX”"),
        ("municipalities.yaml", 'phone: "0123", ', "", "phone is missing"),
        ("municipalities.yaml", "Europe/Stockholm", "Europe/Nowhere", "There is no time zone Europe/Nowhere"),
        ("municipalities.yaml", "region: sund", "region: sand", "There is no region sand"),
        ("municipalities.yaml", "country: SE, lang", 'main_colour: "#ffff00", country: SE, lang', "nearest colour"),
        ("viken/services.yaml", "organisation: skola", "organisation: nobody", "nobody"),
        ("viken/places.yaml", "organisation: skola", "organisation: nobody", "Organisation"),
    ],
)
def test_what_cannot_be_right_is_refused_in_one_sentence(folder, file, old, new, reason):
    text = FILES[file]
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CommandError, match=reason):
        load(folder)


def test_demo_is_not_mixed_into_a_database_with_other_municipalities(bjorkhamn):
    MunicipalityFactory(slug="real", name={"sv": "En riktig kommun"})
    with pytest.raises(CommandError, match="This database has En riktig kommun"):
        call_command("load_demo")
