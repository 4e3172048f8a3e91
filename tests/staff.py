"""Signing in for tests of staff pages."""

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.factories.identity import MembershipFactory
from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality


def sign_in(client: Client, role: Role, municipality: Municipality, **values: object) -> Membership:
    """Make a new member with a second factor, and sign the client in as that one."""
    member = MembershipFactory(role=role, municipality=municipality, **values)
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.TOTP, data={"secret": "not-used"})
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["began_at"] = session["used_at"] = timezone.now().timestamp()
    session.save()
    return member
