"""Residents' pages of appointments."""

from django.urls import path

from verkstad.appointments.views import queue

app_name = "booking"
urlpatterns = [
    path("queue/<slug:slug>/", queue.queue, name="queue"),
    path("queue/ticket/<uuid:key>/", queue.ticket, name="ticket"),
    path("queue/ticket/<uuid:key>/leave/", queue.give_back, name="ticket-leave"),
]
