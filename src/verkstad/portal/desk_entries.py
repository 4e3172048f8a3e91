"""What a device has kept while it had no network, taken in."""

import json

from verkstad.identity.models import Membership
from verkstad.measurement.actions import log_enquiries
from verkstad.portal.desk_form import DeskForm

MOST_AT_ONCE = 200


class Unreadable(Exception):
    """Not what the desk page sends."""


def read_kept(body: bytes) -> list[dict[str, str]]:
    """The entries in their order, each as its form would be sent; raises Unreadable."""
    try:
        entries = json.loads(body)["entries"][:MOST_AT_ONCE]
        return [{name: str(value) for name, value in entry.items()} for entry in entries]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable from error


def log_kept(member: Membership, kept: list[dict[str, str]]) -> dict[str, object]:
    """Log them; tell the keys of those that are in, and of the others why they are not."""
    forms = {entry.get("key", ""): DeskForm(entry, municipality=member.municipality) for entry in kept}
    ready = [form for form in forms.values() if form.is_valid()]
    told = log_enquiries(member.municipality, [form.enquiry() for form in ready], by=member.actor)
    for form in ready:
        if refused := told.refused.get(form.cleaned_data["key"]):
            form.refuse(refused)
    refused_words = {key: form.words for key, form in forms.items() if form.errors}
    return {"logged": [key for key in forms if key not in refused_words], "refused": refused_words}
