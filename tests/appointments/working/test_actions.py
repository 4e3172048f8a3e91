"""Writing who works when, and what can be booked."""

from datetime import date, time

import pytest

from tests.factories.appointments import ResourceFactory
from tests.factories.identity import MembershipFactory
from tests.factories.places import moment
from tests.factories.services import ServiceFactory
from verkstad.appointments.actions import kinds
from verkstad.appointments.actions import working as actions
from verkstad.appointments.models import AppointmentKind, Helper, WorkingPattern
from verkstad.core.models import AuditEntry

BY = "somebody"


def acts():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "target_name", "actor", "municipality"))


def pattern_data(place, **changes):
    values = {"days": [0], "starts": time(13), "ends": time(16), "starts_on": date(2026, 11, 1)}
    return actions.PatternData(place=place, **values | changes)


def test_kind_is_made_and_changed_by_its_slug(bjorkhamn, library):
    service, room = ServiceFactory(municipality=bjorkhamn), ResourceFactory(place=library)
    data = kinds.KindData(slug="eid", name={"sv": "E-leg"}, minutes=30, ways=["on_site"])
    kinds.save_kind(data, municipality=bjorkhamn, services=[service], resources=[room], by=BY)
    again = kinds.KindData(slug="eid", name={"sv": "E-leg"}, minutes=45, ways=["phone"])
    kinds.save_kind(again, municipality=bjorkhamn, services=[service], by=BY)
    kind = AppointmentKind.objects.get()
    assert (kind.minutes, kind.ways, [*kind.services.all()], [*kind.resources.all()]) == (45, ["phone"], [service], [])
    changes = AuditEntry.objects.order_by("pk").last().details["changed"]
    assert (acts()[1], changes) == (("appointment_kind.saved", "E-leg", BY, "bjorkhamn"), ["minutes", "ways"])


def test_kind_is_retired_and_brought_back(kind):
    states = []
    for act in (kinds.retire_kind, kinds.bring_back_kind):
        act(kind, by=BY)
        states.append(AppointmentKind.objects.get().is_active)
    assert (states, [act for act, *_ in acts()]) == (
        [False, True],
        ["appointment_kind.retired", "appointment_kind.brought_back"],
    )


def test_resource_is_made_renamed_retired_and_brought_back(library):
    room = kinds.save_resource({"sv": "Rummet"}, place=library, by=BY)
    kinds.save_resource({"sv": "Tysta rummet"}, place=library, resource=room, by=BY)
    kinds.retire_resource(room, by=BY)
    assert (room.name, room.is_active, library.resources.count()) == ({"sv": "Tysta rummet"}, False, 1)
    kinds.bring_back_resource(room, by=BY)
    assert room.is_active
    assert acts()[2:] == [
        ("resource.retired", "Tysta rummet", BY, "bjorkhamn"),
        ("resource.brought_back", "Tysta rummet", BY, "bjorkhamn"),
    ]


def test_helper_is_made_and_changed(bjorkhamn):
    kim = actions.save_helper("Kim", municipality=bjorkhamn, languages=["sv"], by=BY)
    actions.save_helper("Kim B", municipality=bjorkhamn, languages=["sv", "so"], helper=kim, by=BY)
    assert list(Helper.objects.values_list("name", "languages")) == [("Kim B", ["sv", "so"])]
    assert acts()[1] == ("helper.saved", "Kim B", BY, "bjorkhamn")


def test_member_is_one_helper(bjorkhamn):
    user = MembershipFactory(municipality=bjorkhamn).user
    actions.save_helper("Kim", municipality=bjorkhamn, languages=["sv"], user=user)
    with pytest.raises(actions.AlreadyHelper):
        actions.save_helper("Kim igen", municipality=bjorkhamn, languages=["sv"], user=user)
    assert Helper.objects.count() == 1


def test_helper_with_times_ahead_is_not_retired(kim, booked, now):
    row = booked("2026-11-23 12:00")
    with pytest.raises(actions.StillBooked):
        actions.retire_helper(kim, by=BY, now=now)
    actions.retire_helper(kim, by=BY, now=row.ends)
    assert (Helper.objects.get().is_active, acts()) == (False, [("helper.retired", "Kim", BY, "bjorkhamn")])


def test_helper_whose_times_are_cancelled_is_retired_and_brought_back(kim, booked, now):
    booked("2026-11-23 12:00", cancelled_at=now)
    actions.retire_helper(kim, by=BY, now=now)
    actions.bring_back_helper(kim, by=BY)
    assert Helper.objects.get().is_active


def test_feed_is_renewed_and_switched_off(kim):
    before = kim.feed_key
    actions.renew_feed(kim, by=BY)
    renewed = Helper.objects.get().feed_key
    actions.revoke_feed(kim, by=BY)
    assert (renewed not in (None, before), Helper.objects.get().feed_key) == (True, None)


def test_pattern_is_added_changed_and_removed(kim, library, kind):
    made = actions.save_pattern(kim, pattern_data(library), kinds=[kind], by=BY)
    actions.save_pattern(kim, pattern_data(library, ends=time(15)), kinds=[kind], pattern=made, by=BY)
    assert list(WorkingPattern.objects.values_list("ends", "kinds")) == [(time(15), kind.pk)]
    actions.remove_pattern(kim, made.pk, by=BY)
    assert (kim.patterns.count(), [act for act, *_ in acts()]) == (
        0,
        ["helper.pattern_saved", "helper.pattern_saved", "helper.pattern_removed"],
    )


def test_what_is_gone_cannot_be_removed(kim):
    for remove in (actions.remove_pattern, actions.remove_absence):
        with pytest.raises(actions.UnknownRow):
            remove(kim, 1, by=BY)
    assert acts() == []


def test_absence_is_added_and_taken_back(kim):
    absence = actions.add_absence(kim, moment("2026-11-23 12:00"), moment("2026-11-24 00:00"), by=BY)
    assert (absence.span.lower, kim.absences.count()) == (moment("2026-11-23 12:00"), 1)
    actions.remove_absence(kim, absence.pk, by=BY)
    assert (kim.absences.count(), [act for act, *_ in acts()]) == (
        0,
        ["helper.absence_added", "helper.absence_removed"],
    )
