"""QR codes as drawings."""

import re
from functools import lru_cache

import zxingcpp
from django.utils.html import format_html
from django.utils.safestring import SafeString


@lru_cache(maxsize=1024)
def qr_code(text: str, title: str = "") -> SafeString:
    """The text as an SVG of squares without a size of its own; ``title`` is for those who do not see it."""
    image = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1)
    height, width = image.shape
    dark = ((run.start(), len(run[0])) for run in re.finditer(rb"\x00+", bytes(memoryview(image))))
    lines = "".join(f"M{start % width} {start // width}.5h{length}" for start, length in dark)
    named = format_html("<title>{}</title>", title) if title else ""
    return format_html('<svg viewBox="0 0 {} {}">{}<path stroke="#000" d="{}"/></svg>', width, height, named, lines)
