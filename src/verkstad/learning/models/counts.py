"""How far learners came, counted without persons."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from verkstad.learning.models.packages import PackageEdition, ProvedWay


class Counted(models.TextChoices):
    """What is counted of learning. A test was taken as often as it was passed and not passed together."""

    STARTED = "started", _("Began a module")
    REACHED = "reached", _("Came to the lesson")
    PASSED = "passed", _("Passed the test")
    NOT_PASSED = "not_passed", _("Did not pass the test")
    PROVED = "proved", _("Proved a module")
    COMPLETED = "completed", _("Proved the whole package")


class LearningCount(models.Model):
    """How often something happened on a day, by nobody in particular.

    ``module`` is empty for the package as a whole, ``lesson`` for the module; ``way`` is how it was proved.
    """

    edition = models.ForeignKey(PackageEdition, models.CASCADE, related_name="counts", db_index=False)
    day = models.DateField()
    what = models.CharField(max_length=10, choices=Counted)
    module = models.SlugField(max_length=60, blank=True, db_index=False)
    lesson = models.SlugField(max_length=60, blank=True, db_index=False)
    way = models.CharField(max_length=10, choices=ProvedWay, blank=True)
    language = models.CharField(max_length=3)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["edition", "day", "module", "what", "lesson"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "day", "what", "module", "lesson", "way", "language"], name="learningcount_once"
            ),
            models.CheckConstraint(condition=Q(what__in=Counted.values), name="learningcount_what_known"),
            models.CheckConstraint(
                condition=Q(what=Counted.PROVED, way__in=ProvedWay.values) | ~Q(what=Counted.PROVED) & Q(way=""),
                name="learningcount_proved_in_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.module} {self.lesson}"
