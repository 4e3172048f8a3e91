from datetime import date

import pytest

from verkstad.places.opening_hours.holidays import ProposedHoliday, propose


def eves(country):
    return {f"{h.date:%m-%d}": h.names[next(iter(h.names))] for h in propose(country, 2026) if h.is_eve}


def named(country, day):
    return next((h.names for h in propose(country, day.year) if h.date == day), None)


def test_eves_and_half_days_are_proposed():
    assert eves("NO") == {"04-04": "Påskeaften", "12-24": "Julaften", "12-31": "Nyttårsaften"}
    assert eves("DK") == {"05-01": "1. maj", "06-05": "Grundlovsdag", "12-24": "Juleaften", "12-31": "Nytårsaften"}
    assert eves("FO") == {
        "04-25": "Flaggdagur",
        "06-05": "Grundlógardagur",
        "07-28": "Ólavsøkuaftan",
        "12-24": "Jólaaftan",
        "12-31": "Nýggjársaftan",
    }
    assert eves("FI") == {
        "04-04": "Lankalauantai",
        "04-30": "Vappuaatto",
        "06-19": "Juhannusaatto",
        "12-24": "Jouluaatto",
        "12-31": "Uudenvuodenaatto",
    }
    assert eves("SE") == {
        "01-05": "Trettondagsafton",
        "04-02": "Skärtorsdagen",
        "04-04": "Påskafton",
        "04-30": "Valborgsmässoafton",
        "05-23": "Pingstafton",
        "06-19": "Midsommarafton",
        "10-30": "Allahelgonsafton",
        "12-24": "Julafton",
        "12-31": "Nyårsafton",
    }


@pytest.mark.parametrize(
    ("country", "day", "names"),
    [
        ("SE", date(2026, 12, 26), {"sv": "Annandag jul", "en": "Boxing Day"}),
        ("DK", date(2026, 12, 25), {"da": "1. juledag", "en": "Christmas Day"}),
        ("FI", date(2026, 12, 6), {"fi": "Itsenäisyyspäivä", "sv": "Självständighetsdagen", "en": "Independence Day"}),
        ("NO", date(2027, 5, 17), {"nb": "Andre pinsedag, 17. mai", "en": "Constitution Day, Whit Monday"}),
        ("FO", date(2026, 7, 29), {"fo": "Ólavsøka", "da": "Olavsdag", "en": "Saint Olaf's Day"}),
    ],
)
def test_names_are_those_people_use(country, day, names):
    assert named(country, day) == names


def test_store_bededag_is_gone_in_denmark_but_not_on_the_faroes():
    assert named("DK", date(2024, 4, 26)) is None
    assert named("FO", date(2024, 4, 26)) == {"fo": "Dýri biðidagur", "da": "Store bededag", "en": "Great Prayer Day"}


def test_each_proposal_has_its_source():
    first, *_, last = propose("NO", 2026)
    assert first.source.startswith("holidays ")
    assert last == ProposedHoliday(
        date(2026, 12, 31), {"nb": "Nyttårsaften", "en": "New Year's Eve"}, is_eve=True, source="custom"
    )


@pytest.mark.parametrize("country", ["SE", "DK", "FI", "NO", "FO"])
def test_proposals_come_in_order_one_per_date(country):
    dates = [h.date for year in (2026, 2027) for h in propose(country, year)]
    assert dates == sorted(set(dates))


def test_other_countries_are_unknown():
    with pytest.raises(KeyError):
        propose("IS", 2026)
