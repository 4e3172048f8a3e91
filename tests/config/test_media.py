"""Pictures as the program itself hands them out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture
def picture() -> Iterator[Path]:
    # All test processes share the folder, and each takes away what it made.
    file = Path(settings.MEDIA_ROOT) / "places" / f"{os.getpid()}.webp"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"RIFF")
    yield file
    file.unlink()


def test_picture_may_be_kept_for_ever(client, picture):
    response = client.get(f"/media/places/{picture.name}")
    assert (response.getvalue(), response.headers["Content-Type"]) == (b"RIFF", "image/webp")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 404),
        ("places/", 404),
        ("places/none.webp", 404),
        (f"places/{'a' * 5000}", 404),
        ("/etc/passwd", 404),
        ("../secret-key", 404),
        ("places/../videos/x.mp4", 404),
    ],
)
def test_nothing_else_is_handed_out(client, picture, path, status):
    response = client.get(f"/media/{path}")
    assert (response.status_code, "immutable" in response.headers.get("Cache-Control", "")) == (status, False)
