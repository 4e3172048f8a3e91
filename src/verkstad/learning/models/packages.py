"""Packages of the digital driving licence. An edition that somebody may have proved does not change any more."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.translated import TranslatedField
from verkstad.municipalities.models import Municipality


class Kind(models.TextChoices):
    BASE = "base", _("Base package")
    ADD_ON = "add-on", _("Add-on package")


class Way(models.TextChoices):
    """How a module can be proved."""

    PRACTICE = "practice", _("By practising")
    COURSE = "course", _("At a course")
    TEST = "test", _("By a test")


class ProvedWay(models.TextChoices):
    """How a module was proved: in one of the ways that its package allows, or somebody has seen it."""

    PRACTICE = Way.PRACTICE.value, Way.PRACTICE.label
    COURSE = Way.COURSE.value, Way.COURSE.label
    TEST = Way.TEST.value, Way.TEST.label
    HAND = "hand", _("Confirmed by staff")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Earlier edition")


class VideoKind(models.TextChoices):
    """By media type."""

    MP4 = "video/mp4", "MP4"
    WEBM = "video/webm", "WebM"


class Package(models.Model):
    """A part of the licence; what is learnt in it stands in its editions."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="packages", db_index=False)
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    licence = models.CharField(max_length=100, blank=True, help_text="Under which others may use it, as CC-BY-4.0.")
    author = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["municipality", "-kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="package_key_in_municipality"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="package_kind_known"),
        ]

    def __str__(self) -> str:
        return self.key


class PackageEdition(models.Model):
    """One state of a package. ``pass_mark`` is the share of a test's questions that must be answered rightly."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = TranslatedField()
    about = TranslatedField()
    proved_by = ArrayField(models.CharField(max_length=10, choices=Way), help_text="Each is enough for a module.")
    hints_allowed = models.PositiveSmallIntegerField(help_text="How many in the practice copy of a module.")
    pass_mark = models.DecimalField(max_digits=3, decimal_places=2)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["package", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="packageedition_number_of_package"),
            models.UniqueConstraint(
                fields=["package"], condition=Q(state=State.PUBLISHED), name="packageedition_one_is_published"
            ),
            models.UniqueConstraint(
                fields=["package"], condition=Q(state=State.DRAFT), name="packageedition_one_is_worked_on"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="packageedition_state_known"),
            models.CheckConstraint(
                condition=Q(proved_by__contained_by=Way.values) & Q(proved_by__len__gt=0),
                name="packageedition_can_be_proved",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__gt=0) & Q(pass_mark__lte=1), name="packageedition_pass_mark_is_share"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(published_at__isnull=False), name="packageedition_published_when"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Module(models.Model):
    """One step of a package, proved by itself."""

    edition = models.ForeignKey(PackageEdition, models.CASCADE, related_name="modules", db_index=False)
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    trains = ArrayField(models.CharField(max_length=3), default=list, help_text="Codes of DigComp, as 1.1.")

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="module_key_in_edition"),
            models.UniqueConstraint(fields=["edition", "position"], name="module_position_in_edition"),
        ]

    def __str__(self) -> str:
        return self.key


class ModuleText(models.Model):
    """A module in one language; documents.read_module tells what lessons and quiz look like."""

    module = models.ForeignKey(Module, models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(max_length=3)
    title = models.CharField(max_length=120)
    goal = models.CharField(max_length=400)
    minutes = models.PositiveSmallIntegerField()
    lessons = models.JSONField()
    quiz = models.JSONField(default=list)

    class Meta:
        ordering = ["module", "language"]
        constraints = [models.UniqueConstraint(fields=["module", "language"], name="moduletext_once_in_language")]

    def __str__(self) -> str:
        return self.title


class Video(models.Model):
    """One that the lessons of a package show, in all its editions and languages. The file is named by its content."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="videos", db_index=False)
    name = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=VideoKind)
    file = models.FileField(upload_to="videos")
    captions = models.JSONField(default=dict, help_text="WebVTT by language.")

    class Meta:
        ordering = ["package", "name"]
        constraints = [
            models.UniqueConstraint(fields=["package", "name"], name="video_name_in_package"),
            models.CheckConstraint(condition=Q(kind__in=VideoKind.values), name="video_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """One that the lessons of a package show, in all its editions and languages."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="pictures", db_index=False)
    name = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, help_text="Media type.")
    content = models.BinaryField()

    class Meta:
        ordering = ["package", "name"]
        constraints = [models.UniqueConstraint(fields=["package", "name"], name="picture_name_in_package")]

    def __str__(self) -> str:
        return self.name
