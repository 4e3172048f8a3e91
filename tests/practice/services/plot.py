"""Apply for a garden plot: Swedish, on govuk-frontend, with radios that reveal, a date and an error summary."""

from tests.practice.services.wizard import Service

PEOPLE = {
    "ingegerd": {
        "given_name": "Ingegerd",
        "family_name": "Ekmark",
        "number": "19520230-0017",
        "street": "Syrenbacken 12",
        "postcode": "990 11",
        "town": "Sjöåker",
        "phone": "070-174 06 10",
        "email": "ingegerd@example.org",
        "case": "OL-7041",
    },
    "torvald": {
        "given_name": "Torvald",
        "family_name": "Nyhammar",
        "number": "19480231-0029",
        "street": "Lärksträtet 3",
        "postcode": "990 27",
        "town": "Bergsele",
        "phone": "070-174 06 21",
        "email": "torvald@example.org",
        "case": "OL-7042",
    },
}


def area(typed: dict[str, str]) -> dict[str, str]:
    return {} if typed.get("area") else {"area": "Välj ett område"}


def start(typed: dict[str, str]) -> dict[str, str]:
    parts = [typed.get(name, "") for name in ("day", "month", "year")]
    return {} if all(part.isdigit() for part in parts) else {"day": "Skriv dag, månad och år med siffror"}


def contact(typed: dict[str, str]) -> dict[str, str]:
    errors = {}
    if not typed.get("phone"):
        errors["phone"] = "Skriv ditt telefonnummer"
    if "@" not in typed.get("email", ""):
        errors["email"] = "Skriv en e-postadress, till exempel namn@example.org"
    return errors


def check(typed: dict[str, str]) -> dict[str, str]:
    return {} if typed.get("true") else {"true": "Kryssa i att uppgifterna stämmer"}


SERVICE = Service(
    name="plot",
    package="govuk-frontend-6.6.0",
    screens=("start", "area", "date", "contact", "check", "done"),
    checks={"area": area, "date": start, "contact": contact, "check": check},
    people=PEOPLE,
)
