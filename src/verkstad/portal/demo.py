"""Loads the demo: three made-up municipalities with their catalogues, places, holidays and documents."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial, reduce
from operator import or_

from django.conf import settings
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

from verkstad.core.entries import Entry, read_entry
from verkstad.municipalities.actions import MunicipalityData, save_municipality, save_region
from verkstad.municipalities.models import Municipality
from verkstad.places.actions import confirm_holidays, save_place, set_opening_hours, set_picture
from verkstad.places.catalogue import PlaceEntry, read_places
from verkstad.places.models import PlaceKind
from verkstad.places.opening_hours.holidays import ProposedHoliday, propose
from verkstad.services import actions as services
from verkstad.services.catalogue import read_life_events, read_organisations, read_services, read_subjects
from verkstad.services.data import Scope
from verkstad.services.models import Channel, Organisation, Service, Subject

FOLDER = settings.REPOSITORY / "demo"
# State authorities whose services all municipalities of the country share.
COUNTRIES = {"SE": "sweden", "DK": "denmark"}

type Step = tuple[str, Callable[[], object]]


def fingerprint() -> str:
    """Changes when any file of the demo does."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(FOLDER).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def steps() -> Iterator[Step]:
    """The loading in parts, each with a name for the progress bar, to be run in order."""
    listed = read_entry(FOLDER / "municipalities.yaml")
    yield "Life events and subjects", _save_terms
    for region in listed.entries("regions"):
        slug, name = region.text("slug"), region.translations("name")
        yield slug, partial(save_region, slug=slug, name=name)
    for country, folder in COUNTRIES.items():
        yield f"State authorities, {folder.capitalize()}", partial(_save_services, folder, Scope(country=country))
    for entry in listed.entries("municipalities"):
        yield from _municipality_steps(entry)


def _save_terms() -> None:
    for life_event in read_life_events(FOLDER / "life-events.yaml"):
        services.save_life_event(life_event)
    services.save_subjects(read_subjects(FOLDER / "kle.yaml", scheme="kle", language="da"))


def _municipality_steps(entry: Entry) -> Iterator[Step]:
    data = _municipality_data(entry)
    name = next(iter(data.name.values()))
    yield name, partial(save_municipality, data)
    if data.country == "FI":
        yield f"{name}: general descriptions", partial(_import_general_descriptions, data.slug, data.phone)
    yield f"{name}: services and places", partial(_save_catalogue, data.slug)
    yield f"{name}: holidays", partial(_confirm_holidays, data.slug)
    if (documents := FOLDER / data.slug / "documents.jsonl").exists():
        yield f"{name}: documents", partial(_import_documents, str(documents), data.slug)


def _municipality_data(entry: Entry) -> MunicipalityData:
    names = ("slug", "country", "time_zone", "region", "main_colour", "phone", "email", "street", "postcode", "city")
    return MunicipalityData(
        **{name: entry.text(name) for name in names},
        name=entry.translations("name"),
        languages=list(entry.words("languages")),
        latitude=float(entry.decimal("latitude") or 0),
        longitude=float(entry.decimal("longitude") or 0),
        hosts=entry.words("hosts"),
        examples={language: list(entry.entry("examples").words(language)) for language in entry.words("languages")},
    )


def _save_services(folder: str, scope: Scope) -> dict[tuple[str, int], str]:
    """Return by service slug and channel position which place answers."""
    for organisation in read_organisations(FOLDER / folder / "organisations.yaml"):
        services.save_organisation(organisation, scope=scope)
    answered_at: dict[tuple[str, int], str] = {}
    for file in sorted((FOLDER / folder).glob("services*.yaml")):
        read = read_services(file)
        services.save_services(read.services, scope=scope, publish=True)
        answered_at |= read.places
    return answered_at


def _save_catalogue(slug: str) -> None:
    municipality = Municipality.objects.get(slug=slug)
    answered_at = _save_services(slug, Scope(municipality=municipality))
    years = _years()
    for place in read_places(FOLDER / slug / "places.yaml", time_zone=municipality.time_zone, years=years):
        _save_place(
            place, municipality, [key for key, answering in answered_at.items() if answering == place.data.slug]
        )


def _save_place(entry: PlaceEntry, municipality: Municipality, answers: list[tuple[str, int]]) -> None:
    organisation = Organisation.objects.get(municipality=municipality, slug=entry.organisation)
    named = [Q(service__slug=service, position=position) for service, position in answers]
    # A phone line answers its number, whichever service names it.
    if entry.data.kind == PlaceKind.PHONE_LINE:
        named.append(Q(number=entry.data.phone))
    channels = Channel.objects.filter(reduce(or_, named, Q(pk=None)), service__municipality=municipality)
    subjects = [Subject.objects.get_or_create(scheme=scheme, code=code)[0] for scheme, code in entry.subjects]
    place = save_place(
        entry.data, municipality=municipality, organisation=organisation, subjects=subjects, channels=channels
    )
    set_opening_hours(place, entry.periods, closed_on_holidays=entry.is_closed_on_holidays)
    if entry.picture:
        set_picture(place, FOLDER / "pictures" / entry.picture, alt=entry.picture_alt)


def _confirm_holidays(slug: str) -> None:
    """As a municipality would in November, for this year and the next: closed on the eves of midsummer and December."""
    municipality = Municipality.objects.get(slug=slug)
    for year in _years():
        proposed = propose(municipality.country, year)
        confirm_holidays(municipality, year, [(day.date, day.names, _is_closed(day)) for day in proposed])


def _is_closed(day: ProposedHoliday) -> bool:
    return not day.is_eve or day.date.month in (6, 12)


def _years() -> tuple[int, int]:
    year = timezone.localdate().year
    return year, year + 1


def _import_general_descriptions(slug: str, phone: str) -> None:
    call_command("import_ptv", str(FOLDER / "finland" / "ptv" / "gd.json"), municipality=slug, phone=phone, verbosity=0)
    words = read_entry(FOLDER / "finland" / "everyday-words.yaml")
    imported = Service.objects.filter(municipality__slug=slug, external_id__in=words.fields).order_by("pk")
    for service in imported:
        services.add_everyday_words(service, language="sv", words=words.words(service.external_id))


def _import_documents(file: str, slug: str) -> None:
    call_command("import_documents", file, municipality=slug, verbosity=0)
