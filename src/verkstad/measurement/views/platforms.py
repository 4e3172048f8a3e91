"""Keys with which platforms tell by themselves what was done digitally; each is shown once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest
from verkstad.measurement import actions, queries
from verkstad.measurement.access import get_platform_key
from verkstad.measurement.api import ADDRESS
from verkstad.measurement.forms.digital_use import PlatformKeyForm


@never_cache
@staff(Role.ADMINISTRATOR)
def keys(request: StaffRequest) -> HttpResponse:
    form = PlatformKeyForm(request.POST or None)
    secret = ""
    if form.is_valid():
        try:
            secret = actions.make_platform_key(request.municipality, by=request.member.actor, **form.cleaned_data)
        except actions.HasKey:
            form.add_error("name", _("This system has a key already. Revoke that one first."))
    found = list(queries.platform_keys(request.municipality))
    names = names_of({key.made_by for key in found})
    context = {
        "form": form,
        "secret": secret,
        "rows": [(key, names[key.made_by]) for key in found],
        "address": request.build_absolute_uri(ADDRESS),
    }
    return render(request, "measurement/staff_platform_keys.html", context)


@staff(Role.ADMINISTRATOR)
@require_POST
def revoke(request: StaffRequest, key_id: int) -> HttpResponse:
    key = get_platform_key(request.municipality, key_id)
    actions.revoke_platform_key(key, by=request.member.actor)
    messages.success(request, _("The key of %(name)s opens nothing now.") % {"name": key.name})
    return redirect("measurement:platform-keys")
