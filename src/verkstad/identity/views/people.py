"""The pages where administrators decide who belongs to the municipality, and coordinators invite."""

import uuid
from collections.abc import Callable

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verkstad.identity import actions, queries
from verkstad.identity.access import may_invite, staff
from verkstad.identity.forms.people import HeirForm, InviteForm, RoleForm
from verkstad.identity.links import in_language
from verkstad.identity.models import Invitation, Membership, Role
from verkstad.identity.requests import StaffRequest

PAGE_SIZE = 50
REFUSALS = {
    actions.OwnMembership: gettext_lazy("Nobody changes what they may do themselves. Ask another administrator."),
    actions.LastAdministrator: gettext_lazy(
        "This is the last administrator. Make somebody else administrator first, so that one is left."
    ),
    actions.StillEntrusted: gettext_lazy("Somebody else must first look after what this person looks after."),
    actions.MemberElsewhere: gettext_lazy(
        "This person also works for another municipality, so it cannot be done from here."
    ),
}


@staff(Role.COORDINATOR)
def people(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    page = Paginator(queries.people(request.municipality, words), PAGE_SIZE).get_page(request.GET.get("page"))
    invitations = queries.open_invitations(request.municipality)
    context = {
        "page": page,
        "words": words,
        "invitations": [(one, may_invite(request.member, Role(one.role))) for one in invitations],
        "may_decide": request.member.has(Role.ADMINISTRATOR),
        "now": timezone.now(),
    }
    return render(request, "identity/people.html", context)


@staff(Role.COORDINATOR)
def invite(request: StaffRequest) -> HttpResponse:
    languages = request.municipality.languages
    initial = {"language": request.municipality.main_language}
    form = InviteForm(request.POST or None, by=request.member, languages=languages, initial=initial)
    if form.is_valid():
        if too_many := consume_or_429(request, action="invite", user=request.user):
            return too_many
        try:
            _invite(request, **form.cleaned_data)
        except actions.AlreadyMember:
            form.add_error("email", _("This person is a member already."))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
            return redirect("identity:people")
    return render(request, "identity/invite.html", {"form": form})


@staff(Role.COORDINATOR)
@require_POST
def invite_again(request: StaffRequest, number: int) -> HttpResponse:
    invitation = _invitation(request, number)
    if too_many := consume_or_429(request, action="invite", user=request.user):
        return too_many
    _invite(request, email=invitation.email, role=invitation.role, language=request.language)
    messages.success(request, _("A new invitation is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("identity:people")


@staff(Role.COORDINATOR)
@require_POST
def withdraw(request: StaffRequest, number: int) -> HttpResponse:
    invitation = _invitation(request, number)
    actions.withdraw(invitation, by=request.member.actor)
    messages.success(request, _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("identity:people")


@staff(Role.ADMINISTRATOR)
def person(request: StaffRequest, person: uuid.UUID) -> HttpResponse:
    membership = _membership(request, person)
    form = RoleForm(request.POST or None, by=request.member, initial={"role": membership.role})
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        done = _("The role of %(name)s is changed.")
        return _done(request, membership, lambda: actions.change_role(membership, role, by=request.member), done)
    context = {
        "membership": membership,
        "form": form,
        "sessions": queries.sessions(membership.user),
        "entrusted": queries.entrusted_to(membership),
        "is_oneself": membership.pk == request.member.pk,
    }
    return render(request, "identity/person.html", context)


@staff(Role.ADMINISTRATOR)
def suspend(request: StaffRequest, person: uuid.UUID) -> HttpResponse:
    """Asks first, and who takes over."""
    done = _("%(name)s is suspended, and signed out everywhere.")
    return _leave(request, _membership(request, person), actions.suspend, done)


@staff(Role.ADMINISTRATOR)
@require_POST
def resume(request: StaffRequest, person: uuid.UUID) -> HttpResponse:
    membership = _membership(request, person)
    done = _("%(name)s can sign in again.")
    return _done(request, membership, lambda: actions.resume(membership, by=request.member), done)


@staff(Role.ADMINISTRATOR)
def remove(request: StaffRequest, person: uuid.UUID) -> HttpResponse:
    """Asks first, and who takes over."""
    done = _("%(name)s is no longer a member.")
    return _leave(request, _membership(request, person), actions.remove, done, "identity:people")


@staff(Role.ADMINISTRATOR)
@require_POST
def sign_out(request: StaffRequest, person: uuid.UUID) -> HttpResponse:
    membership = _membership(request, person)
    done = _("%(name)s is signed out everywhere.")
    return _done(request, membership, lambda: actions.end_sessions(membership, by=request.member), done)


@staff(Role.ADMINISTRATOR)
@require_POST
def remove_second_factor(request: StaffRequest, person: uuid.UUID) -> HttpResponse:
    membership = _membership(request, person)
    done = _("%(name)s sets up a new second factor at the next sign-in.")
    language = membership.reads
    return _done(
        request,
        membership,
        lambda: actions.remove_second_factor(membership, by=request.member, language=language),
        done,
    )


def _leave(
    request: StaffRequest, membership: Membership, act: Callable[..., None], done: str, to: str = ""
) -> HttpResponse:
    form = HeirForm(request.POST if request.method == "POST" else None, leaving=membership)
    if form.is_valid():
        heir = form.heir_member
        return _done(request, membership, lambda: act(membership, by=request.member, heir=heir), done, to)
    context = {"membership": membership, "form": form, "is_removal": act is actions.remove}
    return render(request, "identity/leave.html", context)


def _done(
    request: StaffRequest, membership: Membership, act: Callable[[], None], words: str, to: str = ""
) -> HttpResponse:
    """Act, say what came of it, and go back to the person's page, or where it was done."""
    back = reverse("identity:person", args=[membership.user.public_id])
    try:
        act()
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return redirect(back)
    messages.success(request, words % {"name": membership.user.name})
    return redirect(to or back)


def _membership(request: StaffRequest, person: uuid.UUID) -> Membership:
    membership = queries.person(request.municipality, person)
    if membership is None:
        raise Http404
    membership.municipality = request.municipality
    return membership


def _invitation(request: StaffRequest, number: int) -> Invitation:
    """One that the member could have written."""
    invitation: Invitation = get_object_or_404(queries.open_invitations(request.municipality), pk=number)
    if not may_invite(request.member, Role(invitation.role)):
        raise PermissionDenied
    return invitation


def _invite(request: StaffRequest, *, email: str, role: str, language: str) -> None:
    def link(secret: str) -> str:
        """Of the language of the letter, wherever the one who invites is."""
        here = reverse("account_invitation", args=[secret])
        return request.build_absolute_uri(in_language(request, here, language))

    actions.invite(
        municipality=request.municipality,
        email=email,
        role=Role(role),
        language=language,
        link=link,
        by=request.member.actor,
    )
