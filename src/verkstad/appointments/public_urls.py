"""Residents' pages of appointments."""

from django.urls import path, register_converter

from verkstad.appointments.converters import MomentConverter
from verkstad.appointments.views import booked, booking, feed, queue

register_converter(MomentConverter, "moment")

app_name = "booking"
urlpatterns = [
    path("book/", booking.start, name="book"),
    path("book/<slug:slug>/", booking.kind, name="book-kind"),
    path("book/<slug:slug>/times/", booking.times, name="book-times"),
    path("book/<slug:slug>/<moment:starts>/", booking.time, name="book-time"),
    path("booked/<uuid:key>/", booked.booked, name="booked"),
    path("booked/<uuid:key>/calendar.ics", booked.calendar, name="booked-calendar"),
    path("booked/<uuid:key>/cancel/", booked.cancel, name="booked-cancel"),
    path("booked/<uuid:key>/earlier/", booked.earlier, name="booked-earlier"),
    path("booked/<uuid:key>/move/", booked.move, name="booked-move"),
    path("booked/<uuid:key>/move/<moment:starts>/", booked.move_to, name="booked-move-to"),
    path("calendar/<uuid:key>.ics", feed.feed, name="feed"),
    path("queue/<slug:slug>/", queue.queue, name="queue"),
    path("queue/ticket/<uuid:key>/", queue.ticket, name="ticket"),
    path("queue/ticket/<uuid:key>/leave/", queue.give_back, name="ticket-leave"),
]
