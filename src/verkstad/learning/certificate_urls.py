"""Staff pages of certificates. Stands at staff/certificates/."""

from django.urls import path

from verkstad.learning.views import certificates_staff as certificates
from verkstad.learning.views import confirming, own

app_name = "certificates"
urlpatterns = [
    path("", certificates.listing, name="list"),
    path("<int:certificate_id>/", certificates.one, name="certificate"),
    path("<int:certificate_id>/restore/", certificates.restore, name="restore"),
    path("confirm/", confirming.choose, name="confirm"),
    path("confirm/<slug:package>/", confirming.confirm, name="confirm-package"),
    path("confirmed/<int:confirmation_id>/", confirming.confirmed, name="confirmed"),
    path("mine/", own.mine, name="mine"),
    path("mine/move/", own.move, name="move"),
    path("mine/get/<slug:package>/", own.get, name="get"),
]
