"""What the worker does by itself for imports."""

from verkstad.services.importing import actions
from verkstad.services.models.imports import WORKING, Import

# Then it looks at its other jobs, and comes back.
_SECONDS = 4


def keep_importing() -> None:
    """Called every second; see settings.PERIODIC. The oldest import that is under way goes on where it stopped."""
    if one := Import.objects.filter(state__in=WORKING).order_by("pk").first():
        actions.work(one, seconds=_SECONDS)
