"""Loads municipalities with their catalogues, places, holidays and documents from a folder of files.

``municipalities.yaml`` lists regions and municipalities; each municipality's own files lie in a folder named as its
slug, as does what a region shares, those of a state's authorities in the folder given for the country. The demo is
such a folder. A municipality's ``shared.yaml`` tells what it hides of what is shared with it and notes on it,
``holidays.yaml`` what it has decided about days on which most do otherwise. What stands in ``drafts.yaml`` is not
published.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial, reduce
from operator import or_
from pathlib import Path

from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

from verkstad.core.entries import Entry, EntryError, read_entry
from verkstad.learning.actions.issuer_keys import ensure_key
from verkstad.municipalities.actions import (
    MunicipalityData,
    UnreadableLook,
    UnusableMunicipality,
    save_municipality,
    save_region,
)
from verkstad.municipalities.look import NotAColour
from verkstad.municipalities.models import Assessment, Conformity, Country, Municipality, Part, Region, all_parts
from verkstad.places.actions import confirm_holidays, save_place, set_opening_hours, set_picture
from verkstad.places.catalogue import PlaceEntry, read_places
from verkstad.places.models import PlaceKind
from verkstad.places.opening_hours.holidays import propose
from verkstad.services import actions as services
from verkstad.services.catalogue import read_life_events, read_organisations, read_services, read_subjects
from verkstad.services.data import Scope
from verkstad.services.models import Channel, Organisation, Service, Subject

CONFIRMED = THIS_YEAR, BOTH_YEARS = "this_year", "both_years"

type Step = tuple[str, Callable[[], object]]

# How a step refuses what stands in a file.
REFUSALS = (
    EntryError,
    NotAColour,
    UnreadableLook,
    UnusableMunicipality,
    Organisation.DoesNotExist,
    services.NotShared,
    services.NoWayWithoutEid,
    services.SameSlugTwice,
    services.UnknownLifeEvent,
    services.UnknownOrganisation,
    services.UnknownSubject,
)


class Folder:
    """What stands in the files, ready to be loaded step by step."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def municipalities(self) -> list[str]:
        """Their slugs."""
        return [entry.text("slug") for entry in read_entry(self.path / "municipalities.yaml").entries("municipalities")]

    def steps(self) -> Iterator[Step]:
        """The loading in parts, each with a name for the progress bar, to be run in order; see REFUSALS."""
        listed = read_entry(self.path / "municipalities.yaml")
        yield "Life events and subjects", self._save_terms
        for region in listed.entries("regions"):
            slug, name = region.text("slug", required=True), region.translations("name")
            yield slug, partial(save_region, slug=slug, name=name)
            if (self.path / slug).is_dir():
                yield f"{slug}: services", partial(self._save_region_services, slug)
        countries = listed.entry("countries")
        for country in countries.fields:
            folder = countries.text(country)
            yield folder, partial(self._save_services, folder, Scope(country=country))
        for entry in listed.entries("municipalities"):
            yield from self._municipality_steps(entry)

    def _save_region_services(self, slug: str) -> None:
        self._save_services(slug, Scope(region=Region.objects.get(slug=slug)))

    def _save_terms(self) -> None:
        for life_event in read_life_events(self.path / "life-events.yaml"):
            services.save_life_event(life_event)
        if (kle := self.path / "kle.yaml").exists():
            services.save_subjects(read_subjects(kle, scheme="kle", language="da"))

    def _municipality_steps(self, entry: Entry) -> Iterator[Step]:
        data = _municipality_data(entry)
        descriptions, words = entry.text("general_descriptions"), entry.text("everyday_words")
        entry.refuse_others()
        yield data.slug, partial(save_municipality, data)
        if descriptions:
            yield f"{data.slug}: general descriptions", partial(self._import_descriptions, data, descriptions, words)
        yield f"{data.slug}: services and places", partial(self._save_catalogue, data.slug)
        if (shared := self.path / data.slug / "shared.yaml").exists():
            yield f"{data.slug}: what it hides and notes", partial(_settle_shared, shared, data.slug)
        if Part.LEARNING in data.parts and data.hosts:
            yield f"{data.slug}: key for badges", partial(_make_key, data.slug)
        yield f"{data.slug}: holidays", partial(self._confirm_holidays, data.slug)
        if (documents := self.path / data.slug / "documents.jsonl").exists():
            yield f"{data.slug}: documents", partial(_import_documents, str(documents), data.slug)

    def _save_services(self, folder: str, scope: Scope) -> dict[tuple[str, int], str]:
        """Return by service slug and channel position which place answers."""
        for organisation in read_organisations(self.path / folder / "organisations.yaml"):
            services.save_organisation(organisation, scope=scope)
        answered_at: dict[tuple[str, int], str] = {}
        for file in sorted((self.path / folder).glob("services*.yaml")):
            read = read_services(file)
            services.save_services(read.services, scope=scope, publish=True)
            answered_at |= read.places
        if (drafts := self.path / folder / "drafts.yaml").exists():
            services.save_services(read_services(drafts).services, scope=scope)
        return answered_at

    def _save_catalogue(self, slug: str) -> None:
        municipality = Municipality.objects.get(slug=slug)
        answered_at = self._save_services(slug, Scope(municipality=municipality))
        for place in read_places(self.path / slug / "places.yaml", time_zone=municipality.time_zone, years=_years()):
            answers = [channel for channel, answering in answered_at.items() if answering == place.data.slug]
            self._save_place(place, municipality, answers)

    def _save_place(self, entry: PlaceEntry, municipality: Municipality, answers: list[tuple[str, int]]) -> None:
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
        coming = [period for period in entry.periods if period.last >= timezone.localdate().toordinal()]
        set_opening_hours(place, coming, closed_on_holidays=entry.is_closed_on_holidays)
        if entry.picture:
            set_picture(place, self.path / "pictures" / entry.picture, alt=entry.picture_alt)

    def _confirm_holidays(self, slug: str) -> None:
        """Of this year, and of the next if it is to: as the municipality has decided about a day, else as most do."""
        municipality = Municipality.objects.get(slug=slug)
        file = self.path / slug / "holidays.yaml"
        decided, years = _decided_days(file) if file.exists() else ({}, _years())
        for year in years:
            proposed = {day.date: day for day in propose(municipality.country, year)}
            if strays := [day for day in decided if day.year == year and day not in proposed]:
                raise EntryError(
                    f"{file.name}: {min(strays)} is no holiday of the country; an exception can close places."
                )
            days = [(on, day.names, decided.get(on, day.is_usually_closed)) for on, day in proposed.items()]
            confirm_holidays(municipality, year, days)

    def _import_descriptions(self, data: MunicipalityData, file: str, words: str) -> None:
        options = {"publish": True, "withdraw_missing": True, "verbosity": 0}
        call_command("import", "ptv", str(self.path / file), municipality=data.slug, **options)
        everyday = read_entry(self.path / words)
        imported = Service.objects.filter(municipality__slug=data.slug, external_id__in=everyday.fields)
        for service in imported.order_by("pk"):
            said = everyday.words(service.external_id)
            services.add_everyday_words(service, language=data.languages[0], words=said)


def _municipality_data(entry: Entry) -> MunicipalityData:
    needed = {name: entry.text(name, required=True) for name in ("slug", "time_zone", "phone", "email")}
    others = {name: entry.text(name) for name in ("region", "main_colour", "street", "postcode", "city")}
    examples = entry.entry("examples")
    return MunicipalityData(
        **needed,
        **{name: text for name, text in others.items() if text},
        country=entry.choice("country", Country.values),
        name=entry.translations("name"),
        languages=list(entry.words("languages")),
        parts=list(entry.choices("parts", Part.values)) or all_parts(),
        accessibility_conformity=entry.choice("accessibility_conformity", ["", *Conformity.values]),
        accessibility_assessment=entry.choice("accessibility_assessment", ["", *Assessment.values]),
        accessibility_assessed_on=entry.day("accessibility_assessed_on"),
        accessibility_updated_on=entry.day("accessibility_updated_on"),
        accessibility_statement=entry.translations("accessibility_statement"),
        accessibility_burden=entry.translations("accessibility_burden"),
        accessibility_outside=entry.translations("accessibility_outside"),
        accessibility_statement_url=entry.url("accessibility_statement_url"),
        hosts=entry.words("hosts"),
        examples={language: list(examples.words(language)) for language in examples.fields},
    )


def _settle_shared(file: Path, slug: str) -> None:
    entry = read_entry(file)
    hidden, notes = entry.words("hidden"), entry.entry("notes")
    entry.refuse_others()
    services.settle_shared(
        Municipality.objects.get(slug=slug),
        hidden=hidden,
        notes={service: notes.translations(service) for service in notes.fields},
    )


def _decided_days(file: Path) -> tuple[dict[date, bool], tuple[int, ...]]:
    """By date, whether it counts as a holiday; and the years to confirm."""
    entry = read_entry(file)
    closed, usual = entry.days("closed"), entry.days("open_as_usual")
    years = _years()[:1] if entry.choice("confirmed", CONFIRMED, BOTH_YEARS) == THIS_YEAR else _years()
    entry.refuse_others()
    return dict.fromkeys(closed, True) | dict.fromkeys(usual, False), years


def _years() -> tuple[int, int]:
    year = timezone.localdate().year
    return year, year + 1


def _make_key(slug: str) -> None:
    ensure_key(Municipality.objects.get(slug=slug))


def _import_documents(file: str, slug: str) -> None:
    call_command("import_documents", file, municipality=slug, verbosity=0)
