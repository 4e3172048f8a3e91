"""The counts are those of the enquiries, whatever is done to these."""

import threading
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.measurement import EnquiryFactory, enquiry_data
from tests.factories.places import PlaceFactory
from tests.factories.services import ServiceFactory
from verkstad.measurement.actions import log_enquiries
from verkstad.measurement.models import Enquiry, EnquiryCount
from verkstad.measurement.queries import wrong_counts
from verkstad.measurement.queries.counts import TABLES

FEW = st.integers(0, 2)
ENQUIRY = st.fixed_dictionaries(
    {
        "day": st.dates(date(2026, 1, 25), date(2026, 2, 5)),
        "place": FEW,
        "service": FEW,
        "outcome": st.sampled_from(["solved", "shown"]),
        "number": st.integers(1, 3),
        "minutes": st.none() | st.integers(1, 3),
    }
)
STEP = st.tuples(
    st.sampled_from(["insert", "edit", "bulk_edit", "delete", "bulk_delete", "lose_service", "lose_place"]),
    st.lists(ENQUIRY, min_size=1, max_size=4),
)


class Town:
    """Three places and three services, the first of each being none; and what may happen to their enquiries."""

    def __init__(self, municipality):
        self.municipality = municipality
        self.places = [None, *(PlaceFactory(municipality=municipality) for _ in range(2))]
        self.services = [None, *(ServiceFactory(municipality=municipality) for _ in range(2))]

    def values(self, said):
        return said | {"place": self.places[said["place"]], "service": self.services[said["service"]]}

    def insert(self, said):
        rows = [EnquiryFactory.build(municipality=self.municipality, **self.values(one)) for one in said]
        Enquiry.objects.bulk_create(rows)

    def edit(self, said):
        for enquiry, one in zip(Enquiry.objects.order_by("pk"), said, strict=False):
            for name, value in self.values(one).items():
                setattr(enquiry, name, value)
            enquiry.save()

    def bulk_edit(self, said):
        Enquiry.objects.filter(outcome=said[0]["outcome"]).update(**self.values(said[-1]))
        Enquiry.objects.update(number=F("number") + 1, day=F("day") + timedelta(days=1))

    def delete(self, said):
        Enquiry.objects.order_by("pk").first() and Enquiry.objects.order_by("pk").first().delete()

    def bulk_delete(self, said):
        Enquiry.objects.filter(day__gte=said[0]["day"]).delete()

    def lose_service(self, said):
        self.services[1].delete()
        self.services[1] = ServiceFactory(municipality=self.municipality)

    def lose_place(self, said):
        self.places[1].delete()
        self.places[1] = PlaceFactory(municipality=self.municipality)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=8))
def test_counts_agree_after_every_step(bjorkhamn, steps):
    Enquiry.objects.all().delete()
    town = Town(bjorkhamn)
    for name, said in steps:
        getattr(town, name)(said)
        assert (wrong_counts(), [table.objects.filter(number__lte=0).count() for table in TABLES]) == (0, [0, 0, 0])


def test_alike_enquiries_are_one_count(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    for day, number, minutes in [(1, 1, 10), (28, 2, None)]:
        EnquiryFactory(municipality=bjorkhamn, place=place, day=date(2026, 2, day), number=number, minutes=minutes)
    assert list(EnquiryCount.objects.values_list("month", "place", "number", "minutes")) == [
        (date(2026, 2, 1), place.pk, 3, 10)
    ]


def test_change_of_what_is_not_counted_changes_no_count(bjorkhamn):
    EnquiryFactory(municipality=bjorkhamn)
    [before] = EnquiryCount.objects.all()
    Enquiry.objects.update(note="annat")
    assert EnquiryCount.objects.get() == before


def test_counts_go_with_their_municipality(bjorkhamn):
    EnquiryFactory(municipality=bjorkhamn)
    bjorkhamn.delete()
    assert not any(table.objects.exists() for table in TABLES)


def test_emptied_table_empties_the_counts(bjorkhamn):
    EnquiryFactory(municipality=bjorkhamn)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE measurement_enquiry")
    assert not any(table.objects.exists() for table in TABLES)


@pytest.mark.django_db(transaction=True)
def test_counts_agree_after_many_at_once(bjorkhamn):
    """Some log, some change and some delete, in one another's way; nobody is thrown out by a deadlock."""
    places = [PlaceFactory(municipality=bjorkhamn).pk for _ in range(3)]
    failed = []

    def work(number):
        try:
            for _turn in range(6):
                entries = [enquiry_data(place_id=place) for place in places[:: 1 if number % 2 else -1]]
                log_enquiries(bjorkhamn, entries)
                mine = Enquiry.objects.filter(key__in=[entry.key for entry in entries])
                mine.update(number=F("number") + 1, minutes=5)
                mine.filter(place=places[number % 3]).delete()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failed, wrong_counts()) == ([], 0)


def test_command_tells_of_wrong_counts_and_makes_them_anew_when_asked(bjorkhamn):
    EnquiryFactory(municipality=bjorkhamn)
    EnquiryCount.objects.update(number=7)
    with pytest.raises(CommandError, match="2 counts are wrong"):
        call_command("check_counts")
    said = StringIO()
    call_command("check_counts", rebuild=True, stdout=said)
    call_command("check_counts", stdout=said)
    assert said.getvalue().splitlines() == [
        "2 counts were wrong and have been made anew.",
        "The counts agree with the enquiries.",
    ]
