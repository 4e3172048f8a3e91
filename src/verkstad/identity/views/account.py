"""What members see and change of their own: name, ways to sign in, sessions."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from verkstad.identity import actions, queries
from verkstad.identity.access import staff
from verkstad.identity.forms.people import AccountForm
from verkstad.identity.known_devices import device_name
from verkstad.identity.links import in_language
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest

QUESTION = "identity/question.html"


@staff(Role.READER)
def account(request: StaffRequest) -> HttpResponse:
    member, user = request.member, request.member.user
    known = {"first_name": user.first_name, "last_name": user.last_name, "language": member.language}
    form = AccountForm(request.POST or None, initial=known, municipality=request.municipality)
    if form.is_valid():
        language = form.cleaned_data.pop("language")
        actions.rename(user, municipality=request.municipality, **form.cleaned_data)
        actions.choose_language(member, language)
        messages.success(request, _("Saved."))
        return redirect(in_language(request, reverse("identity:account"), language))
    sessions = [(one, device_name(one.user_agent)) for one in queries.sessions(user)]
    context = {"form": form, "sessions": sessions, "current": request.session.session_key}
    return render(request, "identity/account.html", context)


@staff(Role.READER)
@reauthentication_required(app="allauth.usersessions")
def end_session(request: StaffRequest, number: int) -> HttpResponse:
    session = get_object_or_404(queries.sessions(request.member.user), pk=number)
    if request.method == "POST":
        actions.end_own_sessions(request.member, session=number)
        messages.success(request, _("You are signed out there."))
        return redirect("identity:account")
    where = " · ".join(filter(None, [device_name(session.user_agent), session.ip]))
    return render(request, QUESTION, {"title": _("Sign out there?"), "lead": where, "button": _("Sign out there")})


@staff(Role.READER)
@reauthentication_required(app="allauth.usersessions")
def end_other_sessions(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        actions.end_own_sessions(request.member, besides=request.session.session_key or "")
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("identity:account")
    button = _("Sign out everywhere but here")
    return render(request, QUESTION, {"title": _("Sign out everywhere but here?"), "lead": "", "button": button})
