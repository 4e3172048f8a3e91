"""The packages that come with the program, for municipalities to take over and change as they like."""

from functools import cache
from pathlib import Path

from verkstad.learning.documents import PictureDocument, WholePackage, read_module, read_package
from verkstad.learning.drawings import DRAWING
from verkstad.learning.models import Package
from verkstad.municipalities.models import Municipality

CONTENT = Path(__file__).resolve().parent.parent / "content"


@cache
def shipped_packages() -> tuple[WholePackage, ...]:
    """All, the base package first."""
    found = [_shipped(folder) for folder in sorted(CONTENT.iterdir()) if folder.is_dir()]
    return tuple(sorted(found, key=lambda one: one.package.kind, reverse=True))


def _shipped(folder: Path) -> WholePackage:
    package = read_package((folder / "package.yaml").read_text("utf-8"))
    return WholePackage(
        package,
        tuple(
            tuple(read_module(file.read_text("utf-8")) for file in sorted(folder.glob(f"{key}.*.yaml")))
            for key in package.modules
        ),
        {file.stem: PictureDocument(DRAWING, file.read_bytes()) for file in sorted(folder.glob("pictures/*.svg"))},
    )


def shipped_for(municipality: Municipality) -> list[WholePackage]:
    """Those that the municipality has not taken."""
    taken = set(Package.objects.filter(municipality=municipality).values_list("key", flat=True))
    return [one for one in shipped_packages() if one.package.key not in taken]
