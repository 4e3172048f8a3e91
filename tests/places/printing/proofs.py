"""Looking at a sheet as a printer does: its pages as pictures, the words on them, and where they stand."""

from itertools import combinations
from math import ceil

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFile

from verkstad.core.typesetter import typeset
from verkstad.municipalities.sheets import in_a_file
from verkstad.places.models import Place
from verkstad.places.printing.orders import SIZES, Order
from verkstad.places.printing.sheets import STYLES, sheet

# Importing WeasyPrint lets Pillow read pictures that are cut short, in the whole process.
ImageFile.LOAD_TRUNCATED_IMAGES = False

MILLIMETRE = 72 / 25.4
DOTS_PER_POINT = 2


def press(place: Place, order: Order, address: str) -> pypdfium2.PdfDocument:
    html = sheet(place, order, address, in_a_file(place.municipality, STYLES))
    return pypdfium2.PdfDocument(typeset(html, SIZES[order.kind]))


def words_on(page: pypdfium2.PdfPage) -> str:
    """In one line, without the joiners that keep "10:00–16:00" together."""
    return " ".join(page.get_textpage().get_text_range().replace("\N{WORD JOINER}", "").split())


def picture_of(page: pypdfium2.PdfPage) -> Image.Image:
    return page.render(scale=DOTS_PER_POINT).to_pil().convert("L")


def white_rim(page: pypdfium2.PdfPage) -> int:
    """The millimetres of white around all that is printed."""
    picture = picture_of(page)
    left, top, right, bottom = ImageChops.invert(picture).getbbox()
    rim = min(left, top, picture.width - right, picture.height - bottom)
    return ceil(rim / DOTS_PER_POINT / MILLIMETRE)


def collisions(page: pypdfium2.PdfPage) -> list[tuple[str, str]]:
    """Words that are printed over others, or outside the page."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    boxes = [text_page.get_rect(number) for number in range(text_page.count_rects())]
    outside = [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height]
    over = [pair for pair in combinations(boxes, 2) if _overlap(*pair)]
    said = [(box, (0, 0, width, height)) for box in outside] + over
    return [tuple(text_page.get_text_bounded(*box) for box in pair) for pair in said]


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """By more than lines of a heading, which stand close."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > min(one[3] - one[1], other[3] - other[1]) / 3


def address_in_code(page: pypdfium2.PdfPage) -> str:
    (code,) = zxingcpp.read_barcodes(picture_of(page))
    return code.text
