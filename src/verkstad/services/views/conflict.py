"""Two have changed the same: theirs and mine side by side, to choose from."""

from django.http import HttpResponse
from django.shortcuts import render

from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest
from verkstad.services.actions import EditedMeanwhile
from verkstad.services.field_words import field_name, value_words
from verkstad.services.forms.editor import Editor
from verkstad.services.models import Service
from verkstad.services.queries.editing import Choices
from verkstad.services.views.loading import back_to


def conflict_page(
    request: StaffRequest, service: Service, refusal: EditedMeanwhile, offered: Choices, *, status: int = 409
) -> HttpResponse:
    """Nothing is saved yet: the page carries all that does not clash, based on what they made of it."""
    meanwhile, merged = refusal.meanwhile, refusal.merged
    clashes = [
        {
            "key": conflict.field.key,
            "name": field_name(conflict.field),
            "theirs": value_words(conflict.field, conflict.theirs),
            "mine": value_words(conflict.field, conflict.mine),
        }
        for conflict in merged.conflicts
    ]
    context = back_to(service) | {
        "service": service,
        "clashes": clashes,
        "kept": [field_name(field) for field in merged.taken],
        "who": ", ".join(names_of(meanwhile.by)[actor] for actor in meanwhile.by),
        "at": meanwhile.at,
        "editor": Editor.of(offered, merged.data, meanwhile.version),
    }
    return render(request, "services/staff_conflict.html", context, status=status)
