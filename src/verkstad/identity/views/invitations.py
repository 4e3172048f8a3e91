"""The page that an invitation's link leads to."""

from typing import cast

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from verkstad.identity import actions, queries
from verkstad.identity.access import shown_as_member
from verkstad.identity.forms.signing_in import NewPersonForm
from verkstad.identity.models import User
from verkstad.identity.requests import StaffRequest


@never_cache
@shown_as_member
def accept(request: StaffRequest, secret: str) -> HttpResponse:
    """New people choose a password; those who have an account join with it."""
    invitation = queries.invitation_to(request.municipality, secret)
    if invitation is None:
        return render(request, "identity/invitation_over.html", status=404)
    context = {"invitation": invitation, "has_account": bool(queries.user_of(invitation.email))}
    if request.user.is_authenticated:
        context["is_theirs"] = request.user.email.lower() == invitation.email.lower()
        if request.method == "POST" and context["is_theirs"]:
            return _join(request, secret)
        return render(request, "identity/invitation.html", context)
    form = NewPersonForm(request.POST or None, email=invitation.email)
    if not context["has_account"] and form.is_valid():
        return _begin(request, secret, form)
    return render(request, "identity/invitation.html", context | {"form": form})


def _join(request: StaffRequest, secret: str) -> HttpResponse:
    try:
        actions.accept(secret, municipality=request.municipality, user=cast(User, request.user))
    except actions.AlreadyMember:
        messages.info(request, _("You are a member already."))
    return redirect("portal:staff-start")


def _begin(request: StaffRequest, secret: str, form: NewPersonForm) -> HttpResponse:
    """A new person is signed in at once, and then sets up a second factor."""
    user = actions.accept_as_new(secret, municipality=request.municipality, **form.cleaned_data)
    login = Login(user=user, email=user.email, redirect_url=reverse("mfa_index"))
    answer: HttpResponse = perform_password_login(request, {"email": user.email}, login)
    return answer
