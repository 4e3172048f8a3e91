"""What somebody is told whose change came second."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from verkstad.core import audit
from verkstad.identity.queries import names_of
from verkstad.places.versions import EditedMeanwhile


def told(error: EditedMeanwhile) -> dict[str, object]:
    """Who was first, and when."""
    who = _("The program itself") if error.by == audit.SYSTEM else names_of([error.by])[error.by]
    return {"who": who, "at": error.at}


def based_on_now(data: QueryDict, version: int) -> QueryDict:
    """What was typed, so that saving once more puts it in place of what the other one wrote."""
    data = data.copy()
    data["based_on"] = str(version)
    return data
