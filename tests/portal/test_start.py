from verkstad.municipalities.models import Part


def test_start_page_offers_search_help_and_life_events(get, fill):
    fill(3)
    context = get().context
    assert [event.code for event in context["life_events"]] == ["event-0", "event-1", "event-2"]
    assert [card["name"] for card in context["help_cards"]] == ["Ärendekontor 0", "Ärendekontor 1", "Ärendekontor 2"]


def test_examples_are_those_of_the_readers_language(get, bjorkhamn):
    bjorkhamn.examples = {"sv": ["dagis"], "en": ["preschool"]}
    bjorkhamn.save()
    assert [get(language=code).context["examples"] for code in ("sv", "en", "da")] == [["dagis"], ["preschool"], []]


def test_empty_municipality_has_a_start_page(get):
    assert get().status_code == 200


def test_what_is_switched_off_is_neither_there_nor_linked(get, fill, bjorkhamn):
    fill(1)
    bjorkhamn.parts = [Part.DOCUMENTS]
    bjorkhamn.save()
    pages = [get(address) for address in ("", "services/service-0/", "contact/", "search/?q=ärende", "nothing/")]
    links = [address for page in pages for address in ("/places/", "/life-events/") if address in page.text]
    gone = [
        get(address).status_code for address in ("places/", "places/place-0/", "life-events/", "life-events/event-0/")
    ]
    assert (links, gone) == ([], [404] * 4)
