"""Words that ask for a paper, for what is open, for whom to call or for a course, and words that only sound like it."""

import pytest

from verkstad.search.analysis import content_words
from verkstad.search.intent import Intent, Wish, asks_for_document, wish


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "protokoll kommunstyrelsen mars"),
        ("sv", "Protokollet från socialnämnden"),
        ("sv", "kallelse"),
        ("sv", "årsredovisning 2025"),
        ("sv", "KS 2026/123"),
        ("sv", "dnr 2024/88"),
        ("sv", "budget 2026"),
        ("sv", "beslut kommunfullmäktige"),
        ("sv", "handlingar möte april"),
        ("da", "referat byrådet"),
        ("da", "dagsorden økonomiudvalget"),
        ("da", "årsregnskab"),
        ("da", "budget 2026"),
        ("en", "minutes city council"),
        ("en", "decision committee may"),
        ("fi", "BUN-2025:17"),
        ("sv", "protkoll kommunstyrelsen mars"),
        ("sv", "Protokol från nämnden"),
        ("sv", "årsredovsining"),
        ("da", "referatt"),
        ("da", "protokol byrådet"),
        ("da", "dagsroden"),
        ("en", "mintues council"),
    ],
)
def test_asks_for_a_document(language, text):
    assert asks_for_document(text, language) is True


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "dagis"),
        ("sv", "budget- och skuldrådgivning"),
        ("sv", "överklaga ett beslut"),
        ("sv", "sommarjobb 2026"),
        ("sv", "skollov mars"),
        ("sv", "kontakta socialnämnden"),
        ("sv", "rapportera frånvaro"),
        ("sv", ""),
        ("sv", "referat"),
        ("sv", "kalles"),
        ("da", "referanser"),
        ("da", "gendanne adgangskode"),
        ("en", "minute"),
        ("en", "10 minuter"),
        ("da", "klage over en afgørelse"),
        ("da", "plan for genoptræning"),
        ("da", "skriv til byrådet"),
        ("en", "report a pothole"),
        ("fi", "päiväkoti 2026"),
    ],
)
def test_asks_for_something_else(language, text):
    assert asks_for_document(text, language) is False


PLACES = {
    "sv": [
        ("öppet nu", ""),
        ("Vad är öppet idag?", ""),
        ("öppettider", ""),
        ("öppet på söndag", ""),
        ("bibliotek lördag", "bibliotek"),
        ("biblioteket öppet söndagar", "biblioteket"),
        ("stadsbiblioteket ikväll", "stadsbiblioteket"),
        ("närmaste medborgarkontor", "medborgarkontor"),
        ("oppettider simhall", "simhall"),
        ("är återvinningscentralen öppen nu", "återvinningscentralen"),
        ("medborgarkontor nära mig", "medborgarkontor"),
        ("simhall idag", "simhall"),
    ],
    "da": [
        ("åbent nu", ""),
        ("hvad har åbent i dag", ""),
        ("åbningstider", ""),
        ("åbent søndag", ""),
        ("bibliotek lørdag", "bibliotek"),
        ("biblioteket i aften", "biblioteket"),
        ("nærmeste borgerservice", "borgerservice"),
        ("borgerservice åbningstider", "borgerservice"),
        ("genbrugsplads søndag", "genbrugsplads"),
        ("er svømmehallen åben nu", "svømmehallen"),
        ("bibliotek tæt på mig", "bibliotek"),
        ("rådhuset lukket mandag", "rådhuset"),
    ],
    "nb": [
        ("åpent nå", ""),
        ("hva er åpent i dag", ""),
        ("åpningstider", ""),
        ("åpent søndag", ""),
        ("bibliotek lørdag", "bibliotek"),
        ("biblioteket i kveld", "biblioteket"),
        ("nærmeste innbyggertorg", "innbyggertorg"),
        ("servicetorget åpningstider", "servicetorget"),
        ("gjenvinningsstasjon søndag", "gjenvinningsstasjon"),
        ("er svømmehallen åpen nå", "svømmehallen"),
        ("bibliotek i nærheten", "bibliotek"),
        ("rådhuset stengt mandag", "rådhuset"),
    ],
    "en": [
        ("open now", ""),
        ("what is open today", ""),
        ("opening hours", ""),
        ("open on sunday", ""),
        ("library saturday", "library"),
        ("library open tonight", "library"),
        ("nearest library", "library"),
        ("swimming pool opening times", "swimming pool"),
        ("recycling centre sunday", "recycling centre"),
        ("is the town hall open now", "town hall"),
        ("museum near me", "museum"),
        ("closest tourist office", "tourist office"),
    ],
}
CONTACTS = {
    "sv": [
        ("telefon bygglov", "bygglov"),
        ("ringa socialtjänsten", "socialtjänsten"),
        ("mejla kommunen", ""),
        ("telefonnummer till kommunen", ""),
        ("vem ringer jag om vattenläcka", "vattenläcka"),
        ("kontakta miljökontoret", "miljökontoret"),
        ("tfn hemtjänst", "hemtjänst"),
        ("mailadress rektor", "rektor"),
        ("kontaktuppgifter biståndshandläggare", "biståndshandläggare"),
        ("få tag på överförmyndaren", "överförmyndaren"),
        ("prata med någon", ""),
        ("nummer till växeln", ""),
    ],
    "da": [
        ("telefonnummer byggesag", "byggesag"),
        ("ringe kommunen", ""),
        ("tlf jobcenter", "jobcenter"),
        ("maile kommunen", ""),
        ("telefon hjemmepleje", "hjemmepleje"),
        ("kontakt socialrådgiver", "socialrådgiver"),
        ("hvem ringer jeg til om rotter", "rotter"),
        ("mailadresse pladsanvisning", "pladsanvisning"),
        ("kontaktoplysninger tandpleje", "tandpleje"),
        ("få fat i sagsbehandler", "sagsbehandler"),
        ("tale med et menneske", ""),
        ("nummer til omstillingen", ""),
    ],
    "nb": [
        ("telefonnummer byggesak", "byggesak"),
        ("ringe kommunen", ""),
        ("tlf barnevern", "barnevern"),
        ("maile kommunen", ""),
        ("telefon hjemmetjeneste", "hjemmetjeneste"),
        ("kontakt saksbehandler", "saksbehandler"),
        ("ringe legevakt", "legevakt"),
        ("epostadresse rektor", "rektor"),
        ("kontaktinformasjon tannhelse", "tannhelse"),
        ("få tak i fastlege", "fastlege"),
        ("snakke med noen", ""),
        ("nummer til sentralbordet", ""),
    ],
    "en": [
        ("phone building permit", "building permit"),
        ("phone number for social services", "social services"),
        ("call the municipality", ""),
        ("email the council", ""),
        ("contact home care", "home care"),
        ("telephone water leak", "water leak"),
        ("contact details school nurse", "school nurse"),
        ("speak to someone", ""),
        ("get hold of caseworker", "caseworker"),
        ("telephone number waste collection", "waste collection"),
        ("call childcare", "childcare"),
        ("e-mail environment office", "environment office"),
    ],
}
ACTIVITIES = {
    "sv": ["kurs", "datakurs lördag", "Kurser för äldre", "sagostund bibliotek", "språkcafé", "evenemang i helgen"],
    "da": ["kursus", "it-kursus lørdag", "kurser for ældre", "foredrag", "sprogcafé", "arrangementer"],
    "nb": ["kurs", "datakurs lørdag", "kurset for eldre", "foredrag", "språkkafé", "arrangement"],
    "en": ["course", "computer course saturday", "classes for seniors", "lecture", "story time", "events this weekend"],
}
NOTHING = {
    "sv": [
        "öppna förskolan",
        "öppen förskola lördag",
        "telefon för hörselskadade",
        "trygghetstelefon",
        "texttelefon",
        "stulen telefon",
        "öppet hus på skolan",
        "närmaste anhörig har dött",
        "söndagsskola",
        "e-post till mitt barns skola",
        "ringa brott",
        "konkurs",
        "valutakurs",
        "kontaktfamilj",
        "barnomsorg på kvällen",
        "sophämtning måndag",
        "räkningarna växer mig över huvudet och inkasso ringer varje dag",
        "orkar inte mer, barnen skriker dygnet runt och ingen släkt i närheten",
    ],
    "da": [
        "åben dagtilbud",
        "telefon for døve",
        "tryghedstelefon",
        "teksttelefon",
        "stjålet telefon",
        "åbent hus",
        "nærmeste pårørende",
        "søndagsskole",
        "kontaktfamilie",
        "kontaktperson",
        "affald mandag",
        "åbne virksomhed",
        "konkurs",
    ],
    "nb": [
        "åpen barnehage",
        "telefon for hørselshemmede",
        "trygghetstelefon",
        "trygghetsalarm",
        "stjålet telefon",
        "åpent hus",
        "nærmeste pårørende",
        "søndagsskole",
        "kontaktfamilie",
        "kontaktperson",
        "søppel mandag",
        "åpne virksomhet",
        "konkurs",
    ],
    "en": [
        "open a business",
        "open preschool",
        "phone for the deaf",
        "safety alarm",
        "stolen phone",
        "open house",
        "nearest relative",
        "sunday school",
        "contact family",
        "contact person",
        "waste monday",
        "golf course",
        "first class",
    ],
}


def each(lists):
    return [(language, asked) for language, phrases in lists.items() for asked in phrases]


def told(found: Wish, language: str) -> str:
    return " ".join(content_words(found.about, language))


@pytest.mark.parametrize(("language", "asked"), each(PLACES))
def test_asks_for_places(language, asked):
    found = wish(asked[0], [language])
    assert found
    assert (found.intent, told(found, language)) == (Intent.PLACE, asked[1])


@pytest.mark.parametrize(("language", "asked"), each(CONTACTS))
def test_asks_for_somebody_to_call_or_write_to(language, asked):
    found = wish(asked[0], [language])
    assert found
    assert (found.intent, told(found, language)) == (Intent.CONTACT, asked[1])


@pytest.mark.parametrize(("language", "text"), each(ACTIVITIES))
def test_asks_for_something_to_take_part_in(language, text):
    assert wish(text, [language]) == Wish(Intent.ACTIVITY, text)


@pytest.mark.parametrize(("language", "text"), each(NOTHING))
def test_asks_for_an_errand_like_any_other(language, text):
    assert wish(text, [language]) is None


@pytest.mark.parametrize(
    ("language", "text", "is_now", "weekday"),
    [
        ("sv", "öppet nu", True, None),
        ("sv", "bibliotek lördag", False, 5),
        ("da", "åbent søndag", False, 6),
        ("nb", "bibliotek mandag", False, 0),
        ("en", "library on Fridays", False, 4),
        ("sv", "öppettider", False, None),
    ],
)
def test_when_it_should_be_open(language, text, is_now, weekday):
    found = wish(text, [language])
    assert found
    assert (found.is_now, found.weekday) == (is_now, weekday)


def test_any_of_the_languages_may_be_used():
    assert wish("bibliotek lördag", ["en", "sv"]) == Wish(Intent.PLACE, "bibliotek", weekday=5)
    assert wish("library saturday", ["en", "sv"]) == Wish(Intent.PLACE, "library", weekday=5)


@pytest.mark.parametrize("language", ["fi", "xx", ""])
def test_a_language_without_lists_asks_for_nothing(language):
    assert wish("bibliotek lördag", [language]) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "lära mig använda bank-id"),
        ("da", "lære at bruge MitID"),
        ("nb", "øve på skjema"),
        ("en", "learn e-mail"),
    ],
)
def test_asks_to_learn(language, text):
    assert wish(text, [language]) == Wish(Intent.LEARNING, text)
