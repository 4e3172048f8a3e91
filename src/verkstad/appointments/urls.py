"""The staff pages of appointments. Stands at staff/appointments/."""

from django.urls import path

from verkstad.appointments.views import staff_queue

app_name = "appointments"
urlpatterns = [
    path("queue/", staff_queue.queues, name="staff-queues"),
    path("queue/<slug:slug>/", staff_queue.queue, name="staff-queue"),
    path("queue/<slug:slug>/wall/", staff_queue.wall, name="wall"),
    path("queue/<slug:slug>/sign/", staff_queue.sign, name="staff-queue-sign"),
    path("queue/<slug:slug>/<int:number>/", staff_queue.ticket, name="staff-ticket"),
]
