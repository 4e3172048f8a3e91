"""Imports: what was brought, what would become of each entry of it, and what did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from verkstad.municipalities.models import Municipality


class ImportState(models.TextChoices):
    READING = "reading", _("Being read")
    PLANNED = "planned", _("Ready to look at")
    RUNNING = "running", _("Being written")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Could not be read")


# What the worker has to do with.
WORKING = (ImportState.READING, ImportState.RUNNING, ImportState.UNDOING)


class Import(models.Model):
    """One file or address, from its upload to its undoing."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    format = models.SlugField(max_length=30)
    name = models.CharField(max_length=500, help_text="The file's name or the address.")
    is_address = models.BooleanField(default=False)
    source = models.CharField(max_length=60, help_text="Which system it came from; keys are told apart by it.")
    withdraw_missing = models.BooleanField(default=False, help_text="It holds all that the source has.")
    publish = models.BooleanField(default=False, help_text="Show what is new to residents at once.")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.READING)
    told = models.JSONField(default=dict, help_text="What the reader found out about the file.")
    problem = models.JSONField(default=dict, help_text="Why it failed.")
    attempts = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="Entries to write or to undo.")
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    kept_counts = models.JSONField(default=dict, help_text="Of its entries, once these have been deleted.")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state__in=WORKING), name="import_to_work_on"),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.name}"

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_emptied(self) -> bool:
        """Whether only its numbers are left, so that it cannot be undone."""
        return bool(self.kept_counts)


class ImportPart(models.Model):
    """A megabyte of an uploaded file, kept until it has been read: any worker may be the one that reads it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="parts")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.of} {self.pk}"


class Action(models.TextChoices):
    ADDED = "added", _("New")
    CHANGED = "changed", _("Changed")
    UNSURE = "unsure", _("To choose")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Refused")
    SAME = "same", _("Unchanged")


class Choice(models.TextChoices):
    """What somebody says of an entry that resembles something there is."""

    ADD = "add", _("Something new")
    SAME = "same", _("The same")
    SKIP = "skip", _("Leave it out")


class Outcome(models.TextChoices):
    WRITTEN = "written", _("Written")
    LEFT = "left", _("Left as it is")
    UNDONE = "undone", _("Undone")


class ImportRow(models.Model):
    """One entry. ``changes`` are what is shown beforehand, and exactly what is written: field, old and new."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Where it stands in the file.")
    kind = models.SlugField(max_length=20)
    action = models.CharField(max_length=10, choices=Action)
    key = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=300, blank=True)
    slug = models.SlugField(max_length=120, blank=True)
    thing = models.BigIntegerField(null=True, blank=True, help_text="The primary key of what it is here.")
    thing_name = models.CharField(max_length=300, blank=True, help_text="Of what it may be the same as.")
    version = models.PositiveIntegerField(default=0, help_text="Of the thing, when it was compared or written.")
    found = models.JSONField(default=dict, help_text="All that the source says, if somebody may choose that it is new.")
    changes = models.JSONField(default=dict)
    raw = models.JSONField(default=dict)
    problem = models.JSONField(default=dict)
    choice = models.CharField(max_length=4, choices=Choice, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    class Meta:
        ordering = ["of", "pk"]
        indexes = [
            models.Index(fields=["of", "action", "kind"], name="importrow_in_import"),
            models.Index(fields=["of", "kind", "outcome", "id"], name="importrow_next"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ImportedAs(models.Model):
    """What a source calls a thing of ours, for ever. No foreign key: the thing may be of an app above."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    source = models.CharField(max_length=60)
    kind = models.SlugField(max_length=20)
    key = models.CharField(max_length=300)
    thing = models.BigIntegerField()
    status_before = models.CharField(
        max_length=12,
        blank=True,
        help_text="If an import took it away: what it was until then, and is when it returns.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "source", "kind", "key"], name="importedas_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
