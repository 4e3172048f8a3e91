"""The index over services, places and pages, over what there is to learn from, and the documents."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from pgvector.django import BitField, HalfVectorField

from verkstad.municipalities.models import Municipality
from verkstad.services.models import ONE_SCOPE, Scoped


class Kind(models.TextChoices):
    SERVICE = "service", _("Services")
    PLACE = "place", _("Places and contacts")
    PAGE = "page", _("Pages")
    DOCUMENT = "document", _("Documents")
    LEARNING = "learning", _("Learn and practise")
    COPY = "copy", _("Practice copies")
    PACKAGE = "package", _("Packages")
    MODULE = "module", _("Modules")
    COURSE = "course", _("Courses")


class Section(models.TextChoices):
    """What is ranked by itself: what is taught must not push down the service that it teaches."""

    CATALOGUE = "catalogue", _("Services, places and pages")
    LEARNING = "learning", _("Learn and practise")


class Fact(models.TextChoices):
    """What an answer can be filtered by or shown with."""

    NO_EID = "no_eid", _("No e-ID needed")
    PHONE = "phone", _("By phone")
    VISIT = "visit", _("In person")
    BUSINESS = "business", _("For businesses")
    ONLINE = "online", _("Online")
    RESIDENT = "resident", _("For you who live here")
    ASSOCIATION = "association", _("For associations")


# What the reader can ask for.
FILTERS = (Fact.NO_EID, Fact.PHONE, Fact.VISIT, Fact.BUSINESS)


class Shelf(Scoped):
    """All entries of a section, of one municipality, region or country, in one language: what is built as a whole.

    ``average_lengths`` are those of the fields when the shelf was built, by which its weights are reckoned.
    """

    section = models.CharField(max_length=10, choices=Section, default=Section.CATALOGUE)
    language = models.CharField(max_length=3)
    size = models.PositiveIntegerField(default=0)
    average_lengths = models.JSONField(default=dict)
    mean = HalfVectorField(null=True, help_text="Of all vectors: what any text of the shelf has in common.")
    built_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "shelves"
        constraints = [
            models.CheckConstraint(condition=ONE_SCOPE, name="shelf_one_scope"),
            models.UniqueConstraint(
                fields=["municipality", "region", "country", "section", "language"],
                nulls_distinct=False,
                name="shelf_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality or self.region or self.country} {self.language} {self.section}"


class Entry(models.Model):
    """One thing in one language, as a list of answers shows it. A page has no object."""

    id = models.AutoField(primary_key=True)
    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=8, choices=Kind)
    object_id = models.BigIntegerField(default=0)
    slug = models.CharField(
        max_length=130, help_text="Of a page, the name of its address; of a module, with its package before it."
    )
    changed_at = models.DateTimeField(null=True, help_text="Of the object when it was indexed.")
    name = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    owner = models.CharField(max_length=300, blank=True)
    facts = ArrayField(models.CharField(max_length=12, choices=Fact), default=list)
    terms = models.TextField(blank=True, help_text="With a space between.")

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["shelf", "kind", "slug", "object_id"], name="entry_once_on_shelf")
        ]
        indexes = [models.Index(fields=["kind", "object_id"], name="entry_object")]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """The postings of one term: the entries that have it, and beside each its weight in thousandths.

    Arrays, because a row per posting takes eight times the room and half the speed.
    """

    pk = models.CompositePrimaryKey("shelf", "text")
    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="+", db_index=False)
    text = models.TextField()
    entries = ArrayField(models.IntegerField())
    weights = ArrayField(models.SmallIntegerField())
    held = models.GeneratedField(
        expression=Func("entries", function="cardinality"),
        output_field=models.IntegerField(),
        db_persist=True,
        help_text="How many entries have it; to count a long list it would have to be read whole.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(entries__len=F("weights__len")), name="term_weight_for_each_entry")
        ]

    def __str__(self) -> str:
        return self.text


class Bits(BitField):
    """As many bits as the embedder's vectors have numbers."""

    def db_type(self, connection: Any) -> str:
        return "varbit"


class Vector(models.Model):
    """What a passage of an entry means (part 0: what it is called); until it is embedded, the passage waits here.

    ``fingerprint`` is that of the passage and the embedder, by which a shelf that is built anew finds its vectors.
    """

    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="vectors", db_index=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="vectors")
    part = models.PositiveSmallIntegerField()
    fingerprint = models.BinaryField(max_length=16)
    waiting = models.TextField(blank=True)
    vector = HalfVectorField(null=True)
    signs = models.GeneratedField(
        expression=Func("vector", function="binary_quantize"),
        output_field=Bits(),
        db_persist=True,
        help_text="One bit for each number: whether it is above 0. What is far by these is far.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "part"], name="vector_once"),
            models.CheckConstraint(condition=Q(vector=None) ^ Q(waiting=""), name="vector_or_waiting"),
        ]
        indexes = [
            models.Index(fields=["part", "id"], condition=Q(vector=None), name="vector_waiting"),
            # All that is needed to look through a shelf, so that its vectors need not be read.
            models.Index(fields=["shelf"], include=["entry", "signs"], name="vector_signs"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.part}"


class Phrase(models.Model):
    """A name or everyday word of an entry, to suggest while somebody types; a row for each word to begin with.

    ``folded`` is without diacritics and begins with that word, the ``place``-th; see phrases.beginnings.
    """

    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="phrases")
    text = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_collation="C")
    place = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["shelf", "folded"], name="phrase_beginning")]

    def __str__(self) -> str:
        return self.text


class Lexicon(models.Model):
    """The words of names and everyday words in one language, with how often they occur.

    They take compounds apart and correct slips; ``fingerprint`` tells a process whether they have changed.
    """

    language = models.CharField(max_length=3, primary_key=True)
    words = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "lexicons"

    def __str__(self) -> str:
        return self.language


class Document(models.Model):
    """Minutes, a report or another paper of the municipality, published elsewhere."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    url = models.URLField(max_length=500)
    external_id = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300)
    date = models.DateField()
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=3)
    text = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    vector = SearchVectorField(help_text="Title first, then the date in words, then the text.")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "url"], name="document_url_in_municipality")]
        indexes = [
            GinIndex(fields=["municipality", "vector"], name="document_words"),
            models.Index(fields=["municipality", "-date"], name="document_newest"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentWord(models.Model):
    """A word that documents of a municipality are called by, to put slips right; it stays when its document changes.

    ``forms`` are those of the word without rings, dots and strokes: words one slip apart share one.
    """

    pk = models.CompositePrimaryKey("municipality", "language", "word")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=3)
    word = models.CharField(max_length=40)
    forms = ArrayField(models.TextField())

    class Meta:
        indexes = [GinIndex(fields=["municipality", "forms"], name="document_word_forms")]

    def __str__(self) -> str:
        return self.word
