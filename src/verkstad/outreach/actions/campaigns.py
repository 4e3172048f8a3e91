"""Writes: campaigns, their material and who follows its short addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from verkstad.core import audit
from verkstad.courses.models import CourseDate
from verkstad.municipalities.models import Municipality
from verkstad.outreach.models import Campaign, CampaignGoal, Material, MaterialKind, Reach

# One statement, so that whoever counts at the same moment waits for the row and for nothing else.
_COUNT = """
INSERT INTO outreach_visitcount (material_id, day, number) VALUES (%s, %s, 1)
ON CONFLICT (material_id, day) DO UPDATE SET number = outreach_visitcount.number + 1
"""


@dataclass(frozen=True, slots=True)
class CampaignData:
    name: str
    about: str
    audiences: list[str]
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class MaterialData:
    kind: MaterialKind
    channel: str
    leads_to: str
    printed: int = 0


@transaction.atomic
def save_campaign(
    data: CampaignData,
    *,
    goals: Mapping[Reach, int],
    course_dates: Iterable[CourseDate],
    municipality: Municipality,
    campaign: Campaign | None = None,
    by: str = audit.SYSTEM,
) -> Campaign:
    """Make a campaign or change one, with all its goals and course dates."""
    campaign = campaign or Campaign(municipality=municipality)
    for name in CampaignData.__slots__:
        setattr(campaign, name, getattr(data, name))
    campaign.save()
    campaign.goals.all().delete()
    CampaignGoal.objects.bulk_create(
        CampaignGoal(campaign=campaign, what=what, number=number) for what, number in goals.items()
    )
    campaign.course_dates.set(course_dates)
    period = [data.starts_on.isoformat(), data.ends_on.isoformat()]
    _record("campaign.saved", campaign, by, period=period, goals=dict(goals))
    return campaign


@transaction.atomic
def save_material(
    campaign: Campaign, data: MaterialData, *, material: Material | None = None, by: str = audit.SYSTEM
) -> Material:
    """Add material to the campaign, or change some."""
    material = material or Material(campaign=campaign)
    for name in MaterialData.__slots__:
        setattr(material, name, getattr(data, name))
    material.save()
    _record("campaign.material_saved", campaign, by, code=material.code, printed=data.printed)
    return material


@transaction.atomic
def remove_material(material: Material, *, by: str) -> None:
    """With what was counted of it; its address leads nowhere any more."""
    _record("campaign.material_removed", material.campaign, by, code=material.code)
    material.delete()


@transaction.atomic
def count_visit(material: Material) -> None:
    """One more today."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [material.pk, timezone.localdate()])


def _record(action: str, campaign: Campaign, by: str, **details: object) -> None:
    audit.record(action, target=campaign, by=by, municipality=campaign.municipality.slug, **details)
