"""Pictures that are uploaded: made small and anonymous, or refused with nothing changed."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, IFD

from tests.factories.places import PlaceFactory
from verkstad.places import actions
from verkstad.places.forms import pictures

PAGE = "/bjorkhamn/en/staff/places/library/pictures/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def jpeg(size=(800, 600), **options):
    content = BytesIO()
    Image.new("RGB", size, "teal").save(content, "JPEG", **options)
    return content.getvalue()


def from_a_phone():
    """With its position, maker and comment, as a phone's camera writes them."""
    exif = Image.Exif()
    exif[0x010F] = "A phone"
    exif.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (56.0, 54.0, 18.5), GPS.GPSLongitudeRef: "E",
         GPS.GPSLongitude: (12.0, 29.0, 28.1)}
    )  # fmt: skip
    return jpeg(exif=exif, comment=b"Taken at home")


def png_that_says(width, height):
    """A few bytes that promise a picture of that size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def upload(client, content, name="picture.jpg", **said):
    file = SimpleUploadedFile(name, content)
    return client.post(PAGE, {"file": file, "alt_sv": "Ett hus"} | said)


def test_position_of_a_phone_s_picture_is_removed(client, editor, place):
    with Image.open(BytesIO(from_a_phone())) as taken:
        assert taken.getexif().get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] == (56.0, 54.0, 18.5)
    upload(client, from_a_phone())
    kept = place.pictures.get()
    with kept.file.open() as file:
        content = file.read()
    with Image.open(BytesIO(content)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif()), set(shown.info) & {"exif", "xmp", "comment"}) == (
            "WEBP",
            (640, 480),
            {},
            set(),
        )
    assert not any(trace in content for trace in (b"phone", b"home", b"Exif", b"GPS"))


def test_picture_is_described_in_each_language(client, editor, place):
    upload(client, jpeg(), alt_en="A house")
    assert place.pictures.get().alt == {"sv": "Ett hus", "en": "A house"}


def test_pictures_stand_in_the_order_they_came(client, editor, place):
    for words in ("Ett", "Två"):
        upload(client, jpeg(), alt_sv=words)
    assert [str(one.alt) for one in place.pictures.all()] == ["Ett", "Två"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "drawing.svg"),
        (SVG, "picture.jpg"),
        (b"%PDF-1.7", "picture.png"),
        (b"GIF89a" + b"\0" * 100, "picture.gif"),
        (jpeg()[:700], "picture.jpg"),
        (png_that_says(40_000, 40_000), "picture.png"),
        (png_that_says(8_001, 5_000), "picture.png"),
        (b"\x89PNG\r\n\x1a\n", "picture.png"),
    ],
    ids=["svg", "svg as jpeg", "pdf", "gif", "cut short", "bomb", "too many pixels", "only its beginning"],
)
def test_file_that_is_no_picture_for_us_is_refused_and_nothing_is_changed(client, editor, place, content, name):
    response = upload(client, content, name)
    assert response.context["form"].errors["file"] == [
        "This file cannot be used. Choose a JPEG, PNG or WebP of at most 40 megapixels."
    ]
    assert place.pictures.count() == 0


@pytest.mark.parametrize("taken_in", [True, False])
def test_file_that_is_too_large_is_refused_before_it_is_opened(client, editor, place, monkeypatch, settings, taken_in):
    monkeypatch.setattr(pictures, "MOST_BYTES", 1000)
    settings.LARGEST_UPLOAD = 20_000_000 if taken_in else 1000
    assert upload(client, jpeg()).context["form"].errors["file"] == [
        "The file is larger than 15 MB. Make the picture smaller and try again."
    ]


@pytest.mark.parametrize(
    ("said", "wrong"), [({"alt_sv": ""}, "alt_sv"), ({"alt_sv": "x" * 50_000}, "alt_sv"), ({"file": ""}, "file")]
)
def test_what_is_missing_is_told(client, editor, place, said, wrong):
    response = upload(client, jpeg(), **said)
    assert (list(response.context["form"].errors), place.pictures.count()) == ([wrong], 0)


@pytest.fixture
def picture(place):
    return actions.add_picture(place, BytesIO(jpeg()), alt={"sv": "Ett hus"})


def change(client, picture, **said):
    prefix = f"picture-{picture.pk}-"
    client.post(f"{PAGE}{picture.pk}/", {"do": said.pop("do", "save")} | {prefix + key: said[key] for key in said})


@pytest.mark.parametrize(("words", "kept"), [("Biblioteket", "Biblioteket"), ("", "Ett hus")])
def test_words_for_a_picture_are_changed_but_not_taken_away(client, editor, picture, words, kept):
    change(client, picture, alt_sv=words)
    picture.refresh_from_db()
    assert picture.alt == {"sv": kept}


def test_picture_is_removed_with_its_file(client, editor, place, picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change(client, picture, do="remove")
    assert (place.pictures.count(), picture.file.storage.exists(picture.file.name)) == (0, False)


def test_picture_of_another_place_is_not_found(client, editor, place, egesund):
    other = actions.add_picture(PlaceFactory(municipality=egesund), BytesIO(jpeg()), alt={"sv": "X"})
    assert client.post(f"{PAGE}{other.pk}/", {"do": "remove"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_the_number(client, editor, place, number, django_assert_num_queries):
    for _ in range(number):
        actions.add_picture(place, BytesIO(jpeg()), alt={"sv": "Ett hus"})
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)
