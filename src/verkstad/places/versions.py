"""Two people who edit the same thing at once: the second is told, and nothing of the first is lost."""

from datetime import datetime

from django.db import models
from django.utils import timezone


class EditedMeanwhile(Exception):
    """Somebody else has changed it since it was read: who (an actor of the audit trail) and when."""

    def __init__(self, by: str, at: datetime | None) -> None:
        super().__init__(f"It was changed by {by} at {at}.")
        self.by = by
        self.at = at


class Versioned(models.Model):
    """A row that counts its changes and knows who made the last one."""

    version = models.PositiveIntegerField(default=0)
    changed_by = models.CharField(max_length=100, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def step(self, *, by: str, based_on: int | None) -> None:
        """Count a change that is about to be saved; the row should be locked.

        ``based_on`` is the version that the change was made from, None for one that holds whatever stood there.
        Raises EditedMeanwhile.
        """
        if based_on is not None and based_on != self.version:
            raise EditedMeanwhile(self.changed_by, self.changed_at)
        self.version += 1
        self.changed_by = by
        self.changed_at = timezone.now()
