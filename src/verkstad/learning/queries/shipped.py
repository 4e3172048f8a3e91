"""The packages that come with the program, for municipalities to take over and change as they like."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verkstad.learning.documents import ModuleDocument, PackageDocument, read_module, read_package
from verkstad.learning.models import Package
from verkstad.municipalities.models import Municipality

CONTENT = Path(__file__).resolve().parent.parent / "content"


@dataclass(frozen=True, slots=True)
class Shipped:
    """``modules`` in the order of the package, each in all its languages; ``pictures`` by name, drawings in SVG."""

    package: PackageDocument
    modules: tuple[tuple[ModuleDocument, ...], ...]
    pictures: dict[str, Path]


@cache
def shipped_packages() -> tuple[Shipped, ...]:
    """All, the base package first."""
    found = [_shipped(folder) for folder in sorted(CONTENT.iterdir()) if folder.is_dir()]
    return tuple(sorted(found, key=lambda one: one.package.kind, reverse=True))


def _shipped(folder: Path) -> Shipped:
    package = read_package((folder / "package.yaml").read_text("utf-8"))
    return Shipped(
        package,
        tuple(
            tuple(read_module(file.read_text("utf-8")) for file in sorted(folder.glob(f"{key}.*.yaml")))
            for key in package.modules
        ),
        {file.stem: file for file in sorted(folder.glob("pictures/*.svg"))},
    )


def shipped_for(municipality: Municipality) -> list[Shipped]:
    """Those that the municipality has not taken."""
    taken = set(Package.objects.filter(municipality=municipality).values_list("key", flat=True))
    return [one for one in shipped_packages() if one.package.key not in taken]
