"""Who teaches on in the demo, what they taught and what a campaign reached: ``outreach.yaml`` of each municipality."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from verkstad.core.entries import Entry, read_entry
from verkstad.courses.actions.courses import save_unit
from verkstad.courses.models import Audience, CourseDate, Unit
from verkstad.courses.models.units import UnitKind
from verkstad.identity.models import Membership
from verkstad.learning.models import Package
from verkstad.municipalities.models import Municipality
from verkstad.outreach.actions.ambassadors import AmbassadorData, save_ambassador, save_area, tell_trainer
from verkstad.outreach.actions.campaigns import CampaignData, MaterialData, save_campaign, save_material
from verkstad.outreach.actions.occasions import OccasionData, log_occasion
from verkstad.outreach.actions.sequels import tell
from verkstad.outreach.models import (
    GOAL_OF_EMPLOYEE,
    GOAL_OF_VOLUNTEER,
    Ambassador,
    Area,
    Campaign,
    Did,
    Group,
    MaterialKind,
    Reach,
    VisitCount,
)
from verkstad.places.models import Place

BEGAN_AGO = timedelta(days=150)
# Between the days that the numbers of visits are of.
BETWEEN_VISITS = timedelta(days=11)


def save_outreach(demo: Path) -> None:
    """Once; what staff change afterwards stays."""
    for municipality in Municipality.objects.order_by("pk"):
        file = demo / municipality.slug / "outreach.yaml"
        if file.exists() and not Ambassador.objects.filter(municipality=municipality).exists():
            _save(read_entry(file), municipality, timezone.localdate())


def _save(entry: Entry, municipality: Municipality, today: date) -> None:
    areas = {
        one.text("name"): save_area(one.text("name"), one.whole("residents"), municipality=municipality)
        for one in entry.entries("areas")
    }
    known: dict[str, Ambassador] = {}
    for number, one in enumerate(entry.entries("ambassadors")):
        begins = today - BEGAN_AGO + number * timedelta(days=20)
        known[one.text("name")] = ambassador = _ambassador(one, municipality, begins)
        if trainer := one.text("trained_by"):
            tell_trainer(ambassador, known[trainer], by="demo")
        for taught in one.entries("taught"):
            log_occasion(ambassador, _occasion(taught, municipality, areas, today), press=uuid4())
        for did, times in ((Did.TEST, one.whole("tests")), (Did.TEACHES, one.whole("teaches"))):
            for _ in range(times or 0):
                tell(ambassador, [did], press=uuid4())
    for one in entry.entries("campaigns"):
        _campaign(one, municipality, today)


def _ambassador(entry: Entry, municipality: Municipality, begins: date) -> Ambassador:
    kind = UnitKind.ASSOCIATION if entry.flag("association") else UnitKind.UNIT
    unit = Unit.objects.filter(municipality=municipality, name=entry.text("unit")).first()
    unit = unit or save_unit(entry.text("unit"), kind, municipality=municipality, manager=None)
    members = Membership.objects.filter(municipality=municipality, user__email=entry.text("email"))
    member = members.first() if entry.text("email") else None
    goal = GOAL_OF_EMPLOYEE if member else GOAL_OF_VOLUNTEER
    data = AmbassadorData(entry.text("name"), unit, starts_on=begins, goal=goal, member=member)
    return save_ambassador(data, municipality=municipality)


def _occasion(entry: Entry, municipality: Municipality, areas: dict[str, Area], today: date) -> OccasionData:
    return OccasionData(
        package=Package.objects.get(municipality=municipality, key=entry.text("package")),
        number=entry.whole("number") or 1,
        group=Group(entry.text("group")),
        day=today - timedelta(days=entry.whole("days_ago") or 0),
        place=Place.objects.filter(municipality=municipality, slug=entry.text("place")).first(),
        where=entry.text("where"),
        area=areas[entry.text("area")],
    )


def _campaign(entry: Entry, municipality: Municipality, today: date) -> None:
    data = CampaignData(
        name=entry.text("name"),
        about=entry.text("about"),
        audiences=list(entry.choices("audiences", Audience.values)),
        starts_on=today - timedelta(days=entry.whole("began_days_ago") or 0),
        ends_on=today + timedelta(days=entry.whole("ends_in_days") or 0),
    )
    goals = {what: number for what in Reach if (number := entry.entry("goals").whole(what.value))}
    dates = CourseDate.objects.filter(course__municipality=municipality, published_at__isnull=False)
    campaign = save_campaign(data, goals=goals, course_dates=dates.order_by("pk"), municipality=municipality)
    for one in entry.entries("materials"):
        _material(one, campaign)


def _material(entry: Entry, campaign: Campaign) -> None:
    kind = MaterialKind(entry.text("kind"))
    data = MaterialData(kind, entry.text("channel"), entry.text("leads_to"), entry.whole("printed") or 0)
    material = save_material(campaign, data)
    for number, visits in enumerate(entry.numbers("visits")):
        day = campaign.starts_on + number * BETWEEN_VISITS
        if day <= timezone.localdate() and visits:
            VisitCount.objects.create(material=material, day=day, number=int(visits))
