"""Have one's waste bin moved: Danish, on dkfds, with an accordion, a closed shadow root, a web font and a modal."""

from tests.practice.services.wizard import Service

PEOPLE = {
    "birthe": {
        "given_name": "Birthe",
        "family_name": "Lundager",
        "number": "300254-0018",
        "street": "Tjørnehegnet 7",
        "postcode": "0996",
        "town": "Sønderhav Strand",
        "phone": "10 55 01 10",
        "email": "birthe@example.org",
        "case": "AF-3301",
    },
    "egon": {
        "given_name": "Egon",
        "family_name": "Vestermark",
        "number": "310449-0025",
        "street": "Møllesvinget 15",
        "postcode": "0998",
        "town": "Nordnæs By",
        "phone": "10 55 01 24",
        "email": "egon@example.org",
        "case": "AF-3302",
    },
}


def bins(typed: dict[str, str]) -> dict[str, str]:
    return {} if typed.get("bin") else {"bin": "Vælg en spand"}


def place(typed: dict[str, str]) -> dict[str, str]:
    errors = {}
    if not typed.get("place"):
        errors["place"] = "Vælg, hvor spanden skal stå"
    if not typed.get("date"):
        errors["date"] = "Vælg en dato"
    return errors


def contact(typed: dict[str, str]) -> dict[str, str]:
    errors = {}
    if not typed.get("phone"):
        errors["phone"] = "Skriv dit telefonnummer"
    if "@" not in typed.get("email", ""):
        errors["email"] = "Skriv en e-mailadresse, fx navn@example.org"
    return errors


SERVICE = Service(
    name="bin",
    package="dkfds-11.2.0",
    screens=("start", "bins", "place", "contact", "done"),
    checks={"bins": bins, "place": place, "contact": contact},
    people=PEOPLE,
)
