import json

import pytest

from tests.factories.municipalities import MunicipalityFactory
from tests.services.importing.conftest import Desk


def label(text, language="sv"):
    return {"Lang": language, "Label": text}


def term(address, name=""):
    return {"Key": address, "Value": name}


class Catalogue(Desk):
    """Where somebody brings the general descriptions, all that there are."""

    def content(self, *descriptions):
        """One description on each line, the first on line 2."""
        return ("[\n" + ",\n".join(json.dumps(it) for it in descriptions) + "\n]").encode()

    def look(self, *descriptions):
        return self.bring(self.content(*descriptions), "ptv", publish=True, withdraw_missing=True)

    def bring_in(self, *descriptions):
        return self.write(self.look(*descriptions))


@pytest.fixture
def lovskar(db):
    return MunicipalityFactory(slug="lovskar", name={"sv": "Lövskärs stad"}, country="FI", languages=["sv", "fi", "en"])


@pytest.fixture
def catalogue(lovskar):
    return Catalogue(lovskar)


@pytest.fixture
def description():
    def description(number=1, **changes):
        values = {"Id": f"id-{number}", "Name": [label(f"Tjänst {number}")], "ShortDescription": [label("Kort.")]}
        return values | changes

    return description
