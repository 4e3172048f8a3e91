"""Writes: taking over what comes with the program."""

from dataclasses import replace

from django.db import transaction

from verkstad.core import audit
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.practice.actions.copies import CopyData, add_copy, save_persona
from verkstad.practice.actions.sharing import save_shared
from verkstad.practice.models import Edition, Persona
from verkstad.practice.queries.shipped import Shipped
from verkstad.services.models import Service


@transaction.atomic
def take_shipped(
    shipped: Shipped,
    *,
    municipality: Municipality,
    service: Service | None = None,
    owner: User | None = None,
    by: str = audit.SYSTEM,
) -> Edition:
    """As a draft, with its made-up person unless the municipality has one of that key; raises Taken.

    What was recorded of it was looked through before it came with the program, so nothing is pointed out.
    """
    if not Persona.objects.filter(municipality=municipality, key=shipped.persona.key).exists():
        save_persona(shipped.persona, municipality=municipality, by=by)
    data = CopyData(shipped.document.key, shipped.document.language, service, owner)
    document, recorded = shipped.document, shipped.recorded
    if recorded is None:
        return add_copy(data, document, municipality=municipality, by=by)
    edition = add_copy(data, replace(document, screens=()), municipality=municipality, by=by)
    save_shared(edition, document, recorded)
    return edition
