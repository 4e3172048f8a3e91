"""The screens of an edition, and what is to be done on them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.practice.models.copies import Edition
from verkstad.practice.models.recorded import Recorded


class ScreenSource(models.TextChoices):
    AUTHORED = "authored", _("Written")
    RECORDED = "recorded", _("Recorded")
    EID = "eid", _("Practice e-ID")


class Expect(models.TextChoices):
    """What a step waits for."""

    PRESS = "press", _("Press")
    CHOOSE = "choose", _("Choose")
    TICK = "tick", _("Tick")
    TYPE = "type", _("Type")
    READ = "read", _("Read")


class Screen(models.Model):
    """One state of the service: written as blocks, asked by the practice e-ID, or recorded as a tree."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="screens", db_index=False)
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=10, choices=ScreenSource)
    body = models.JSONField(default=list, blank=True)
    recorded = models.ForeignKey(Recorded, models.RESTRICT, null=True, blank=True, related_name="screens")
    page = models.TextField(blank=True, help_text="Of a recorded screen: what is shown, written and verified.")

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="screen_key_in_edition"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="screen_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(source=ScreenSource.RECORDED, recorded__isnull=False)
                | Q(source__in=[ScreenSource.AUTHORED, ScreenSource.EID], recorded__isnull=True),
                name="screen_has_what_its_source_says",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One thing to do on a screen, in plain words, with what helps when it does not go."""

    screen = models.ForeignKey(Screen, models.CASCADE, related_name="steps", db_index=False)
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    goal = models.CharField(max_length=300)
    target = models.CharField(max_length=60)
    expect = models.CharField(max_length=6, choices=Expect)
    value = models.TextField(blank=True)
    hints = ArrayField(models.CharField(max_length=600), default=list, blank=True, size=2)
    wrong = models.CharField(max_length=600, blank=True)
    answers = models.JSONField(default=dict, blank=True, help_text="What is said when something else is pressed.")
    trains = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ["screen", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["screen", "position"], name="step_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(expect__in=Expect.values), name="step_expectation_known"),
        ]

    def __str__(self) -> str:
        return self.goal
