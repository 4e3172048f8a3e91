import pytest
from django.utils import translation

from verkstad.services.models import EidNeed
from verkstad.services.queries import Ways
from verkstad.services.words import eid_sentence


@pytest.fixture(autouse=True)
def _english_reader():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("need", "sentence"),
    [
        (EidNeed.NONE, "No."),
        (EidNeed.SOME, "Only if you do it online. There are other ways below."),
        (EidNeed.HIGH, "Only if you do it online. There are other ways below."),
    ],
)
def test_need_of_eid_is_answered(need, sentence):
    assert eid_sentence(Ways(online=True, phone=False, visit=True, eid_need=need)) == sentence
