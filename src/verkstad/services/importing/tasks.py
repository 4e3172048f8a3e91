"""What the worker does by itself for imports."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from verkstad.services.importing import actions
from verkstad.services.models.imports import WORKING, Import, ImportState

# Then it looks at its other jobs, and comes back.
_SECONDS = 4


def keep_importing() -> None:
    """Called every second; see settings.PERIODIC. The oldest import that is under way goes on where it stopped."""
    if one := Import.objects.filter(state__in=WORKING).order_by("pk").first():
        actions.work(one, seconds=_SECONDS)


def empty_old_imports() -> None:
    """Called hourly: of what ended settings.IMPORTS_KEPT_DAYS ago the numbers stay, and nothing of what never began."""
    before = timezone.now() - timedelta(days=settings.IMPORTS_KEPT_DAYS)
    for one in Import.objects.filter(ended_at__lt=before, kept_counts={}).order_by("pk"):
        (actions.drop_import if one.state == ImportState.PLANNED else actions.empty_import)(one)
