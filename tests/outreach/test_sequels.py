"""What those who were taught choose to tell: counted, once, and nobody is named."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tests.factories.learning import taught
from verkstad.learning import receipts
from verkstad.learning.models import Way
from verkstad.outreach.actions.sequels import Told, tell
from verkstad.outreach.models import Did, Sequel, UsedReceipt

ADDRESS = "/bjorkhamn/sv/t/{}/"


@pytest.fixture
def receipt(edition):
    return receipts.receipt(edition, "browser", Way.TEST)


def told():
    return list(Sequel.objects.order_by("did").values_list("did", "is_proved"))


def test_what_is_chosen_is_counted(bo):
    tell(bo, [Did.TEACHES, Did.TEST], press=uuid4())
    assert told() == [("teaches", False), ("test", False)]


def test_button_pressed_twice_counts_once(bo):
    press = uuid4()
    assert tell(bo, [Did.TEST], press=press) == tell(bo, [Did.TEST], press=press)


def test_receipt_proves_it_and_counts_once(bo, receipt):
    tell(bo, [Did.TEST], press=uuid4(), shown=[receipt])
    with pytest.raises(Told):
        tell(bo, [Did.TEST], press=uuid4(), shown=[receipt])
    assert (told(), UsedReceipt.objects.count()) == ([("test", True)], 1)


def test_receipt_counts_at_one_ambassador(bo, kim, receipt):
    tell(bo, [Did.TEST], press=uuid4(), shown=[receipt])
    with pytest.raises(Told):
        tell(kim, [Did.TEST], press=uuid4(), shown=[receipt])
    assert told() == [("test", True)]


def test_those_who_passed_on_the_same_day_are_counted_each(bo, edition):
    for _ in range(2):
        tell(bo, [Did.TEST], press=uuid4(), shown=[receipts.receipt(edition, "browser", Way.TEST)])
    assert told() == [("test", True)] * 2


def test_receipt_that_many_have_alike_proves_nothing(bo, receipt):
    alike = receipts.write(replace(receipts.read(receipt), mark=""))
    tell(bo, [Did.TEST], press=uuid4(), shown=[alike])
    assert told() == [("test", False)]


def test_receipt_of_another_town_or_of_nobody_proves_nothing(bo, egesund):
    theirs = receipts.receipt(taught(egesund), "browser", Way.TEST)
    tell(bo, [Did.TEST], press=uuid4(), shown=[theirs, "made-up"])
    assert (told(), UsedReceipt.objects.count()) == ([("test", False)], 0)


def test_teaching_on_asks_for_no_receipt(bo, receipt):
    tell(bo, [Did.TEACHES], press=uuid4(), shown=[receipt])
    assert (told(), UsedReceipt.objects.count()) == ([("teaches", False)], 0)


class TestPage:
    def test_nothing_is_chosen_beforehand(self, client, bo):
        assert "checked" not in client.get(ADDRESS.format(bo.code)).content.decode()

    def test_chosen_is_told(self, client, bo, receipt):
        page = client.post(ADDRESS.format(bo.code), {"press": uuid4(), "did": ["test"], "receipt": [receipt]})
        assert (page.context["is_told"], told()) == (True, [("test", True)])
        assert page.cookies == {}

    def test_nothing_chosen_keeps_nothing(self, client, bo):
        page = client.post(ADDRESS.format(bo.code), {"press": uuid4()})
        assert (list(page.context["form"].errors), told()) == (["did"], [])

    def test_receipt_that_is_counted_already_is_said(self, client, bo, receipt):
        for _ in range(2):
            page = client.post(ADDRESS.format(bo.code), {"press": uuid4(), "did": ["test"], "receipt": [receipt]})
        assert (page.context["form"].errors["did"], len(told())) == (["Det här är redan räknat. Tack!"], 1)

    def test_code_is_found_as_it_is_typed(self, client, bo):
        typed = f" {bo.code[:3]} {bo.code[3:].upper()} "
        assert client.get("/bjorkhamn/sv/t/", {"code": typed}).context["ambassador"] == bo

    def test_without_a_code_it_is_asked_for(self, client, bjorkhamn):
        assert client.get("/bjorkhamn/sv/t/").status_code == 200

    @pytest.mark.parametrize("town", ["bjorkhamn", "egesund"])
    def test_code_of_nobody_here_is_said(self, client, bo, egesund, town):
        code = bo.code if town == "egesund" else "zzzzzz"
        assert client.get(f"/{town}/da/t/{code}/").status_code == 404

    def test_one_address_tells_only_so_often(self, client, bo, settings):
        settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"tell_what_followed": "1/m/ip"}
        said = [{"press": uuid4(), "did": "teaches"} for _ in range(2)]
        assert [client.post(ADDRESS.format(bo.code), one).status_code for one in said] == [200, 429]

    def test_who_tries_many_codes_is_asked_to_wait(self, client, bo, monkeypatch):
        monkeypatch.setattr("verkstad.outreach.views.taught.MOST_CODES", 0)
        assert client.get(ADDRESS.format(bo.code)).status_code == 429
