"""What the fields of a service are called, and their values as people read them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.core.writing import language_name
from verkstad.services.data import ChannelData, LegalBasisData, TextData
from verkstad.services.merge import Field
from verkstad.services.models import ChannelKind, EidNeed, TargetGroup

NAMES = {
    "name": gettext_lazy("Name"),
    "summary": gettext_lazy("Summary"),
    "description": gettext_lazy("Description"),
    "what_you_need": gettext_lazy("What you need"),
    "plain": gettext_lazy("Easy to read"),
    "cost": gettext_lazy("What does it cost?"),
    "processing_time": gettext_lazy("How long does it take?"),
    "without_eid": gettext_lazy("Without e-ID"),
    "everyday_words": gettext_lazy("Everyday words"),
    "reviewed_on": gettext_lazy("Last read through"),
    "text": gettext_lazy("All texts"),
    "slug": gettext_lazy("Address"),
    "organisation": gettext_lazy("Who is responsible?"),
    "target_groups": gettext_lazy("Whom it is for"),
    "channels": gettext_lazy("Ways to get it done"),
    "life_events": gettext_lazy("Life events"),
    "subjects": gettext_lazy("Subjects"),
    "legal_bases": gettext_lazy("Laws and rules"),
    "cost_amount": gettext_lazy("Cost as a number"),
    "processing_days": gettext_lazy("Days until it is done"),
    "review_months": gettext_lazy("Months between reviews"),
    "source": gettext_lazy("Source"),
    "external_id": gettext_lazy("Number in the source"),
    "source_hash": gettext_lazy("Sum of the source"),
}


def field_name(field: Field) -> str:
    """Such as "Name, English"."""
    name = str(NAMES[field.name])
    return f"{name}, {language_name(field.language)}" if field.language else name


def value_words(field: Field, value: Any) -> str:
    """A field's value as plain text, a line for each thing; nothing for what is not there."""
    if value is None or value in ("", ()):
        return ""
    match field.name:
        case "reviewed_on":
            return date_format(value)
        case "cost_amount":
            return " ".join(str(part) for part in value if part is not None)
        case "target_groups":
            return "\n".join(str(TargetGroup(group).label) for group in value)
        case "subjects":
            return "\n".join(" ".join(key) for key in value)
        case _:
            return "\n".join(map(_line, value)) if isinstance(value, tuple) else _line(value)


def _line(value: object) -> str:
    match value:
        case ChannelData():
            return _channel(value)
        case LegalBasisData():
            return " ".join(filter(None, [value.name, value.url]))
        case TextData():
            return "\n".join(filter(None, [value.name, value.summary, value.description]))
    return str(value)


def _channel(channel: ChannelData) -> str:
    eid = "" if channel.eid_need == EidNeed.NONE else str(EidNeed(channel.eid_need).label)
    where = [channel.url, channel.number, channel.email, channel.address, eid, *channel.label.values()]
    return f"{ChannelKind(channel.kind).label}: {', '.join(filter(None, where)) or _('at a place')}"
