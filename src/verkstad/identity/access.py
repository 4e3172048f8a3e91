"""Who may open a staff page: every one of them stands behind ``staff``, which a test holds."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
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
            request.member = get_membership(request.user, request.municipality)
            if not _has_second_factor(request):
                return _to("mfa_index", request)
            if not request.member.has(least):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        page.least_role = least  # type: ignore[attr-defined]
        return page

    return for_members


def may_invite(member: Membership, role: Role) -> bool:
    """Administrators anybody, coordinators up to editors."""
    return member.has(Role.ADMINISTRATOR) or (member.has(Role.COORDINATOR) and role.rank <= Role.EDITOR.rank)


def get_membership(user: User, municipality: Municipality) -> Membership:
    """What the person is here; raises Http404 for those who are nothing here, or not any longer."""
    factors = Authenticator.objects.filter(user=OuterRef("user")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    members = Membership.objects.active().filter(user=user, municipality=municipality)
    member = members.annotate(has_second_factor=Exists(factors.order_by())).order_by("pk").first()
    if member is None:
        raise Http404
    member.user, member.municipality = user, municipality
    return member


def _has_second_factor(request: StaffRequest) -> bool:
    """A code or a key of their own, or that of the municipality's sign-in."""
    records = get_authentication_records(request, request.member.user)
    came_from_elsewhere = any(record["method"] == "socialaccount" for record in records)
    return came_from_elsewhere or bool(vars(request.member)["has_second_factor"])


def _to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
