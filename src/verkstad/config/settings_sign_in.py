"""Settings of signing in, which settings.py takes over."""

from verkstad.config import env
from verkstad.identity import sign_in_providers

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "verkstad.identity.passwords.LocalWordsValidator"},
    {"NAME": "verkstad.identity.passwords.BreachedPasswordValidator"},
]
# Whose names do not make a password: what lists them for a municipality, which stands above the app that asks.
NAMES_NOT_FOR_PASSWORDS = "verkstad.services.queries.names.service_names"
# All passwords that are known to be stolen, as Have I Been Pwned lists them.
BREACHED_PASSWORDS = env.file("VERKSTAD_BREACHED_PASSWORDS")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:staff-start"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "verkstad.identity.adapters.AccountAdapter"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:start"
ACCOUNT_SESSION_REMEMBER = False
# Why these, and whom they cannot lock out: docs/operate/sign-in.md.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "password": "50/10m/ip,5/5m/key",
    "password_on_known_device": "10/5m/key",
    "login_failed": "5/5m/key",
    "reset_password": "20/h/ip,3/h/key",
    "invite": "30/h/user",
    # Many stand at a library's door with its network when it opens.
    "take_number": "30/5m/ip",
    # A class in a library books from its one address.
    "book_time": "40/10m/ip",
    # A class that signs up for the next course does so too, and all want the last seats at once.
    "sign_up_for_course": "60/10m/ip",
    # It learns together too, and tells what it was taught.
    "get_certificate": "60/10m/ip",
    "tell_what_followed": "60/10m/ip",
    # A platform may tell of each of some hundred services by itself.
    "tell_digital_use": "600/h/key",
}
ACCOUNT_FORMS = {
    "login": "verkstad.identity.forms.signing_in.SignInForm",
    "reauthenticate": "verkstad.identity.forms.signing_in.ConfirmPasswordForm",
    "change_password": "verkstad.identity.forms.signing_in.PasswordForm",
    "reset_password": "verkstad.identity.forms.signing_in.ForgottenPasswordForm",
    "reset_password_from_key": "verkstad.identity.forms.signing_in.NewPasswordForm",
}
MFA_ADAPTER = "verkstad.identity.adapters.SecondFactorAdapter"
# Recovery codes are ours: the library's can be read again from what it keeps.
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A code is taken for the half minute in which an app shows it; the demo's stands on a page, where it grows old.
MFA_TOTP_TOLERANCE = 1 if env.flag("VERKSTAD_DEMO", default=False) else 0
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "verkstad.identity.forms.signing_in.CodeForm",
    "reauthenticate": "verkstad.identity.forms.signing_in.ConfirmCodeForm",
    "activate_totp": "verkstad.identity.forms.signing_in.AppForm",
    "add_webauthn": "verkstad.identity.forms.signing_in.PasskeyForm",
    "edit_webauthn": "verkstad.identity.forms.signing_in.PasskeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "verkstad.identity.adapters.ProviderAdapter"
# The municipalities' own sign-ins, by slug; with their secrets, which is why they are in a file.
SIGN_IN_PROVIDERS = sign_in_providers.read(env.text("VERKSTAD_SIGN_IN_PROVIDERS", ""))
