"""Whether the program is alive, and whether it is ready to serve."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from verkstad.core.models import Heartbeat

WORKER = "worker"
# Longer than any job takes: web servers go on well without a worker that is busy.
WORKER_SILENCE = timedelta(minutes=10)


def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive", content_type="text/plain; charset=utf-8")


def ready(request: HttpRequest) -> JsonResponse:
    """200 with every part "there", or 503 that says which part is missing."""
    parts = {name: _is_there(check) for name, check in settings.READINESS.items()}
    words = {name: "there" if there else "missing" for name, there in parts.items()}
    return JsonResponse(words, status=200 if all(parts.values()) else 503)


def _is_there(check: str) -> bool:
    try:
        return bool(import_string(check)())
    except DatabaseError:
        return False


def database_is_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def worker_is_there() -> bool:
    return Heartbeat.objects.filter(name=WORKER, seen_at__gt=timezone.now() - WORKER_SILENCE).exists()


def beat(name: str) -> None:
    """Tell that a process is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"seen_at": timezone.now()})
