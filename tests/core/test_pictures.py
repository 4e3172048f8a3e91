from io import BytesIO

import pytest
from PIL import Image

from verkstad.core.pictures import TALLEST, WIDEST, UnusablePicture, as_webp


def file(size, kind="PNG", **options):
    content = BytesIO()
    Image.new("RGB", size).save(content, kind, **options)
    content.name = "a file"
    return content


def size_of(picture):
    with Image.open(picture) as image:
        return image.size


@pytest.mark.parametrize(
    ("size", "becomes"),
    [((64, 48), (64, 48)), ((1280, 960), (WIDEST, 480)), ((2, 20_000), (1, TALLEST)), ((20_000, 2), (WIDEST, 1))],
)
def test_picture_is_made_small_enough_in_both_directions(size, becomes):
    assert size_of(as_webp(file(size))) == becomes


def test_nothing_of_what_the_camera_tells_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "Eva’s garden"
    with Image.open(as_webp(file((8, 8), "JPEG", exif=exif))) as picture:
        assert dict(picture.getexif()) == {}


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_picture_whose_camera_tells_nonsense_is_refused_or_read():
    exif = Image.Exif()
    exif[0x0112], exif[0x011A] = 6, 72.0
    content = file((8, 4), "JPEG", exif=exif).getvalue()
    for place in range(content.index(b"Exif"), content.index(b"Exif") + 60):
        broken = BytesIO(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        broken.name = "a file"
        try:
            assert size_of(as_webp(broken)) in {(8, 4), (4, 8)}
        except UnusablePicture:
            continue
