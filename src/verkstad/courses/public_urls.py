"""Residents' pages of courses."""

from django.urls import path

from verkstad.courses.views import courses, signed_up

app_name = "course-pages"
urlpatterns = [
    path("courses/", courses.course_list, name="list"),
    path("courses/calendar.ics", courses.feed, name="feed"),
    path("courses/<slug:slug>/", courses.course, name="course"),
    path("courses/<slug:slug>/<int:date_id>/", courses.date, name="date"),
    path("signed-up/<uuid:key>/", signed_up.signed_up, name="signed-up"),
    path("signed-up/<uuid:key>/calendar.ics", signed_up.calendar, name="calendar"),
    path("signed-up/<uuid:key>/sign-off/", signed_up.sign_off, name="sign-off"),
    path("signed-up/<uuid:key>/come-back/", signed_up.come_back, name="come-back"),
]
