"""Signing in, and the administrators' pages of what lies below roles. Stands at staff/."""

from django.urls import include, path, re_path

from verkstad.identity.views import account, audit, invitations, mail, people, settings, signing_in

ours = [
    path("account/", account.account, name="account"),
    path("account/sessions/end-others/", account.end_other_sessions, name="end-other-sessions"),
    path("account/sessions/<int:number>/end/", account.end_session, name="end-session"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<int:number>/again/", people.invite_again, name="invite-again"),
    path("people/invitations/<int:number>/withdraw/", people.withdraw, name="withdraw-invitation"),
    path("people/<uuid:person>/", people.person, name="person"),
    path("people/<uuid:person>/suspend/", people.suspend, name="suspend"),
    path("people/<uuid:person>/resume/", people.resume, name="resume"),
    path("people/<uuid:person>/remove/", people.remove, name="remove"),
    path("people/<uuid:person>/sign-out/", people.sign_out, name="sign-out-person"),
    path("people/<uuid:person>/second-factor/", people.remove_second_factor, name="remove-second-factor"),
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
second_factor = [
    path("", signing_in.second_factor, name="mfa_index"),
    path("code/", signing_in.enter_code, name="mfa_authenticate"),
    path("confirm-code/", signing_in.confirm_code, name="mfa_reauthenticate"),
    path("app/add/", signing_in.add_app, name="mfa_activate_totp"),
    path("app/remove/", signing_in.remove_app, name="mfa_deactivate_totp"),
    path("recovery-codes/", signing_in.recovery_codes, name="mfa_view_recovery_codes"),
    path("passkeys/", signing_in.passkey_list, name="mfa_list_webauthn"),
    path("passkeys/add/", signing_in.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/sign-in/", signing_in.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("passkeys/confirm/", signing_in.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/", signing_in.rename_passkey, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", signing_in.remove_passkey, name="mfa_remove_webauthn"),
]

urlpatterns = [
    path("", include((ours, "identity"))),
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/closed/", signing_in.inactive, name="account_inactive"),
    path("sign-in/confirm/", signing_in.confirm_password, name="account_reauthenticate"),
    path("sign-in/with/<slug:provider_id>/", signing_in.to_provider, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", signing_in.from_provider, name="openid_connect_callback"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
    path("invitation/<str:secret>/", invitations.accept, name="account_invitation"),
    path("password/", signing_in.change_password, name="account_change_password"),
    path("password/forgotten/", signing_in.forgotten_password, name="account_reset_password"),
    path("password/forgotten/sent/", signing_in.forgotten_password_sent, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        signing_in.new_password,
        name="account_reset_password_from_key",
    ),
    path("password/new/done/", signing_in.new_password_done, name="account_reset_password_from_key_done"),
    path("second-factor/", include(second_factor)),
]
