import csv
import io

import pytest
from openpyxl import Workbook

from verkstad.services.importing import actions
from verkstad.services.importing.formats import Material, formats
from verkstad.services.models.imports import ImportRow


def as_csv(rows, *, delimiter=";", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class Desk:
    """Where somebody of a municipality brings files."""

    def __init__(self, municipality):
        self.municipality = municipality

    def bring(self, content, format_="table", **options):
        """Upload the file and have it read."""
        one = actions.request_import(
            formats()[format_], municipality=self.municipality, name="file", content=[content], **options
        )
        actions.work(one)
        return one

    def bring_rows(self, *rows, **options):
        return self.bring(as_csv(rows), **options)

    def write(self, one):
        actions.start_import(one)
        actions.work(one)
        return one

    def take_in(self, content, format_="table", **options):
        return self.write(self.bring(content, format_, **options))

    def undo(self, one):
        actions.undo_import(one)
        actions.work(one)
        return one


def told(one, *fields):
    """These fields of the rows of an import, in their order."""
    rows = ImportRow.objects.filter(of=one).order_by("pk").values_list(*fields)
    return [row[0] if len(fields) == 1 else row for row in rows]


@pytest.fixture
def desk(bjorkhamn):
    return Desk(bjorkhamn)


@pytest.fixture
def material(tmp_path):
    """What a reader is given: a file of this content in Swedish Björkhamn."""

    def material(content, **changes):
        path = tmp_path / "file"
        path.write_bytes(content)
        return Material(**{"path": path, "language": "sv", "languages": ("sv", "en")} | changes)

    return material
