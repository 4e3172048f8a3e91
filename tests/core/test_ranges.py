"""Parts of files, as browsers ask for them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.test import RequestFactory

from verkstad.core import ranges
from verkstad.core.models import AuditEntry

CONTENT = b"0123456789"


@pytest.fixture
def file():
    name = default_storage.save("videos/ten.webm", ContentFile(CONTENT))
    yield FieldFile(AuditEntry(), FileField(), name)
    default_storage.delete(name)


def ask(file, **headers):
    return ranges.sent(RequestFactory().get("/", headers=headers), file, "video/webm")


@pytest.mark.parametrize("header", ["", "bytes=5-2", "bytes=-", "bytes=0-1,4-5", "pages=1-2", "bytes=a-"])
def test_all_is_sent_when_no_one_part_is_asked_for(file, header):
    response = ask(file, Range=header)
    assert (response.status_code, response.getvalue()) == (200, CONTENT)
    assert dict(response.items()) == {
        "Accept-Ranges": "bytes",
        "Content-Length": "10",
        "Content-Type": "video/webm",
        "ETag": f'"{file.name}"',
    }


@pytest.mark.parametrize(
    ("header", "part", "where"),
    [
        ("bytes=0-", CONTENT, "0-9"),
        ("bytes=0-1", b"01", "0-1"),
        ("bytes=8-99", b"89", "8-9"),
        ("bytes=-3", b"789", "7-9"),
        ("bytes=-99", CONTENT, "0-9"),
    ],
)
def test_part_is_sent_and_says_where_it_stands(file, monkeypatch, header, part, where):
    monkeypatch.setattr(ranges, "PIECE", 4)
    response = ask(file, Range=header)
    assert (response.status_code, response.getvalue()) == (206, part)
    assert (response["Content-Range"], response["Content-Length"]) == (f"bytes {where}/10", str(len(part)))


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_what_is_outside_the_file_is_told(file, header):
    response = ask(file, Range=header)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")


def test_rest_of_a_file_is_given_as_far_as_no_thread_waits(file, monkeypatch):
    monkeypatch.setattr(ranges, "MOST_AT_ONCE", 4)
    rest, all_of_it = ask(file, Range="bytes=3-"), ask(file)
    assert (rest.streaming, rest.getvalue(), rest["Content-Range"]) == (False, b"3456", "bytes 3-6/10")
    assert (all_of_it.streaming, all_of_it.getvalue()) == (True, CONTENT)


def test_file_that_is_there_already_is_not_sent_again(file):
    assert ask(file, **{"If-None-Match": f'"{file.name}"'}).status_code == 304


def test_part_of_another_file_is_not_put_to_this_one(file):
    assert ask(file, **{"Range": "bytes=0-1", "If-Range": '"other"'}).status_code == 200
    assert ask(file, **{"Range": "bytes=0-1", "If-Range": f'"{file.name}"'}).status_code == 206
