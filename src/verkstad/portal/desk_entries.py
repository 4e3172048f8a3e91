"""What the desk page sends, taken in: an enquiry, or those that a device has kept while it had no network."""

import json
from contextlib import suppress
from dataclasses import replace
from uuid import uuid5

from django.http import Http404

from verkstad.identity.models import Membership
from verkstad.measurement.access import get_enquiry_for_member
from verkstad.measurement.actions import EnquiryData, log_enquiries
from verkstad.measurement.entries import NAMES
from verkstad.portal.desk_form import DeskForm

MOST_AT_ONCE = 200


def not_a_repeat(member: Membership, entry: EnquiryData) -> EnquiryData:
    """With another key, when the one it has is of an enquiry that says something else.

    Without JavaScript a page that was gone back to has the key that it had. Said once more the same, it is a repeat.
    """
    told = [getattr(entry, name) for name in NAMES if name not in ("key", "at")]
    with suppress(Http404):
        logged = get_enquiry_for_member(member, entry.key)
        if told != [getattr(logged, name) for name in NAMES if name not in ("key", "at")]:
            return replace(entry, key=uuid5(entry.key, repr(told)))
    return entry


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
