from datetime import date

import pytest
from PIL import Image

from tests.factories.places import ConfirmedHolidayFactory, PlaceFactory, exception, place_data, span, week
from tests.factories.services import ChannelFactory, OrganisationFactory, ServiceFactory, SubjectFactory
from verkstad.core.models import AuditEntry
from verkstad.core.pictures import UnusablePicture
from verkstad.places import actions, schedules
from verkstad.places.models import BoardMark, ConfirmedHoliday, Place


def acts():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "actor", "municipality"))


def save(municipality, **changes):
    organisation = OrganisationFactory(municipality=municipality)
    return actions.save_place(place_data(**changes), municipality=municipality, organisation=organisation)


def picture(folder, size=(20, 10), kind="PNG", **options):
    file = folder / "Ett hus.png"
    Image.new("RGB", size, "red").save(file, kind, **options)
    return file


def test_saved_place_has_its_data_and_no_hours(bjorkhamn):
    place = save(bjorkhamn, street="Storgatan 1", latitude=56.0, longitude=12.0, languages=["sv"])
    place.refresh_from_db()
    assert (place.name, place.street, place.position, place.languages) == (
        {"sv": "Biblioteket"},
        "Storgatan 1",
        (56.0, 12.0),
        ["sv"],
    )
    assert schedules.load(bjorkhamn)[place.opening_hours_id].periods == ()


def test_place_saved_again_is_changed_and_keeps_its_hours(bjorkhamn):
    first = save(bjorkhamn)
    second = save(bjorkhamn, kind="drop_in")
    assert (second.pk, second.opening_hours_id, second.kind) == (first.pk, first.opening_hours_id, "drop_in")


def test_place_of_the_same_slug_elsewhere_is_left_alone(bjorkhamn, egesund):
    assert save(egesund, kind="drop_in").pk != save(bjorkhamn).pk
    assert Place.objects.get(municipality=egesund).kind == "drop_in"


def test_subjects_and_channels_are_replaced(bjorkhamn):
    channel = ChannelFactory(service=ServiceFactory(municipality=bjorkhamn))
    organisation, subject = OrganisationFactory(municipality=bjorkhamn), SubjectFactory()
    for subjects, channels in (([SubjectFactory()], []), ([subject], [channel])):
        place = actions.save_place(
            place_data(), municipality=bjorkhamn, organisation=organisation, subjects=subjects, channels=channels
        )
    assert ([*place.subjects.all()], [*place.channels.all()]) == ([subject], [channel])


def test_hours_are_replaced(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    periods = (week(span([0, 1])), exception(date(2026, 12, 24), None), exception(None, None, span(), span([6])))
    actions.set_opening_hours(place, periods, closed_on_holidays=True)
    schedule = schedules.load(bjorkhamn)[place.opening_hours_id]
    assert (schedule.periods, schedule.closed_on_holidays) == (periods, True)


def test_holidays_of_the_year_are_replaced(bjorkhamn, egesund):
    for municipality, day in (
        (bjorkhamn, date(2026, 6, 6)),
        (bjorkhamn, date(2027, 6, 6)),
        (egesund, date(2026, 6, 5)),
    ):
        ConfirmedHolidayFactory(municipality=municipality, date=day)
    actions.confirm_holidays(bjorkhamn, 2026, [(date(2026, 12, 24), {"sv": "Julafton"}, False)])
    rows = ConfirmedHoliday.objects.order_by("date").values_list("municipality", "date", "name", "is_closed")
    assert list(rows) == [
        (egesund.pk, date(2026, 6, 5), {"sv": "Helgdag"}, True),
        (bjorkhamn.pk, date(2026, 12, 24), {"sv": "Julafton"}, False),
        (bjorkhamn.pk, date(2027, 6, 6), {"sv": "Helgdag"}, True),
    ]


def test_holidays_of_another_year_are_refused(bjorkhamn):
    with pytest.raises(actions.UnknownHoliday, match=r"^2027-01-01 is not in 2026\.$"):
        actions.confirm_holidays(bjorkhamn, 2026, [(date(2027, 1, 1), {}, True)])


def test_confirmed_holidays_renew_the_board_of_their_municipality_only(bjorkhamn, egesund):
    for municipality in (bjorkhamn, egesund):
        PlaceFactory(municipality=municipality)
    before = dict(BoardMark.objects.values_list("municipality", "mark"))
    actions.confirm_holidays(bjorkhamn, 2026, [])
    changed = BoardMark.objects.exclude(mark__in=before.values())
    assert [mark.municipality for mark in changed] == [bjorkhamn]


def test_withdrawn_place_is_out_of_sight(bjorkhamn):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.withdraw_place(place)
    assert list(Place.objects.visible_in(bjorkhamn).order_by("pk")) == []


def test_picture_is_small_webp_without_metadata(bjorkhamn, tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_picture(place, picture(tmp_path, (1600, 1000), "JPEG", exif=exif, comment=b"Me"), alt={"sv": "Hus"})
    kept = place.pictures.get()
    with kept.file.open() as content, Image.open(content) as image:
        assert (image.format, image.size, dict(image.getexif()), "exif" in image.info) == (
            "WEBP",
            (640, 400),
            {},
            False,
        )
    assert (kept.width, kept.height, kept.alt) == (640, 400, {"sv": "Hus"})


def test_picture_taken_sideways_stands_upright(bjorkhamn, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_picture(place, picture(tmp_path, (40, 20), "JPEG", exif=exif), alt={})
    assert (place.pictures.get().width, place.pictures.get().height) == (20, 40)


def test_clear_parts_of_a_picture_stay_clear(bjorkhamn, tmp_path):
    file = tmp_path / "clear.png"
    Image.new("RGBA", (2, 2), (0, 0, 0, 0)).save(file)
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_picture(place, file, alt={})
    with place.pictures.get().file.open() as content, Image.open(content) as image:
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0


def test_new_picture_replaces_the_old_one_and_its_file(bjorkhamn, tmp_path, django_capture_on_commit_callbacks):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_picture(place, picture(tmp_path), alt={})
    old = place.pictures.get().file
    with django_capture_on_commit_callbacks(execute=True):
        actions.set_picture(place, picture(tmp_path, (30, 10)), alt={})
    assert [kept.width for kept in place.pictures.all()] == [30]
    assert not old.storage.exists(old.name)


def test_new_picture_is_a_change_of_the_place(bjorkhamn, tmp_path):
    place = PlaceFactory(municipality=bjorkhamn)
    before = place.updated_at
    actions.set_picture(place, picture(tmp_path), alt={})
    assert Place.objects.get(pk=place.pk).updated_at > before


def test_file_that_is_no_picture_is_refused_and_the_old_picture_stays(bjorkhamn, tmp_path):
    place = PlaceFactory(municipality=bjorkhamn)
    actions.set_picture(place, picture(tmp_path), alt={})
    (tmp_path / "letter.png").write_text("Hej")
    with pytest.raises(UnusablePicture, match=r"^letter.png cannot be read as JPEG, PNG or WebP\.$"):
        actions.set_picture(place, tmp_path / "letter.png", alt={})
    assert place.pictures.count() == 1


def test_picture_cut_short_is_refused(bjorkhamn, tmp_path):
    file = picture(tmp_path, (300, 300), "JPEG")
    file.write_bytes(file.read_bytes()[:700])
    with pytest.raises(UnusablePicture):
        actions.set_picture(PlaceFactory(municipality=bjorkhamn), file, alt={})


def test_picture_of_more_than_forty_megapixels_is_refused(bjorkhamn, tmp_path):
    file = tmp_path / "wall.png"
    Image.new("1", (8001, 5000)).save(file)
    with pytest.raises(UnusablePicture, match=r"^wall.png has more than 40000000 pixels\.$"):
        actions.set_picture(PlaceFactory(municipality=bjorkhamn), file, alt={})


def test_every_act_is_recorded(bjorkhamn, tmp_path):
    place = actions.save_place(
        place_data(), municipality=bjorkhamn, organisation=OrganisationFactory(municipality=bjorkhamn), by="anna"
    )
    actions.set_opening_hours(place, [], closed_on_holidays=False, by="anna")
    actions.set_picture(place, picture(tmp_path), alt={}, by="anna")
    actions.confirm_holidays(bjorkhamn, 2026, [], by="anna")
    actions.withdraw_place(place, by="anna")
    assert acts() == [
        (act, "anna", "bjorkhamn")
        for act in ("place.saved", "place.hours_set", "place.picture_set", "holidays.confirmed", "place.withdrawn")
    ]
