"""What is kept of an import once it is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.services.importing.test_pages import FRONT
from tests.staff import sign_in
from verkstad.core.models import AuditEntry
from verkstad.identity.models import Role
from verkstad.services.importing import actions, report
from verkstad.services.importing.actions import NotNow
from verkstad.services.importing.queries import counts
from verkstad.services.importing.tasks import empty_old_imports
from verkstad.services.models import Service
from verkstad.services.models.imports import Import, ImportPart

ROWS = (["Own number", "Name", "In short"], ["1", "A", "B"], ["2", "", ""])


def age(days):
    Import.objects.update(ended_at=timezone.now() - timedelta(days=days))
    empty_old_imports()


@pytest.fixture
def old(desk, settings):
    """An import that was done long ago."""
    settings.IMPORTS_KEPT_DAYS = 180
    desk.write(desk.bring_rows(*ROWS))
    age(days=181)
    return Import.objects.get()


def test_upload_is_gone_once_it_has_been_read(desk):
    desk.bring_rows(*ROWS)
    assert not ImportPart.objects.exists()


def test_of_an_old_import_only_the_numbers_are_left(old):
    assert (old.rows.count(), old.state) == (0, "done")
    assert (counts(old).by_action["added"], counts(old).by_outcome["written"], counts(old).finished) == (1, 1, 1)
    assert report.as_json(old)["counts"]["refused"] == 1
    assert AuditEntry.objects.filter(action="import.emptied", details__added=1).count() == 1


def test_it_is_emptied_once(old):
    age(days=400)
    assert AuditEntry.objects.filter(action="import.emptied").count() == 1


def test_it_cannot_be_undone_any_more(old):
    with pytest.raises(NotNow):
        actions.undo_import(old)
    assert Service.objects.get().status == "draft"


def test_page_says_so_and_offers_no_undoing(client, old):
    sign_in(client, Role.EDITOR, old.municipality)
    page = client.get(f"{FRONT}/{old.pk}/").content.decode()
    assert "Only the numbers are kept" in page
    assert f"{FRONT}/{old.pk}/undo/" not in page


def test_what_it_brought_is_known_again(old, desk):
    assert counts(desk.bring_rows(*ROWS)).by_action["same"] == 1


def test_younger_one_is_kept_whole(desk, settings):
    settings.IMPORTS_KEPT_DAYS = 180
    one = desk.write(desk.bring_rows(*ROWS))
    age(days=179)
    assert one.rows.count() == 2


def test_one_that_nobody_started_is_forgotten(desk, settings):
    settings.IMPORTS_KEPT_DAYS = 180
    desk.bring_rows(*ROWS)
    age(days=181)
    assert not Import.objects.exists()


def test_one_under_way_is_left_alone(desk, settings):
    settings.IMPORTS_KEPT_DAYS = 0
    actions.start_import(desk.bring_rows(*ROWS))
    empty_old_imports()
    assert Import.objects.get().rows.count() == 2
