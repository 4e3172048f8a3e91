"""The demo has ambassadors, what they taught, and a campaign."""

from django.conf import settings

from tests.factories.learning import shipped, taught
from verkstad.outreach.models import Ambassador, Campaign, VisitCount
from verkstad.outreach.queries.ambassadors import cascade_of
from verkstad.portal.demo_outreach import save_outreach


def test_they_come_once(bjorkhamn, egesund):
    for key in ("base", "care-staff", "librarians"):
        for town in (bjorkhamn, egesund):
            taught(town, shipped(key=key, kind="base" if key == "base" else "add-on"))
    for _start in range(2):
        save_outreach(settings.REPOSITORY / "demo")
    assert (Ambassador.objects.count(), Campaign.objects.count(), VisitCount.objects.exists()) == (10, 2, True)
    found = cascade_of(bjorkhamn, hides_small=False)
    assert (found.total.taught, found.total.tests, len(found.roots)) == (91, 20, 2)
