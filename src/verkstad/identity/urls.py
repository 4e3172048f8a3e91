"""Signing in, and the administrators' pages of what lies below roles. Stands at staff/."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import include, path

from verkstad.identity.views import audit, mail, settings

ours = [
    path("settings/", settings.overview, name="settings"),
    path("settings/publish/", settings.publish, name="settings-publish"),
    path("settings/discard/", settings.discard, name="settings-discard"),
    path("settings/<slug:code>/", settings.section, name="settings-section"),
    path("audit/", audit.trail, name="audit"),
    path("audit/export/", audit.export, name="audit-export"),
    path("mail/", mail.letters, name="mail"),
    path("mail/<uuid:public_id>/", mail.letter, name="mail-letter"),
    path("mail/<uuid:public_id>/send-again/", mail.send_again, name="mail-send-again"),
    path("mail/<uuid:public_id>/arrived/", mail.confirm_arrival, name="mail-confirm-arrival"),
    path("mailbox/", mail.mailbox, name="mailbox"),
    path("mailbox/<uuid:public_id>/", mail.mailbox_letter, name="mailbox-letter"),
]

# The names are django-allauth's own: it looks for its pages by these.
urlpatterns = [
    path("", include((ours, "identity"))),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("second-factor/", second_factor.index, name="mfa_index"),
]
