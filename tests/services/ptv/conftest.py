import json

import pytest

from tests.factories.municipalities import MunicipalityFactory
from verkstad.services.ptv import import_descriptions


def label(text, language="sv"):
    return {"Lang": language, "Label": text}


def term(address, name=""):
    return {"Key": address, "Value": name}


VOCABULARIES = {
    "ServiceClasses": [
        {"OldUri": "class/1", "Notation": "P6.2", "Label": {"Sv": "Skola", "Fi": "Koulu", "En": None}},
        {"OldUri": "class/2", "Notation": "P99", "Label": {"Sv": "Annat"}},
    ],
    "LifeEvents": [{"OldUri": "event/1", "Notation": "KE1.1"}, {"OldUri": "event/2", "Notation": "KE2"}],
    "TargetGroups": [
        {"OldUri": "group/1", "Notation": "KR1.3"},
        {"OldUri": "group/2", "Notation": "KR2"},
        {"OldUri": "group/3", "Notation": "KR2.7"},
        {"OldUri": "group/4", "Notation": "KR3"},
    ],
    "concepts": [
        {
            "id": "koko/p1",
            "label": {"sv": "dagvård", "fi": "päivähoito"},
            "altLabels": {"sv": ["dagis", "Dagvård"]},
            "hiddenLabels": {"sv": ["dagisplats"], "en": ["daycare"]},
        }
    ],
}


class Folder:
    """Files of the catalogue as a municipality gets them."""

    def __init__(self, path, municipality):
        self.path, self.municipality = path, municipality
        self.file = path / "gd.json"
        for name, values in VOCABULARIES.items():
            (path / f"{name}.json").write_text(json.dumps(values))

    def write(self, *descriptions):
        """One description on each line, the first on line 2."""
        self.file.write_text("[\n" + ",\n".join(json.dumps(it) for it in descriptions) + "\n]", encoding="utf-8")

    def bring_in(self, *descriptions, **options):
        self.write(*descriptions)
        return import_descriptions([self.file], municipality=self.municipality, **options)


@pytest.fixture
def lovskar(db):
    return MunicipalityFactory(slug="lovskar", name={"sv": "Lövskärs stad"}, country="FI", languages=["sv", "fi", "en"])


@pytest.fixture
def folder(tmp_path, lovskar):
    return Folder(tmp_path, lovskar)


@pytest.fixture
def description():
    def description(number=1, **changes):
        values = {"Id": f"id-{number}", "Name": [label(f"Tjänst {number}")], "ShortDescription": [label("Kort.")]}
        return values | changes

    return description
