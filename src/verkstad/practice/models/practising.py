"""How far practisers came, counted without persons, and those who practise together."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.codes import CODE_LENGTH, new_code
from verkstad.identity.models import User
from verkstad.municipalities.models import Municipality
from verkstad.practice.models.copies import PracticeCopy


class Counted(models.TextChoices):
    """What is counted of practising, without persons."""

    STARTED = "started", _("Started")
    REACHED = "reached", _("Came to the step")
    HINT = "hint", _("Asked for a hint")
    WRONG = "wrong", _("Tried something else")
    FINISHED = "finished", _("Finished")


class PracticeCount(models.Model):
    """How often something happened on a day, by nobody in particular. ``step`` is empty for the copy as a whole."""

    copy = models.ForeignKey(PracticeCopy, models.CASCADE, related_name="counts", db_index=False)
    day = models.DateField()
    step = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=8, choices=Counted)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["copy", "day", "step", "what"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "day", "step", "what"], name="practicecount_once"),
            models.CheckConstraint(condition=Q(what__in=Counted.values), name="practicecount_what_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.step}"


class PracticeGroup(models.Model):
    """Some who practise the same copy with somebody who sees how far they have come, but not who is who."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="practice_groups", db_index=False)
    copy = models.ForeignKey(PracticeCopy, models.CASCADE, related_name="groups")
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    opened_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "-opened_at"]
        indexes = [models.Index(fields=["municipality", "-opened_at"], name="practicegroup_latest")]

    def __str__(self) -> str:
        return self.code


class Learner(models.Model):
    """A browser in a group, known by a number that it made up for itself."""

    group = models.ForeignKey(PracticeGroup, models.CASCADE, related_name="learners", db_index=False)
    key = models.UUIDField(default=uuid.uuid4)
    step = models.CharField(max_length=60, blank=True)
    hints = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["group", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="learner_once_in_group")]

    def __str__(self) -> str:
        return str(self.key)
