"""What the worker does by itself for appointments; see settings.PERIODIC."""

from django.utils import timezone

from verkstad.appointments.actions import queue


def delete_old_queues() -> None:
    queue.delete_old_queues(timezone.now())
