"""Counting weeks are made, counted in, closed and opened again; and what cannot be."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories.measurement import CountingUnitFactory, CountingWeekFactory, EnquiryFactory
from tests.measurement.counting.conftest import DAY, TODAY
from verkstad.core.models import AuditEntry
from verkstad.measurement.actions.counting import (
    Closed,
    Counted,
    NotCounted,
    NothingLeft,
    Overlaps,
    SheetData,
    Taken,
    UnitData,
    WeekData,
    close_counting_week,
    delete_counting_week,
    delete_sheet,
    delete_unit,
    hand_in,
    reopen_counting_week,
    save_counting_week,
    save_sheets,
    save_unit,
)
from verkstad.measurement.models import CountingUnit, CountingWeek, Enquiry, Tally, TallySheet
from verkstad.measurement.queries.counting import OTHER, counted_in

LATER = WeekData("Autumn", TODAY + 7 * DAY, TODAY + 11 * DAY, TODAY + 20 * DAY, ["phone"])


def sheet(numbers=None, day=TODAY, channel="phone"):
    return SheetData(day, channel, {(OTHER, "information"): 1} if numbers is None else numbers)


def told():
    return [
        (tally.sheet.unit.name, tally.service_id, tally.theme, tally.kind, tally.number)
        for tally in Tally.objects.select_related("sheet__unit").order_by("sheet__unit__name", "theme", "kind")
    ]


class TestWeeks:
    def test_week_is_as_it_was_decided(self, bjorkhamn, parking):
        week = save_counting_week(LATER, municipality=bjorkhamn, services=[parking])
        assert (week.name, week.days[0], week.days[-1], list(week.services.all())) == (
            "Autumn", TODAY + 7 * DAY, TODAY + 11 * DAY, [parking],
        )  # fmt: skip

    def test_it_is_noted_what_was_changed(self, week, bjorkhamn):
        data = WeekData("New name", week.first_day, week.last_day, week.hand_in_by, week.channels, week.themes)
        save_counting_week(data, municipality=bjorkhamn, services=[], week=week)
        assert AuditEntry.objects.get(action="counting_week.saved").details == {"changed": ["name"]}

    def test_two_weeks_of_a_town_share_no_day(self, week, bjorkhamn):
        data = WeekData("Other", week.last_day, week.last_day, week.last_day, ["phone"])
        with pytest.raises(Overlaps):
            save_counting_week(data, municipality=bjorkhamn, services=[])

    def test_two_towns_count_at_once(self, week, egesund):
        data = WeekData("Uge", week.first_day, week.last_day, week.hand_in_by, ["phone"])
        save_counting_week(data, municipality=egesund, services=[])
        assert CountingWeek.objects.count() == 2

    @pytest.mark.parametrize(
        "wrong",
        [
            {"first_day": TODAY + DAY},
            {"first_day": TODAY - 31 * DAY},
            {"hand_in_by": TODAY - DAY},
            {"channels": []},
        ],
    )
    def test_database_keeps_out_what_is_no_week(self, bjorkhamn, wrong):
        with pytest.raises(IntegrityError), transaction.atomic():
            CountingWeekFactory(municipality=bjorkhamn, **wrong)

    def test_new_week_has_the_units_of_the_one_it_is_like(self, week, desk, switchboard, bjorkhamn):
        made = save_counting_week(LATER, municipality=bjorkhamn, services=[], like=week)
        units = made.units.order_by("name").values_list("name", "place", "counts_at_desk", "channels", "email")
        assert list(units) == [
            ("Library", desk.place_id, True, ["phone"], ""),
            ("Switchboard", None, False, ["phone"], "exchange@example.org"),
        ]

    def test_unit_none_of_whose_channels_is_counted_is_not_taken_along(self, week, bjorkhamn):
        CountingUnitFactory(week=week, channels=["desk"])
        assert not save_counting_week(LATER, municipality=bjorkhamn, services=[], like=week).units.exists()

    @pytest.mark.parametrize("change", [{"first_day": TODAY}, {"channels": ["desk"]}])
    def test_what_was_counted_does_not_fall_out_of_the_week(self, week, switchboard, bjorkhamn, change):
        save_sheets(switchboard, [sheet(day=TODAY - DAY)])
        fields = ("name", "first_day", "last_day", "hand_in_by", "channels")
        data = WeekData(**{name: getattr(week, name) for name in fields} | change)
        with pytest.raises(Counted):
            save_counting_week(data, municipality=bjorkhamn, services=[], week=week)

    def test_units_count_only_in_the_ways_of_their_week(self, week, bjorkhamn, desk):
        data = WeekData("Week", week.first_day, week.last_day, week.hand_in_by, ["phone"])
        save_counting_week(data, municipality=bjorkhamn, services=[], week=week)
        assert CountingUnit.objects.get().channels == ["phone"]

    def test_unit_is_not_left_without_a_way(self, week, bjorkhamn, switchboard):
        data = WeekData("Week", week.first_day, week.last_day, week.hand_in_by, ["desk"])
        with pytest.raises(NothingLeft, match="Switchboard"):
            save_counting_week(data, municipality=bjorkhamn, services=[], week=week)

    def test_closed_week_is_not_changed(self, week, bjorkhamn):
        close_counting_week(week)
        with pytest.raises(Closed):
            save_counting_week(LATER, municipality=bjorkhamn, services=[], week=week)

    def test_week_in_which_nothing_was_counted_can_go(self, week, switchboard):
        delete_counting_week(week, by="ann")
        assert not CountingUnit.objects.exists()

    def test_week_in_which_something_was_counted_stays(self, week, switchboard):
        save_sheets(switchboard, [sheet()])
        with pytest.raises(Counted):
            delete_counting_week(week, by="ann")


class TestUnits:
    def test_unit_is_as_it_was_decided(self, week, library):
        unit = save_unit(UnitData("Front", ["desk"], library, counts_at_desk=True), week=week)
        assert (unit.week, unit.name, unit.place, unit.channels) == (week, "Front", library, ["desk"])

    def test_name_is_taken_once(self, week, switchboard):
        with pytest.raises(Taken):
            save_unit(UnitData("Switchboard", ["phone"]), week=week)

    def test_one_unit_counts_at_the_desk_of_a_place(self, week, desk, library):
        with pytest.raises(Taken):
            save_unit(UnitData("Other", ["desk"], library, counts_at_desk=True), week=week)

    def test_who_counts_at_the_desk_is_at_a_place(self, week):
        with pytest.raises(Taken):
            save_unit(UnitData("Nowhere", ["desk"], counts_at_desk=True), week=week)

    @pytest.mark.parametrize("change", [{"channels": ["desk"]}, {"counts_at_desk": True}])
    def test_sheets_are_not_left_behind(self, week, switchboard, library, change):
        save_sheets(switchboard, [sheet()])
        data = {"name": "Switchboard", "channels": ["phone"], "place": library} | change
        with pytest.raises(Counted):
            save_unit(UnitData(**data), week=week, unit=switchboard)

    def test_unit_can_go_until_it_has_counted(self, week, switchboard):
        other = CountingUnitFactory(week=week)
        save_sheets(switchboard, [sheet()])
        delete_unit(other, by="ann")
        with pytest.raises(Counted):
            delete_unit(switchboard, by="ann")


class TestSheets:
    def test_numbers_are_kept_and_noughts_are_not(self, switchboard, parking):
        about = {((parking.pk, ""), "information"): 3, ((None, "eid"), "transaction"): 2, (OTHER, "misdirected"): 0}
        save_sheets(switchboard, [sheet(about)])
        assert told() == [
            ("Switchboard", parking.pk, "", "information", 3), ("Switchboard", None, "eid", "transaction", 2),
        ]  # fmt: skip

    def test_sheet_that_is_saved_again_is_another(self, switchboard):
        save_sheets(switchboard, [sheet({(OTHER, "information"): 3})])
        save_sheets(switchboard, [sheet({(OTHER, "transaction"): 4})])
        assert told() == [("Switchboard", None, "other", "transaction", 4)]

    def test_empty_sheet_says_that_nobody_asked(self, switchboard):
        save_sheets(switchboard, [sheet({})])
        assert (TallySheet.objects.count(), told()) == (1, [])

    @pytest.mark.parametrize(
        "wrong",
        [
            {"day": TODAY + DAY},
            {"day": TODAY - 5 * DAY},
            {"channel": "desk"},
            {"numbers": {((None, "forms"), "information"): 1}},
        ],
    )
    def test_what_the_unit_does_not_count_is_refused(self, switchboard, wrong):
        with pytest.raises(NotCounted):
            save_sheets(switchboard, [sheet(), sheet(**wrong)])
        assert not TallySheet.objects.exists()

    def test_what_was_decided_of_the_unit_meanwhile_holds(self, week, switchboard):
        save_unit(UnitData("Switchboard", ["desk"]), week=week, unit=CountingUnit.objects.get())
        with pytest.raises(NotCounted):
            save_sheets(switchboard, [sheet()])

    def test_who_counts_at_the_desk_has_no_sheets(self, desk):
        with pytest.raises(NotCounted):
            save_sheets(desk, [sheet()])

    def test_sheet_can_be_emptied(self, switchboard):
        save_sheets(switchboard, [sheet(), sheet(day=TODAY - DAY)])
        delete_sheet(switchboard, day=TODAY, channel="phone", by="ann")
        assert [one.day for one in TallySheet.objects.all()] == [TODAY - DAY]

    def test_handing_in_is_noted_and_taken_back(self, switchboard):
        hand_in(switchboard, is_all=True, by="ann")
        hand_in(switchboard, is_all=False, by="ann")
        switchboard.refresh_from_db()
        actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
        assert (switchboard.handed_in_at, list(actions)) == (
            None, ["counting_unit.handed_in", "counting_unit.taken_back"],
        )  # fmt: skip


class TestClosing:
    def test_closed_week_takes_nothing(self, week, switchboard):
        close_counting_week(week)
        for act in (
            lambda: save_sheets(switchboard, [sheet()]),
            lambda: delete_sheet(switchboard, day=TODAY, channel="phone", by="ann"),
            lambda: hand_in(switchboard, is_all=True, by="ann"),
            lambda: save_unit(UnitData("New", ["phone"]), week=week),
            lambda: delete_unit(switchboard, by="ann"),
        ):
            with pytest.raises(Closed):
                act()

    def test_nothing_is_taken_after_the_last_day_for_numbers_also_before_it_closes(self, week, switchboard):
        CountingWeek.objects.update(first_day=TODAY - 9 * DAY, last_day=TODAY - 5 * DAY, hand_in_by=TODAY - 2 * DAY)
        with pytest.raises(Closed):
            save_sheets(switchboard, [sheet(day=TODAY - 5 * DAY)])

    def test_what_desks_logged_stays_as_it_was_when_the_week_closed(self, week, desk, parking, bjorkhamn):
        EnquiryFactory(municipality=bjorkhamn, place=desk.place, service=parking, number=6, day=TODAY)
        close_counting_week(week)
        Enquiry.objects.all().delete()
        EnquiryFactory(municipality=bjorkhamn, place=desk.place, number=9, day=TODAY)
        week.refresh_from_db()
        assert [(one.topic, one.number) for one in counted_in(week)] == [((parking.pk, ""), 6)]

    def test_closing_twice_counts_once(self, week, desk, bjorkhamn):
        EnquiryFactory(municipality=bjorkhamn, place=desk.place, number=6, day=TODAY)
        close_counting_week(week)
        close_counting_week(week)
        assert (told(), AuditEntry.objects.filter(action="counting_week.closed").count()) == (
            [("Library", None, "other", "information", 6)], 1,
        )  # fmt: skip

    def test_week_that_is_opened_again_counts_desks_anew_and_keeps_sheets(self, week, desk, switchboard, bjorkhamn):
        enquiry = EnquiryFactory(municipality=bjorkhamn, place=desk.place, number=6, day=TODAY)
        save_sheets(switchboard, [sheet({(OTHER, "information"): 2})])
        close_counting_week(week)
        reopen_counting_week(week, hand_in_by=TODAY + DAY, by="ann")
        Enquiry.objects.filter(pk=enquiry.pk).update(number=7)
        week.refresh_from_db()
        assert (week.hand_in_by, sorted(one.number for one in counted_in(week))) == (TODAY + DAY, [2, 7])


@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_the_same_sheet_at_once_one_stands(switchboard):
    def send(number):
        try:
            save_sheets(switchboard, [sheet({(OTHER, "information"): number})])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(1, 21)))
    assert (TallySheet.objects.count(), Tally.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_numbers_that_come_while_the_week_closes_are_in_it_or_refused(week, switchboard):
    def send(ago):
        try:
            save_sheets(switchboard, [sheet(day=TODAY - ago * DAY)])
        except Closed:
            return None
        finally:
            connection.close()
        return TODAY - ago * DAY

    def close(_ago):
        try:
            close_counting_week(week)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(act, ago) for ago, act in enumerate((send, send, close, send, send))]
        taken = {day for one in sent if (day := one.result())}
    assert set(TallySheet.objects.values_list("day", flat=True)) == taken
