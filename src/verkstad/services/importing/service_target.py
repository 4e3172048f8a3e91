"""Services as imports see them: texts by language side by side with all else, and the status among it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from operator import itemgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from verkstad.core import bulk
from verkstad.core.entries import WEB_ADDRESS
from verkstad.municipalities.models import Municipality
from verkstad.services import actions, queries
from verkstad.services.data import ChannelData, ServiceData, TextData, as_json, from_json
from verkstad.services.importing.entries import Problem, Values
from verkstad.services.importing.organisation_target import ensure_own_organisation
from verkstad.services.importing.slugs import free_slug, taken_slugs
from verkstad.services.importing.targets import Author, Known, State, Writing, Written
from verkstad.services.models import Channel, EidNeed, Organisation, Service, ServiceText, Status

_LONGEST_TEXT = 20_000
_TEXTS = [field.name for field in fields(TextData) if field.name != "language"]
_BLANK_TEXT = as_json(ServiceData("", "", (TextData("", "", ""),)))["texts"][0]
_REACHED_BY = {"online": "url", "phone": "number", "post": "address", "visit": "", "email": "email"}
# What the database keeps in an order of its own.
_UNORDERED = ("life_events", "subjects")
_LEADS_TO = {
    "url": gettext_noop("Web address"),
    "number": gettext_noop("Phone"),
    "address": gettext_noop("Address"),
    "email": gettext_noop("E-mail"),
}
_REFUSALS = (
    actions.NoText,
    actions.NoWayWithoutEid,
    actions.UnknownLifeEvent,
    actions.UnknownOrganisation,
    actions.UnknownSubject,
)
_LABELS = {
    "status": gettext_noop("Status"),
    "organisation": gettext_noop("Organisation"),
    "target_groups": gettext_noop("For whom"),
    "channels": gettext_noop("Ways"),
    "life_events": gettext_noop("Life events"),
    "subjects": gettext_noop("Subjects"),
    "legal_bases": gettext_noop("Law"),
    "name": gettext_noop("Name"),
    "summary": gettext_noop("In short"),
    "description": gettext_noop("Description"),
    "what_you_need": gettext_noop("What you need"),
    "plain": gettext_noop("In short, easy sentences"),
    "cost": gettext_noop("What it costs"),
    "processing_time": gettext_noop("How long it takes"),
    "without_eid": gettext_noop("Without e-ID"),
    "everyday_words": gettext_noop("Everyday words"),
    "reviewed_on": gettext_noop("Reviewed on"),
    "cost_amount": gettext_noop("Cost as a number"),
    "cost_currency": gettext_noop("Currency"),
    "source": gettext_noop("Source"),
    "external_id": gettext_noop("Number in the source"),
    "source_hash": gettext_noop("Sum of the source"),
}


def channel(kind: str, **values: Any) -> Values:
    """A way as a source tells of it; an e-ID need of None is not known."""
    return asdict(ChannelData(kind, **values))


class ServiceTarget:
    name = "service"
    label: Promise = _("Service")
    draft, withdrawn = Status.DRAFT.value, Status.WITHDRAWN.value

    def known(self, municipality: Municipality) -> Iterable[Known]:
        rows = ServiceText.objects.filter(service__municipality=municipality).order_by("service__slug", "language")
        names: dict[tuple[int, str], list[str]] = {}
        for pk, slug, name in rows.values_list("service_id", "service__slug", "name"):
            names.setdefault((pk, slug), []).append(name)
        return [Known(pk, slug, tuple(found)) for (pk, slug), found in names.items()]

    def states(self, keys: Iterable[int], *, lock: bool = False) -> dict[int, State]:
        services = Service.objects.filter(pk__in=list(keys)).order_by("pk")
        rows = list(services.select_for_update() if lock else services)
        plain = queries.plain_of(rows)
        return {row.pk: State(row.version, flat(plain[row.pk], row.status)) for row in rows}

    def blank(self, municipality: Municipality) -> Values:
        return flat(as_json(ServiceData(slug="", organisation=municipality.slug, texts=())), Status.DRAFT)

    def published(self, values: Values) -> Values:
        return values if _asks_for_eid_only(values) else values | {"status": Status.PUBLISHED.value}

    def merged(self, old: Values, found: Values) -> Values:
        if found.get("source_hash") and found["source_hash"] == old["source_hash"]:
            return dict(old)
        new = old | found
        if "channels" in found:
            new["channels"] = _merged_channels(old["channels"], found["channels"])
        for field in _UNORDERED:
            if sorted(new[field]) == sorted(old[field]):
                new[field] = old[field]
        for language in _languages(new):
            if _read_by_residents(old, language) != _read_by_residents(new, language):
                new[f"reviewed_on.{language}"] = found.get(f"reviewed_on.{language}")
        return new

    def check(self, values: Values, municipality: Municipality) -> None:
        if not values.get(f"name.{municipality.main_language}"):
            raise Problem(gettext_noop("The name is missing."))
        for language in _languages(values):
            if not values.get(f"name.{language}"):
                raise Problem(gettext_noop("The name is missing in the language %(language)s."), language=language)
            if not values.get(f"summary.{language}"):
                raise Problem(
                    gettext_noop("The short text is missing in the language %(language)s."), language=language
                )
        for field, value in values.items():
            _check_length(field, value)
        for one in values["channels"]:
            _check_channel(one)
        if values["status"] == Status.PUBLISHED and _asks_for_eid_only(values):
            raise Problem(gettext_noop("It is published and would need e-ID, but does not say what to do without."))

    def write(
        self, batch: Sequence[Writing], author: Author, references: Mapping[tuple[str, str], int]
    ) -> list[Written]:
        ensure_own_organisation(author.municipality, author.by)
        data = _data(batch, author.municipality, references)
        saved: dict[int, Service] = {}
        for publish in (True, False):
            part = [i for i, it in enumerate(batch) if (it.values["status"] == Status.PUBLISHED) is publish]
            if part:
                _make_drafts([batch[i] for i in part])
                saved |= zip(part, _saved([data[i] for i in part], author, publish=publish), strict=True)
        gone = [it for i, it in saved.items() if batch[i].values["status"] == Status.WITHDRAWN != it.status]
        if gone:
            actions.withdraw_services(gone, scope=author.scope, by=author.by, reason=author.reason)
        keys = [saved[i].pk for i in range(len(batch))]
        versions = dict(Service.objects.filter(pk__in=bulk.among(keys)).order_by("pk").values_list("pk", "version"))
        return [Written(key, versions[key]) for key in keys]

    def field_label(self, field: str) -> str:
        return gettext(_LABELS.get(field.partition(".")[0], field))


def flat(plain: Values, status: str) -> Values:
    """What ``data.as_json`` makes of a service, as fields."""
    plain = dict(plain)
    texts = plain.pop("texts")
    del plain["slug"]
    named = {f"{field}.{text['language']}": text[field] for text in texts for field in _TEXTS}
    return plain | named | {"status": str(status)}


def _unflat(values: Values, slug: str) -> ServiceData:
    plain = {field: value for field, value in values.items() if "." not in field and field != "status"}
    texts = [
        {field: values.get(f"{field}.{language}") or _BLANK_TEXT[field] for field in _TEXTS} | {"language": language}
        for language in _languages(values)
    ]
    return from_json(plain | {"slug": slug, "texts": texts})


def _languages(values: Values) -> list[str]:
    """Those in which there is anything to read."""
    return sorted({field.partition(".")[2] for field, value in values.items() if "." in field and value})


def _read_by_residents(values: Values, language: str) -> list[list[str]]:
    """The words of the text: what a review has found true."""
    texts = [field for field in _TEXTS if field not in ("everyday_words", "reviewed_on")]
    return [(values.get(f"{field}.{language}") or "").split() for field in texts]


def _merged_channels(old: list[Values], found: list[Values]) -> list[Values]:
    """The ways of a kind that the source tells of take the place of those there were; new kinds come first.

    All others stay, and so does what the source does not know.
    """
    before = {it["kind"]: (place, it) for place, it in reversed(list(enumerate(old)))}
    new_kind = (-1, {"label": {}, "eid_need": EidNeed.NONE.value})
    placed = [(place, it) for place, it in enumerate(old) if it["kind"] not in {new["kind"] for new in found}]
    for new in found:
        place, known = before.get(new["kind"], new_kind)
        placed.append((place, new | {field: new[field] or known[field] for field in ("label", "eid_need")}))
    return [it for _place, it in sorted(placed, key=itemgetter(0))]


def _asks_for_eid_only(values: Values) -> bool:
    asks = any(it["eid_need"] != EidNeed.NONE for it in values["channels"])
    return asks and not any(values.get(f"without_eid.{language}") for language in _languages(values))


def _check_length(field: str, value: Any) -> None:
    name = field.partition(".")[0]
    most = _LONGEST_TEXT
    if name in _TEXTS:
        most = getattr(ServiceText._meta.get_field(name), "max_length", None) or _LONGEST_TEXT
    for text in (value if isinstance(value, list) else [value]) if name in _TEXTS else ():
        longest = 100 if name == "everyday_words" else most
        if isinstance(text, str) and len(text) > longest:
            raise Problem(
                gettext_noop("“%(field)s” is %(length)d characters long; %(most)d is the most."),
                field=_LABELS[name],
                length=len(text),
                most=longest,
            )


def _check_channel(one: Values) -> None:
    needed = _REACHED_BY.get(one["kind"])
    if needed is None or (needed and not one[needed]):
        raise Problem(gettext_noop("A way of kind “%(kind)s” does not say where it leads."), kind=one["kind"])
    for field, label in _LEADS_TO.items():
        most = getattr(Channel._meta.get_field(field), "max_length", None) or 254
        if len(one[field]) > most:
            raise Problem(
                gettext_noop("“%(field)s” is %(length)d characters long; %(most)d is the most."),
                field=label,
                length=len(one[field]),
                most=most,
            )
    if one["url"] and not one["url"].startswith(WEB_ADDRESS):
        raise Problem(
            gettext_noop("A web address must begin with https:// or http://, not “%(url)s”."), url=one["url"][:60]
        )
    if one["email"]:
        try:
            validate_email(one["email"])
        except ValidationError as error:
            raise Problem(gettext_noop("“%(email)s” is no e-mail address."), email=one["email"][:60]) from error


def _data(
    batch: Sequence[Writing], municipality: Municipality, references: Mapping[tuple[str, str], int]
) -> list[ServiceData]:
    own = Service.objects.filter(municipality=municipality).order_by("pk")
    slugs = dict(own.filter(pk__in=[it.pk for it in batch if it.pk]).values_list("pk", "slug"))
    taken = taken_slugs(own, [it.slug or it.name for it in batch if not it.pk], SERVICES.name)
    organisations = Organisation.objects.filter(pk__in=references.values()).order_by("pk")
    by_key = dict(organisations.values_list("pk", "slug"))

    def organisation(value: Any) -> str:
        """One that was not taken leaves its services to the municipality."""
        if isinstance(value, str):
            return value
        return by_key.get(references.get(("organisation", value["ref"]), 0), municipality.slug)

    return [
        _unflat(
            it.values | {"organisation": organisation(it.values["organisation"])},
            slugs.get(it.pk or 0) or free_slug(it.slug or it.name, taken, SERVICES.name),
        )
        for it in batch
    ]


def _saved(data: Sequence[ServiceData], author: Author, *, publish: bool) -> list[Service]:
    try:
        return actions.save_services(data, scope=author.scope, by=author.by, publish=publish, reason=author.reason)
    except _REFUSALS as error:
        raise Problem(gettext_noop("It cannot be saved: %(error)s"), error=str(error)) from error


def _make_drafts(batch: Sequence[Writing]) -> None:
    """Of what was withdrawn and returns; saving them, which follows, says so in their history."""
    drafts = [it.pk for it in batch if it.pk and it.values["status"] == Status.DRAFT]
    Service.objects.filter(pk__in=drafts).exclude(status=Status.DRAFT).update(status=Status.DRAFT)


SERVICES = ServiceTarget()
