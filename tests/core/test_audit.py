import json
import logging

from django.db import transaction

from tests.factories.municipalities import RegionFactory
from verkstad.core import audit
from verkstad.core.models import AuditEntry


def test_record_tells_what_was_done_to_what_by_whom(db):
    region = RegionFactory(name={"sv": "Norr"})
    audit.record("region.saved", target=region, by="eva", municipality="bjorkhamn", reason="asked")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.municipality, entry.target_kind, entry.target_id, entry.details) == (
        "region.saved",
        "eva",
        "bjorkhamn",
        "municipalities.region",
        str(region.pk),
        {"reason": "asked"},
    )
    assert str(entry) == f"region.saved {region}"


def test_record_is_mirrored_to_the_log_as_json(db, caplog):
    with caplog.at_level(logging.INFO, "verkstad.audit"):
        audit.record("region.saved", target=RegionFactory(), place="Åsen")
    row = json.loads(caplog.messages[-1])
    assert (row["action"], row["actor"], row["details"]) == ("region.saved", "system", {"place": "Åsen"})


def test_record_goes_when_the_act_is_rolled_back(db):
    region = RegionFactory()
    with transaction.atomic():
        audit.record("region.saved", target=region)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()
