"""What letters about signing in say, in the language that is active: their subject, and their text."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from verkstad.core.outbox import write_letter
from verkstad.identity.models import Invitation
from verkstad.municipalities.models import Municipality


class Words(NamedTuple):
    subject: str
    text: str


def invitation(invited: Invitation, link: str) -> Words:
    return Words(
        _("Invitation to %(municipality)s") % {"municipality": invited.municipality},
        _(
            "Hello,\n\n"
            "You have been invited to work with the pages of %(municipality)s. Your role will be: %(role)s.\n\n"
            "Open this link to accept:\n%(link)s\n\n"
            "The link is for you alone and works until %(until)s.\n"
            "If you do not know what this is about, you need do nothing."
        )
        % {
            "municipality": invited.municipality,
            "role": invited.get_role_display(),
            "link": link,
            "until": _day(invited.expires_at),
        },
    )


def password_reset(municipality: Municipality, link: str) -> Words:
    return Words(
        _("Choose a new password"),
        _(
            "Hello,\n\n"
            "Somebody, hopefully you, has asked for a new password for %(municipality)s.\n\n"
            "Open this link to choose one:\n%(link)s\n\n"
            "The link works once, for %(hours)s hours.\n"
            "If it was not you, you need do nothing: your password is unchanged."
        )
        % {"municipality": municipality, "link": link, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600},
    )


def about_account(municipality: Municipality, what: str) -> Words:
    """That something has changed by which its reader signs in."""
    return Words(
        _("Your sign-in has been changed"),
        _(
            "Hello,\n\n"
            "%(what)s It happened on %(when)s, for %(municipality)s.\n\n"
            "Was it you? Then all is well.\n"
            "If it was not, tell an administrator of %(municipality)s at once, and choose a new password."
        )
        % {"what": what, "when": date_format(timezone.localtime(), "DATETIME_FORMAT"), "municipality": municipality},
    )


def changes() -> Mapping[str, str]:
    """By the name of django-allauth's letter, or of ours, what has changed."""
    changed_password = _("The password of your account was changed.")
    changed_factor = _("How you confirm that it is you when you sign in was changed:")
    return {
        "account/email/password_changed": changed_password,
        "account/email/password_reset": changed_password,
        "account/email/password_set": changed_password,
        "mfa/email/totp_activated": f"{changed_factor} {_('an app for codes was added.')}",
        "mfa/email/totp_deactivated": f"{changed_factor} {_('the app for codes was taken away.')}",
        "mfa/email/webauthn_added": f"{changed_factor} {_('a passkey was added.')}",
        "mfa/email/webauthn_removed": f"{changed_factor} {_('a passkey was taken away.')}",
        "identity/recovery_codes_made": f"{changed_factor} {_('new recovery codes were made.')}",
        "identity/second_factor_removed": f"{changed_factor} {_('an administrator took away all ways you had.')}",
    }


def send(words: Words, *, to: str, municipality: Municipality, language: str, kind: str, **more: Any) -> None:
    """Put the letter in the outbox, in the transaction of what it tells of."""
    slug = municipality.slug
    write_letter(to=to, subject=words.subject, text=words.text, language=language, kind=kind, municipality=slug, **more)


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
