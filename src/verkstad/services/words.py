"""Sentences about services that several pages say."""

from django.utils.translation import gettext as _

from verkstad.services.queries import Ways


def eid_sentence(ways: Ways) -> str:
    """The answer to "Do I need e-ID?"."""
    if not ways.needs_eid:
        return _("No.")
    if not (ways.phone or ways.visit):
        return _("Yes. If you have none, come to a place with help and do it together with us.")
    return _("Only if you do it online. There are other ways below.")
