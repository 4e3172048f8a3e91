"""How many enquiries are alike, so that reports need not count them."""

from __future__ import annotations

from django.db import models

from verkstad.measurement.models.enquiries import THEMES, EnquiryChannel, EnquiryKind, EnquiryOutcome
from verkstad.municipalities.models import Municipality
from verkstad.places.models import Place
from verkstad.services.models import Service


class Count(models.Model):
    """How many enquiries of a month are alike. Kept by triggers of the database on every change of Enquiry.

    Nothing else writes here, hence keys without constraints or cascades: a row follows its enquiries. Numbers have
    no lower bound in the table, because PostgreSQL checks it of the difference before it adds that to what is there.
    """

    municipality = models.ForeignKey(
        Municipality, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    month = models.DateField(help_text="Its first day.")
    channel = models.CharField(max_length=12, choices=EnquiryChannel)
    kind = models.CharField(max_length=12, choices=EnquiryKind)
    outcome = models.CharField(max_length=8, choices=EnquiryOutcome)
    number = models.IntegerField()
    minutes = models.IntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.channel} {self.outcome}"


def _once(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["municipality", "month", *fields, "channel", "kind", "outcome"], nulls_distinct=False, name=name
    )


class EnquiryCount(Count):
    """By place and by what they are about: for one place, one service, or a table of both."""

    place = models.ForeignKey(
        Place, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    service = models.ForeignKey(
        Service, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    theme = models.CharField(max_length=20, choices=THEMES, blank=True)

    class Meta:
        constraints = [_once("enquirycount_once", "place", "service", "theme")]
        indexes = [models.Index(fields=["municipality", "service", "month"], name="enquirycount_of_service")]


class TopicCount(Count):
    """By what they are about, whatever the place."""

    service = models.ForeignKey(
        Service, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    theme = models.CharField(max_length=20, choices=THEMES, blank=True)

    class Meta:
        constraints = [_once("topiccount_once", "service", "theme")]


class PlaceCount(Count):
    """By place, whatever they are about."""

    place = models.ForeignKey(
        Place, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )

    class Meta:
        constraints = [_once("placecount_once", "place")]
