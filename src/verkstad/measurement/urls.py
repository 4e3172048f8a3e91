"""The staff pages of what enquiries tell. Stands at staff/measurement/."""

from django.urls import path

from verkstad.measurement.views import digital_use, kept, pages

app_name = "measurement"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("services/", pages.services, name="services"),
    path("services/<slug:slug>/", pages.service, name="service"),
    path("places/", pages.places, name="places"),
    path("where/", pages.where, name="where"),
    path("digital-use/", digital_use.digital_use, name="digital-use"),
    path("avoidable/", pages.avoidable, name="avoidable"),
    path("kept/<int:participant_id>/", kept.kept, name="kept"),
]
