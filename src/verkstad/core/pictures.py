"""Pictures as pages need them: small, upright, in one format, without what a camera tells of its owner."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

WIDEST = 640
TALLEST = 4 * WIDEST
MOST_PIXELS = 40_000_000


class UnusablePicture(Exception):
    """The file is no picture that can be read, or has too many pixels to be read safely."""


def as_webp(file: Path | IO[bytes]) -> ContentFile[bytes]:
    """The picture as WebP, at most WIDEST pixels wide and TALLEST tall; raises UnusablePicture.

    Its name says what is in it, so that browsers may keep what they have been sent.
    """
    try:
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnusablePicture(f"{file.name} has more than {MOST_PIXELS} pixels.")
            upright = ImageOps.exif_transpose(picture).convert("RGBA" if picture.has_transparency_data else "RGB")
    except (OSError, SyntaxError, ValueError, TypeError, Image.DecompressionBombError) as error:
        raise UnusablePicture(f"{file.name} cannot be read as JPEG, PNG or WebP.") from error
    upright.info.clear()
    upright.thumbnail((WIDEST, TALLEST))
    content = BytesIO()
    upright.save(content, "WEBP", quality=80)
    digest = hashlib.sha256(content.getvalue()).hexdigest()[:20]
    return ContentFile(content.getvalue(), name=f"{digest}.webp")
