"""The demo has a year of enquiries."""

import pytest
from django.conf import settings
from django.utils import timezone

from tests.factories.places import PlaceFactory
from tests.factories.services import ServiceFactory
from verkstad.core.entries import read_entry
from verkstad.measurement.models import DigitalUse, Enquiry
from verkstad.portal.demo_enquiries import save_enquiries

DEMO = settings.REPOSITORY / "demo"


@pytest.fixture
def told(bjorkhamn):
    """What the file names."""
    entry = read_entry(DEMO / "bjorkhamn" / "enquiries.yaml")
    for slug in entry.entry("places").fields:
        PlaceFactory(municipality=bjorkhamn, slug=slug)
    services = [one.text("service") for one in entry.entries("about") if one.text("service")]
    for slug in services:
        ServiceFactory(municipality=bjorkhamn, slug=slug)
    return services


def test_a_year_of_enquiries_comes_once(told):
    for _time in range(2):
        save_enquiries(DEMO)
    assert (2_500 < Enquiry.objects.count() < 6_000, DigitalUse.objects.exists()) == (True, True)
    days = Enquiry.objects.order_by("day").values_list("day", flat=True)
    assert 350 < (days.last() - days.first()).days < 366
    assert days.last() < timezone.localdate()


def test_fewer_ask_about_what_is_done_digitally(told):
    save_enquiries(DEMO)
    asked = Enquiry.objects.filter(service__slug="forskola-ansok")
    middle = Enquiry.objects.order_by("at")[Enquiry.objects.count() // 2].at
    assert asked.filter(at__lt=middle).count() > asked.filter(at__gte=middle).count()
    used = DigitalUse.objects.filter(service__slug="forskola-ansok").order_by("month").values_list("cases", flat=True)
    assert list(used) == sorted(used)
