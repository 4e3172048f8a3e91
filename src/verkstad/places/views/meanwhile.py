"""What somebody is told whose change came second."""

from django.http import QueryDict

from verkstad.identity.queries import names_of
from verkstad.places.versions import EditedMeanwhile


def told(error: EditedMeanwhile) -> dict[str, object]:
    """Who was first, and when."""
    return {"who": names_of([error.by])[error.by], "at": error.at}


def based_on_now(data: QueryDict, version: int) -> QueryDict:
    """What was typed, so that saving once more puts it in place of what the other one wrote."""
    data = data.copy()
    data["based_on"] = str(version)
    return data
