"""Signing in, and the administrators' pages of what lies below roles. Stands at staff/."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import path

# The names are django-allauth's own: it looks for its pages by these.
urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("second-factor/", second_factor.index, name="mfa_index"),
]
