"""All addresses. The municipality and the language are taken off the front by municipalities.middleware."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.static import serve

from verkstad.core import health
from verkstad.learning.views import issuers
from verkstad.measurement.api import router as digital_use
from verkstad.municipalities.views import look, robots
from verkstad.practice.views.frame import asset, frame
from verkstad.search.api import api

# Pictures are small, re-encoded by us and named by their content: a browser asks for each but once. Of videos
# learning tells who may see them.
media = cache_control(public=True, max_age=31_536_000, immutable=True)(serve)

api.add_router("", digital_use)
urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/v1/", api.urls),
    re_path(r"^look/(?P<colour>[0-9a-f]{6})\.css$", look, name="look"),
    path("robots.txt", robots, name="robots"),
    re_path(
        r"^media/(?P<path>(?:logos|places)/[^/]{1,100})$", media, {"document_root": settings.MEDIA_ROOT}, name="media"
    ),
    path("staff/", include("verkstad.identity.urls")),
    path("staff/services/", include("verkstad.services.urls")),
    path("staff/places/", include("verkstad.places.urls")),
    path("staff/appointments/", include("verkstad.appointments.urls")),
    path("staff/courses/", include("verkstad.courses.urls")),
    path("staff/measurement/", include("verkstad.measurement.urls")),
    path("staff/practice/", include("verkstad.practice.urls")),
    path("staff/learning/", include("verkstad.learning.urls")),
    path("staff/outreach/", include("verkstad.outreach.urls")),
    path("staff/certificates/", include("verkstad.learning.certificate_urls")),
    path("staff/search/", include("verkstad.search.urls")),
    path("issuers/<slug:slug>/did.json", issuers.controller, name="issuer"),
    path("issuers/<slug:slug>/status/<int:number>.json", issuers.status, name="issuer-status"),
    path("practice-frame/<str:token>/", frame, name="practice-frame"),
    re_path(r"^practice-asset/(?P<sha256>[0-9a-f]{64})$", asset, name="practice-asset"),
    path("", include("verkstad.appointments.public_urls")),
    path("", include("verkstad.practice.public_urls")),
    path("", include("verkstad.learning.public_urls")),
    path("", include("verkstad.outreach.public_urls")),
    path("", include("verkstad.courses.public_urls")),
    path("", include("verkstad.portal.urls")),
]

handler400 = "verkstad.portal.views.errors.bad_request"
handler403 = "verkstad.portal.views.errors.forbidden"
handler404 = "verkstad.portal.views.errors.not_found"
# Called by core.http for whoever opens the address of a button.
handler405 = "verkstad.portal.views.errors.not_sent"
# Called by django-allauth when something is tried too often.
handler429 = "verkstad.portal.views.errors.too_many_requests"
handler500 = "verkstad.portal.views.errors.server_error"
