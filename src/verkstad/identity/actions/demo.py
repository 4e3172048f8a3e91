"""Writes: the people who sign in to the demo. They exist nowhere else, and so do their passwords."""

import base64

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.crypto import salted_hmac

from verkstad.core import audit
from verkstad.identity.models import Membership, Role, User
from verkstad.municipalities.models import Municipality


@transaction.atomic
def save_demo_member(
    *, municipality: Municipality, email: str, first_name: str, last_name: str, role: Role
) -> Membership:
    """A person with a password and an app for codes, whose code the demo shows on its page."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Sign-ins that are printed are made in the demo only.")
    user, is_new = User.objects.get_or_create(email=email, defaults={"username": email})
    user.first_name, user.last_name = first_name, last_name
    if is_new:
        user.set_password(demo_password(email))
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.save()
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    membership, _is_new = Membership.objects.update_or_create(
        user=user, municipality=municipality, defaults={"role": role}
    )
    audit.record("member.saved", target=membership, municipality=municipality.slug, role=role)
    return membership


def demo_password(email: str) -> str:
    """The same each time, and another one wherever the secret key is another."""
    digest = salted_hmac("verkstad.demo-sign-in", email, algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
