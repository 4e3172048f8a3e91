"""Reads: which lessons show which picture or video."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from verkstad.learning.models import ModuleText, Package


def uses_of(package: Package, kind: Literal["picture", "video"]) -> Mapping[str, int]:
    """In how many texts of its editions each is shown, by name; in one query."""
    uses: dict[str, int] = defaultdict(int)
    texts = ModuleText.objects.filter(module__edition__package=package).order_by()
    for lessons in texts.values_list("lessons", flat=True):
        blocks = (block for lesson in lessons for block in lesson["body"])
        for name in {block["name"] for block in blocks if block["kind"] == kind}:
            uses[name] += 1
    return uses


def picture_names(package: Package) -> list[str]:
    return list(package.pictures.order_by("name").values_list("name", flat=True))


def video_names(package: Package) -> list[str]:
    return list(package.videos.order_by("name").values_list("name", flat=True))
