"""The pages for signing in: django-allauth's views with our words and our templates.

Most ask one question or say one thing; they share a template, and the words stand here.
"""

from typing import Any, cast
from urllib.parse import urlencode

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as factors
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from verkstad.identity import actions, queries
from verkstad.identity.access import shown_as_member
from verkstad.identity.models import User
from verkstad.identity.requests import StaffRequest
from verkstad.municipalities.requests import PortalRequest

QUESTION = "identity/question.html"
ANSWER = "identity/answer.html"


class SignInView(account.LoginView):
    template_name = "identity/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = settings.SIGN_IN_PROVIDERS.get(cast(PortalRequest, self.request).municipality.slug)
        return {"provider": found} | super().get_context_data(**kwargs)


sign_in = SignInView.as_view()
sign_out = shown_as_member(
    account.LogoutView.as_view(
        template_name=QUESTION,
        extra_context={
            "title": _("Sign out?"),
            "lead": _("To sign in as somebody else, or to another municipality, you sign out first."),
            "button": _("Sign out"),
        },
    )
)
inactive = account.AccountInactiveView.as_view(
    template_name=ANSWER,
    extra_context={
        "title": _("You cannot sign in"),
        "lead": _("Your account has been closed. An administrator of the municipality can tell you more."),
    },
)


class RenewsSession(View):
    """Whoever has shown once more who they are goes on under a new key."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view it is mixed into
        actions.renew_session(self.request.session)
        return answer


class ConfirmPasswordView(RenewsSession, account.ReauthenticateView):
    pass


class ConfirmCodeView(RenewsSession, factors.ReauthenticateView):
    pass


class ConfirmPasskeyView(RenewsSession, passkeys.ReauthenticateWebAuthnView):
    pass


confirm_password = shown_as_member(
    ConfirmPasswordView.as_view(
        template_name=QUESTION,
        extra_context={
            "title": _("Is it you?"),
            "lead": _("Write your password once more before you go on."),
            "button": _("Go on"),
        },
    )
)
_change_password = account.PasswordChangeView.as_view(
    template_name=QUESTION,
    extra_context={
        "title": _("Change your password"),
        "lead": _("You stay signed in here, and are signed out everywhere else."),
        "button": _("Change the password"),
    },
)


@shown_as_member
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Who signs in with the municipality's own sign-in has none."""
    if request.user.is_authenticated and not request.user.has_usable_password():
        return redirect("identity:account")
    answer: HttpResponseBase = _change_password(request)
    return answer


forgotten_password = account.PasswordResetView.as_view(
    template_name=QUESTION,
    extra_context={
        "title": _("Have you forgotten your password?"),
        "lead": _("Write your e-mail address. If you have an account, you get a letter with a link."),
        "button": _("Send me a letter"),
    },
)
forgotten_password_sent = account.PasswordResetDoneView.as_view(
    template_name=ANSWER,
    extra_context={
        "title": _("Look in your e-mail"),
        "lead": _("If there is an account with the address, a letter with a link is on its way. It may take a minute."),
    },
)
new_password_done = account.PasswordResetFromKeyDoneView.as_view(
    template_name=ANSWER,
    extra_context={"title": _("Your password is changed"), "lead": _("Now you can sign in with it.")},
)
_new_password = account.PasswordResetFromKeyView.as_view(template_name="identity/new_password.html")


def new_password(request: HttpRequest, uidb36: str, key: str) -> HttpResponseBase:
    """Who is signed in signs out first, by a button: a link changes nothing."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_logout"))
    answer: HttpResponseBase = _new_password(request, uidb36=uidb36, key=key)
    return answer


class SecondFactorView(factors.IndexView):
    template_name = "identity/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        return {"codes_left": queries.recovery_codes_left(user)} | super().get_context_data(**kwargs)


class LeadsToCodes(View):
    """Who has set up a second factor and has no recovery codes is led to make some."""

    def get_success_url(self) -> str:
        has_codes = queries.recovery_codes_left(cast(User, self.request.user)) > 0
        return reverse("mfa_index" if has_codes else "mfa_view_recovery_codes")


class AddAppView(LeadsToCodes, app.ActivateTOTPView):
    pass


class AddPasskeyView(LeadsToCodes, passkeys.AddWebAuthnView):
    pass


class ForgetsCodes(View):
    """Recovery codes stand for a second factor: they go with the last one."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view it is mixed into
        request = cast(StaffRequest, self.request)
        actions.forget_recovery_codes(cast(User, request.user), municipality=request.municipality)
        return answer


class RemoveAppView(ForgetsCodes, app.DeactivateTOTPView):
    pass


class RemovePasskeyView(ForgetsCodes, passkeys.RemoveWebAuthnView):
    pass


second_factor = shown_as_member(SecondFactorView.as_view())
enter_code = factors.AuthenticateView.as_view(template_name="identity/enter_code.html")
confirm_code = shown_as_member(
    ConfirmCodeView.as_view(
        template_name=QUESTION,
        extra_context={
            "title": _("Is it you?"),
            "lead": _("Write the code that your app shows now, or one of your recovery codes."),
            "button": _("Go on"),
        },
    )
)
confirm_passkey = shown_as_member(ConfirmPasskeyView.as_view(template_name="identity/confirm_passkey.html"))
add_app = shown_as_member(AddAppView.as_view(template_name="identity/add_app.html"))
remove_app = shown_as_member(
    RemoveAppView.as_view(
        template_name=QUESTION,
        extra_context={
            "title": _("Take away the app for codes?"),
            "lead": _("Its codes will no longer work. Without a passkey you are asked to set up one of the two."),
            "button": _("Take it away"),
        },
    )
)
add_passkey = shown_as_member(AddPasskeyView.as_view(template_name="identity/add_passkey.html"))
rename_passkey = shown_as_member(
    passkeys.EditWebAuthnView.as_view(
        template_name=QUESTION, extra_context={"title": _("Name the passkey"), "lead": "", "button": _("Save")}
    )
)
remove_passkey = shown_as_member(
    RemovePasskeyView.as_view(
        template_name=QUESTION,
        extra_context={
            "title": _("Take away the passkey?"),
            "lead": _("You can no longer sign in with it."),
            "button": _("Take it away"),
        },
    )
)
sign_in_by_passkey = passkeys.LoginWebAuthnView.as_view()


@shown_as_member
@never_cache
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """Asks first; new ones are shown in answer to the form, because they cannot be read again."""
    user = cast(User, request.user)
    if not queries.has_second_factor(user):
        return redirect("mfa_index")
    if request.method != "POST":
        return render(request, "identity/recovery_codes.html", {"codes_left": queries.recovery_codes_left(user)})
    codes = actions.make_recovery_codes(user, municipality=request.municipality, language=request.language)
    return render(request, "identity/recovery_codes.html", {"codes": codes})


def to_provider(request: PortalRequest, provider_id: str) -> HttpResponseBase:
    """To the municipality's own sign-in. Nothing that a link says changes how, only where the person comes back to.

    By a page that leads on and not by a redirect: the policy of content lets forms lead nowhere but here.
    """
    way_back = {"next": request.GET["next"]} if "next" in request.GET else {}
    if request.method != "POST":
        return redirect(f"{reverse('account_login')}?{urlencode(way_back)}")
    request.GET = QueryDict(urlencode(way_back))
    try:
        answer: HttpResponseBase = provider.login(request, provider_id)
    except OSError:
        return render(request, "identity/provider_failed.html", status=502)
    if isinstance(answer, HttpResponseRedirect):
        return render(request, "identity/to_provider.html", {"address": answer.url})
    return answer


def from_provider(request: PortalRequest, provider_id: str) -> HttpResponseBase:
    """Back from it. The browser sends the same once more as a POST, because a GET changes nothing."""
    if request.method != "POST":
        return render(request, "identity/from_provider.html")
    answer: HttpResponseBase = provider.callback(request, provider_id)
    return answer


def passkey_list(request: PortalRequest) -> HttpResponse:
    """Where django-allauth goes when something was done with a passkey; ours stand among the second factors."""
    return redirect("mfa_index")
