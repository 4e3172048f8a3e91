"""What this program decides about signing in; the signing in itself is django-allauth's."""

import time
from collections.abc import Mapping
from typing import Any, cast, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from verkstad.core.qr_code import qr_code
from verkstad.core.translated import reading_in
from verkstad.core.vault import Vault
from verkstad.identity import actions, known_devices, letters, queries
from verkstad.identity.links import in_language
from verkstad.identity.models import Membership, User
from verkstad.identity.sign_in_providers import SignInProvider
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.requests import PortalRequest

# Whoever has just signed in is not asked who they are again.
RECENT_SECONDS = 600
_VAULT = Vault("verkstad.identity.second-factor")

MESSAGES: Mapping[str, str | Promise] = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is changed."),
    "mfa/messages/totp_activated.txt": _("The app for codes is ready to use."),
    "mfa/messages/totp_deactivated.txt": _("The app for codes is taken away."),
    "mfa/messages/webauthn_added.txt": _("The passkey is ready to use."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is taken away."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is wrong. Try again."),
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("That is not your password. Try again."),
        "too_many_login_attempts": _("There were too many wrong tries. Wait five minutes, then try again."),
        "rate_limited": _("There were too many wrong tries. Wait five minutes, then try again."),
        "incorrect_code": _("That code is not right. Each code works once, and for half a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come in by invitation."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try: by address of the caller, and by that and the e-mail address; never by the e-mail alone.

        A device on which the person has signed in before has an allowance of its own, wherever it is.
        """
        email = (credentials.get("email") or credentials.get("username") or "").lower()
        device = known_devices.device_of(request, email)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="password_on_known_device" if device else "password",
            key=f"{device or ratelimit.get_ip(request)} {email}",
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """To the page that was asked for, in the person's own language."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known_devices.remember(request, response, cast(User, user).email)
        language = queries.chosen_language(_here(request), cast(User, user).email)
        response["Location"] = in_language(cast(PortalRequest, request), response["Location"], language)
        return response

    def get_login_stages(self) -> list[str]:
        """Who comes from the municipality's own sign-in has shown a second factor there."""
        stages: list[str] = super().get_login_stages()
        records = context.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
        came_from_provider = bool(records) and records[-1]["method"] == "socialaccount"
        return [stage for stage in stages if not (came_from_provider and stage.startswith("allauth.mfa."))]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        records = get_authentication_records(context.request, context.request.user)
        return not any(time.time() - record["at"] < RECENT_SECONDS for record in records)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        key = self.request.session.session_key or ""
        actions.set_password(cast(User, user), password, municipality=_here(self.request), besides=key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("identity:account")

    @override
    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """In words of ours; what has none is not said."""
        words = message or MESSAGES.get(message_template or "")
        super().add_message(request, level, extra_tags=extra_tags, message=str(words) if words else None)

    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, in words of ours."""
        request: PortalRequest = self.request
        municipality = request.municipality
        language = queries.chosen_language(municipality, email) or request.language
        to: dict[str, Any] = {"to": email, "municipality": municipality, "language": language}
        with reading_in(language, municipality.main_language):
            if template_prefix == "account/email/password_reset_key":
                link = in_language(request, context["password_reset_url"], language)
                words = letters.password_reset(municipality, link)
                letters.send(words, kind="password-reset", is_secret=True, **to)
            elif what := letters.changes().get(template_prefix):
                letters.send(letters.about_account(municipality, what), kind="account", **to)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return _VAULT.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return _VAULT.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> SafeString:
        return qr_code(url)

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return str(context.request.municipality)


def _here(request: HttpRequest) -> Municipality:
    return cast(PortalRequest, request).municipality


class ProviderAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request: HttpRequest, provider: str = "", client_id: str = "") -> list[SocialApp]:
        """The one of this municipality; named by its slug, so that no other's accounts are taken for its."""
        slug = _here(request).slug
        found: SignInProvider | None = settings.SIGN_IN_PROVIDERS.get(slug)
        if found is None or (provider or slug) not in ("openid_connect", slug):
            return []
        app = SocialApp(provider="openid_connect", provider_id=slug, name=found.name)
        app.client_id, app.secret = found.client_id, found.client_secret
        app.settings = {
            "server_url": found.issuer,
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
            "verified_email": list(found.email_domains),
        }
        return [app]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Only members and those who are invited; nothing of what the provider tells is kept but who it was."""
        claims = sociallogin.account.extra_data.get("id_token", {})
        sociallogin.account.extra_data = {}
        municipality = _here(request)
        user = (
            cast("User | None", sociallogin.user)
            if sociallogin.is_existing
            else _by_email(sociallogin, claims, municipality)
        )
        if not settings.SIGN_IN_PROVIDERS[municipality.slug].lets_in(claims) or not _may_come(user, municipality):
            raise ImmediateHttpResponse(render(request, "identity/not_invited.html", status=403))
        if not sociallogin.is_existing:
            sociallogin.connect(request, cast(User, user))

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(render(request, "identity/provider_failed.html", status=403))


def _by_email(sociallogin: SocialLogin, claims: dict[str, Any], municipality: Municipality) -> User | None:
    """Who has the address that the provider has verified: a member, or somebody who is invited and joins now."""
    emails = [address.email for address in sociallogin.email_addresses if address.verified]
    for email in emails:
        if queries.is_member_anywhere(email):
            return queries.user_of(email)
        if invitation := queries.invitation_of(municipality, email):
            names = {"first_name": claims.get("given_name", ""), "last_name": claims.get("family_name", "")}
            return actions.accept_from_provider(invitation, **names)
    return None


def _may_come(user: User | None, municipality: Municipality) -> bool:
    """Members, and of this municipality alone: its provider cannot speak for people that others rely on too."""
    if user is None or not queries.belongs_only_to(user, municipality):
        return False
    return Membership.objects.active().filter(user=user, municipality=municipality).exists()
