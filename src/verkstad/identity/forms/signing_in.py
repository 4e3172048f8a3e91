"""django-allauth's forms in the words of ours."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from verkstad.identity import actions, recovery_codes
from verkstad.identity.models import User

# Longer than a code is taken.
CODE_SECONDS = 5 * 60
PASSWORD_HELP = _("At least 12 characters. A few words that belong together only for you are easy to remember.")


def ask(form: forms.BaseForm, **labels: Any) -> None:
    """Ask for the fields in these words; a label stands above its field, and nothing inside it."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, login=_("E-mail address"), password=_("Password"))
        self.fields["password"].help_text = ""


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, password=_("Password"))


class PasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, oldpassword=_("The password you have now"), password1=_("New password"))
        ask(self, password2=_("The new password once more"))
        self.fields["password1"].help_text = PASSWORD_HELP


class ForgottenPasswordForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, email=_("E-mail address"))


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, password1=_("New password"), password2=_("The new password once more"))
        self.fields["password1"].help_text = PASSWORD_HELP


def take_once(user: User, code: str) -> str:
    """The code of an app; raises ValidationError when it has been taken before."""
    used = f"second-factor-used:{user.pk}:{normalize_user_code(code)}"
    if not cache.add(used, True, timeout=CODE_SECONDS):
        raise get_adapter().validation_error("incorrect_code")
    return code


class UsedOnce(forms.Form):
    """A code of an app, which is not taken again for as long as it would be right; or one of our recovery codes."""

    user: User
    is_asked_again = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, code=_("Code"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}

    def clean_code(self) -> str:
        if recovery_codes.looks_like_one(self.cleaned_data["code"]):
            return self._clean_recovery_code(self.cleaned_data["code"])
        code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        return take_once(self.user, code)

    def _clean_recovery_code(self, code: str) -> str:
        forget_tries = check_rate_limit(self.user)
        if not actions.use_recovery_code(self.user, code, municipality=context.request.municipality):
            raise get_adapter().validation_error("incorrect_code")
        forget_tries()
        return code

    def save(self) -> None:
        """Note in the session how the person has shown who they are."""
        if hasattr(self, "authenticator"):
            super().save()  # type: ignore[misc]  # as above
        else:
            way = {"type": "recovery_codes", "reauthenticated": self.is_asked_again}
            record_authentication(context.request, self.user, "mfa", **way)

    def demo_code(self) -> str:
        """The code of this moment, for the demo alone, where nobody has the telephone."""
        if not settings.DEMO:
            return ""
        app = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).order_by("pk").first()
        return current_code(get_adapter().decrypt(app.data["secret"])) if app else ""


def current_code(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


class CodeForm(UsedOnce, AuthenticateForm):
    pass


class ConfirmCodeForm(UsedOnce, MfaReauthenticateForm):
    is_asked_again = True


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, code=_("The code that the app shows now"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}

    def clean_code(self) -> str:
        """The code that sets the app up does not also sign in."""
        return take_once(self.user, super().clean_code())


class PasskeyForm(AddWebAuthnForm):
    """Every passkey can be used to sign in without a password: that is what it is for."""

    name = forms.CharField(
        label=_("What you call it"), required=False, max_length=60, help_text=_("Such as: My work phone.")
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = ""


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=_("What you call it"), max_length=60)


class NewPersonForm(forms.Form):
    """Who accepts an invitation and has no account yet."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=PASSWORD_HELP,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        for name, what in (("first_name", "given-name"), ("last_name", "family-name")):
            self.fields[name].widget.attrs["autocomplete"] = what

    def clean_password(self) -> str:
        names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
        validate_password(self.cleaned_data["password"], User(email=self.email, **names))
        return str(self.cleaned_data["password"])
