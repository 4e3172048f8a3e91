"""Copies, their editions, the made-up people in them, and copies that came from elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.identity.models import User
from verkstad.municipalities.models import Country, Municipality
from verkstad.services.models import Service


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("Waits for a second person")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Earlier edition")


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
