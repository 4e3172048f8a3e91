"""Copies of e-services in which nothing is at stake, the made-up people who use them, and how far practisers came."""

from __future__ import annotations

import secrets
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.identity.models import User
from verkstad.municipalities.models import Country, Municipality
from verkstad.services.models import Service

# Without letters and digits that look or sound alike.
CODE_LETTERS = "abcdefghjkmnprstuvxyz23456789"
CODE_LENGTH = 6


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Waits for a second person")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Earlier edition")


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


class Counted(models.TextChoices):
    """What is counted of practising, without persons."""

    STARTED = "started", _("Started")
    REACHED = "reached", _("Came to the step")
    HINT = "hint", _("Asked for a hint")
    WRONG = "wrong", _("Tried something else")
    FINISHED = "finished", _("Finished")


class Persona(models.Model):
    """Somebody who does not exist, told to whoever practises; documents.read_persona sees to it that nobody has these
    numbers."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="personas", db_index=False)
    key = models.SlugField(max_length=40)
    country = models.CharField(max_length=2, choices=Country)
    fields = models.JSONField(help_text="Plain texts by name: given_name, number, phone …")
    story = TranslatedField(help_text="Who you are, as it stands on the card.")

    class Meta:
        ordering = ["municipality", "key"]
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="persona_key_in_municipality")]

    def __str__(self) -> str:
        return f"{self.fields.get('given_name', '')} {self.fields.get('family_name', '')}".strip() or self.key


class PracticeCopy(models.Model):
    """What is practised, in one language; what it looks like stands in its editions."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="practice_copies", db_index=False)
    key = models.SlugField(max_length=60)
    language = models.CharField(max_length=3)
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="practice_copies")
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["municipality", "key", "language"]
        verbose_name_plural = "practice copies"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key", "language"], name="practicecopy_once_in_language"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class Edition(models.Model):
    """One state of a copy. What residents use is not changed under them: changes are made in a draft."""

    copy = models.ForeignKey(PracticeCopy, models.CASCADE, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    persona = models.ForeignKey(Persona, models.RESTRICT, related_name="editions")
    title = models.CharField(max_length=120)
    intro = models.CharField(max_length=600)
    licence = models.CharField(max_length=100, blank=True)
    origin = models.CharField(max_length=200, blank=True, help_text="Who made it, when it came from elsewhere.")
    checked_on = models.DateField(null=True, blank=True, help_text="When it was last compared with the real service.")
    made_by = models.CharField(max_length=40)
    reviewed_by = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["copy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "number"], name="edition_number_of_copy"),
            models.UniqueConstraint(
                fields=["copy"], condition=Q(state=State.PUBLISHED), name="edition_one_is_published"
            ),
            models.UniqueConstraint(
                fields=["copy"], condition=Q(state__in=[State.DRAFT, State.REVIEW]), name="edition_one_is_worked_on"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="edition_state_known"),
            models.CheckConstraint(
                condition=Q(reviewed_by="") | ~Q(reviewed_by=models.F("made_by")), name="edition_second_person_reviews"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False, checked_on__isnull=False),
                name="edition_published_was_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Offer(models.Model):
    """A copy that came in a file, until somebody takes it; by whose key it came stays known."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="offers", db_index=False)
    content = models.BinaryField(blank=True, help_text="As sharing.read takes it; forgotten once it is taken.")
    maker = models.CharField(max_length=200, help_text="Who made it, as the file says.")
    public_key = models.CharField(max_length=64)
    offered_by = models.CharField(max_length=40)
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "-offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "offered_by"], condition=Q(taken_at=None), name="offer_one_looked_at_by_each"
            ),
            models.CheckConstraint(condition=Q(taken_at=None) | Q(content=b""), name="offer_taken_is_forgotten"),
        ]
        indexes = [models.Index(fields=["municipality", "public_key"], name="offer_by_key")]

    def __str__(self) -> str:
        return self.maker


class Asset(models.Model):
    """A picture or a font of recorded services, kept once whoever has it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=60)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class Recorded(models.Model):
    """What a browser showed at one moment, about nobody: the same for all editions that show it."""

    copy = models.ForeignKey(PracticeCopy, models.CASCADE, related_name="recorded")
    tree = models.BinaryField(help_text="As recorded.stored reads it.")
    assets = models.JSONField(default=dict, help_text="The SHA-256 of what each address held.")

    class Meta:
        verbose_name_plural = "recorded"

    def __str__(self) -> str:
        return f"{self.copy} {self.pk}"


class RecordedFlag(models.Model):
    """What may still be about somebody, until a person has looked at it."""

    recorded = models.ForeignKey(Recorded, models.CASCADE, related_name="flags")
    node = models.PositiveIntegerField(null=True, blank=True)
    why = models.CharField(max_length=12)
    excerpt = models.CharField(max_length=120)
    settled_by = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["recorded", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by="", settled_at__isnull=True) | (~Q(settled_by="") & Q(settled_at__isnull=False)),
                name="recordedflag_settled_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.excerpt}"


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


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


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
