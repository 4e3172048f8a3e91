"""Who may open a staff page: every one of them stands behind ``staff``, which a test holds."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from verkstad.identity.models import Membership, Role, User
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.models import Municipality

type View = Callable[..., HttpResponseBase]


def staff(least: Role) -> Callable[[View], View]:
    """Only for members of this municipality who may do what the role may; they stand in ``request.member``.

    Who is not signed in is sent to do so, and who has no second factor to set one up. For others' people and for the
    suspended the page does not exist (404); a role that is too low is told so (403).
    """

    def for_members(view: View) -> View:
        @wraps(view)
        def page(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to("account_login", request)
            if not _speaks_here(request):
                return _to("account_logout", request)
            request.member = get_membership(request.user, request.municipality)
            if not _has_second_factor(request, request.member):
                return _to("mfa_index", request)
            if not request.member.has(least):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        page.least_role = least  # type: ignore[attr-defined]  # for the test that walks all pages
        return page

    return for_members


def may_invite(member: Membership, role: Role) -> bool:
    """Administrators anybody, coordinators up to editors."""
    return member.has(Role.ADMINISTRATOR) or (member.has(Role.COORDINATOR) and role.rank <= Role.EDITOR.rank)


def second_factors(user: str) -> QuerySet[Authenticator]:
    """Of the person that the outer query names."""
    return Authenticator.objects.filter(user=OuterRef(user)).order_by()


def get_membership(user: User, municipality: Municipality) -> Membership:
    """What the person is here; raises Http404 for those who are nothing here, or not any longer."""
    members = Membership.objects.active().filter(user=user, municipality=municipality)
    member = members.annotate(has_second_factor=Exists(second_factors("user"))).order_by("pk").first()
    if member is None:
        raise Http404
    member.user, member.municipality = user, municipality
    return member


def shown_as_member(view: View) -> View:
    """For pages about signing in: members see the way to their pages there too, as soon as they may open them."""

    @wraps(view)
    def page(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated and _speaks_here(request):
            with suppress(Http404):
                member = get_membership(request.user, request.municipality)
                if _has_second_factor(request, member):
                    request.member = member
        return view(request, *args, **kwargs)

    return page


def _has_second_factor(request: StaffRequest, member: Membership) -> bool:
    """A code or a key of their own, or that of the municipality's sign-in."""
    return bool(_providers(request)) or bool(vars(member)["has_second_factor"])


def _speaks_here(request: StaffRequest) -> bool:
    """Who came from one municipality's own sign-in is nobody in another."""
    return _providers(request) <= {request.municipality.slug}


def _providers(request: StaffRequest) -> set[str]:
    records = get_authentication_records(request, request.user if isinstance(request.user, User) else None)
    return {record["provider"] for record in records if record["method"] == "socialaccount"}


def _to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
