"""Telling people: whom, with what, where, and how far it reached."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from verkstad.core.codes import CODE_LENGTH, new_code
from verkstad.courses.models import Audience, CourseDate
from verkstad.municipalities.models import Municipality


class Campaign(models.Model):
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="campaigns", db_index=False)
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=1000, blank=True)
    audiences = ArrayField(models.CharField(max_length=10, choices=Audience))
    starts_on = models.DateField()
    ends_on = models.DateField()
    course_dates = models.ManyToManyField(CourseDate, related_name="campaigns", blank=True)

    class Meta:
        ordering = ["municipality", "-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(audiences__contained_by=Audience.values, audiences__len__gt=0),
                name="campaign_is_for_somebody",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-starts_on"], name="campaign_of_municipality")]

    def __str__(self) -> str:
        return self.name


class Reach(models.TextChoices):
    """What a campaign is to reach, and how that is counted."""

    AMBASSADORS = "ambassadors", _("New ambassadors")
    COLLEAGUES = "colleagues", _("Colleagues taught")
    RESIDENTS = "residents", _("Residents at courses")
    TESTS = "tests", _("Tests taken")
    VISITS = "visits", _("Visits by the addresses on the material")
    PRINTED = "printed", _("Copies printed")


class CampaignGoal(models.Model):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="goals", db_index=False)
    what = models.CharField(max_length=12, choices=Reach)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["campaign", "what"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "what"], name="campaigngoal_once_of_each"),
            models.CheckConstraint(condition=Q(what__in=Reach.values), name="campaigngoal_what_known"),
            models.CheckConstraint(condition=Q(number__gt=0), name="campaigngoal_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"


class MaterialKind(models.TextChoices):
    POSTER = "poster", _("Poster")
    FLYER = "flyer", _("Flyer")
    LETTER = "letter", _("Letter")
    NEWSPAPER = "newspaper", _("Newspaper")
    WEB = "web", _("Website or social media")
    OTHER = "other", _("Something else")


class Material(models.Model):
    """Something that tells of it, in one channel. Its short address leads to one of our own pages."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="materials", db_index=False)
    kind = models.CharField(max_length=10, choices=MaterialKind)
    channel = models.CharField(max_length=80, help_text="Where people meet it.")
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    leads_to = models.CharField(max_length=300, help_text="The address below the language, as learn/base/.")
    printed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["campaign", "kind", "channel", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MaterialKind.values), name="material_kind_known"),
            models.CheckConstraint(condition=~Q(leads_to__startswith="/"), name="material_leads_to_our_own_page"),
        ]
        indexes = [models.Index(fields=["campaign", "kind"], name="material_of_campaign")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.channel}"


class VisitCount(models.Model):
    """How often the short address was followed on a day, by nobody in particular."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="visits", db_index=False)
    day = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["material", "day"]
        constraints = [models.UniqueConstraint(fields=["material", "day"], name="visitcount_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"
