"""Open ePlatform's list of e-services: what its address …/api/v1/getflows/json answers.

The fields are those that its module FlowInfoModule writes: ID, Name, URL, Category, CategoryID, Icon,
ShortDescription, LongDescription, RequiresAuthentication, RequiresSigning. An e-service has another ID in each of its
versions; newer releases also tell FlowFamilyID, which stays, and Enabled.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from verkstad.services.importing.entries import Entry, Found, Problem, Refused, Values
from verkstad.services.importing.formats import Download, Format, Material, Told
from verkstad.services.importing.html_text import opening, plain_text
from verkstad.services.importing.json_entries import JsonEntries, mended
from verkstad.services.importing.service_target import SERVICES, channel

_SUMMARY = 400


def read(material: Material) -> tuple[Told, Iterator[Entry]]:
    flows = JsonEntries(material.path, ("Flows",))
    return {}, (_entry(number, flow, material) for number, flow in enumerate(flows, 1) if _is_offered(flow))


def _is_offered(flow: Any) -> bool:
    return not (isinstance(flow, dict) and flow.get("Enabled") is False)


def _entry(number: int, flow: Any, material: Material) -> Entry:
    raw = flow if isinstance(flow, dict) else {"": flow}
    key, name = _key(raw), _text(raw, "Name")
    try:
        return Found(number, SERVICES.name, key, name, _values(raw, material), raw)
    except Problem as problem:
        return Refused(number, SERVICES.name, problem, key, name, raw)


def _values(flow: Mapping[str, Any], material: Material) -> Values:
    if not _key(flow):
        raise Problem(gettext_noop("It has neither FlowFamilyID nor ID."))
    short, long = plain_text(_text(flow, "ShortDescription")), plain_text(_text(flow, "LongDescription"))
    language = material.language
    summary = opening(short or long, _SUMMARY) or _text(flow, "Name")
    values: Values = {f"name.{language}": _text(flow, "Name"), f"summary.{language}": summary}
    if description := "\n\n".join(text for text in (short if short != summary else "", long) if text):
        values[f"description.{language}"] = description
    if url := _text(flow, "URL"):
        values["channels"] = [channel("online", url=url, eid_need=_eid_need(flow))]
    return values


def _eid_need(flow: Mapping[str, Any]) -> str | None:
    """Signing takes an e-ID as signing in does; what an older release does not tell is not guessed."""
    told = [flow[field] for field in ("RequiresAuthentication", "RequiresSigning") if field in flow]
    if any(it in (True, "true") for it in told):
        return "some"
    return "none" if told else None


def _key(flow: Mapping[str, Any]) -> str:
    for field in ("FlowFamilyID", "ID"):
        if isinstance(value := flow.get(field), int | str) and value != "":
            return f"{field}:{value}"
    return ""


def _text(flow: Mapping[str, Any], field: str) -> str:
    value = flow.get(field)
    return value.strip() if isinstance(value, str) else ""


def mend(told: Told, rows: Iterable[tuple[Mapping[str, Any], str]]) -> Download:
    return mended("Flows", rows)


EPLATFORM = Format(
    name="eplatform",
    label=gettext_lazy("Open ePlatform: its list of e-services"),
    help=gettext_lazy("The address ends in /api/v1/getflows/json; a file with what it answers is read too."),
    targets=(SERVICES,),
    read=read,
    mend=mend,
    suffixes=(".json",),
    takes_address=True,
)
