"""Only those who are signed in send large files; of others nothing of one is kept, on whatever page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.staff import sign_in
from verkstad.core.uploads import LimitedUpload, too_large
from verkstad.identity.models import Role

PAGES = ["/bjorkhamn/sv/staff/learning/1/videos/", "/bjorkhamn/sv/certificates/"]


def files_kept(client, page, **sizes):
    files = {name: SimpleUploadedFile("file.mp4", b" " * size) for name, size in sizes.items()}
    request = client.post(page, files).wsgi_request
    return {name: file.size for name, file in request.FILES.items()}, too_large(request)


@pytest.mark.parametrize("page", PAGES)
def test_large_file_of_a_stranger_is_dropped_before_it_is_kept(bjorkhamn, page, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client(enforce_csrf_checks=True)
    assert files_kept(client, page, video=1001) == ({}, {"video"})
    assert files_kept(client, page, video=1000) == ({"video": 1000}, set())


def test_many_files_of_a_stranger_are_no_more_than_one(client, bjorkhamn, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert files_kept(client, PAGES[0], first=600, second=600) == ({"first": 600}, {"second"})


def test_each_file_of_who_is_signed_in_may_be_large(client, bjorkhamn, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.LARGEST_UPLOAD = 1000, 2000
    settings.LARGEST_UPLOADS = {"video": 3000}
    sign_in(client, Role.READER, bjorkhamn)
    kept = files_kept(client, PAGES[0], first=2000, second=2001, video=3000)
    assert kept == ({"first": 2000, "video": 3000}, {"second"})


def test_without_a_session_nobody_is_signed_in(settings):
    handler = LimitedUpload()
    handler.new_file("video", "file.mp4", "video/mp4", 1)
    assert handler.most == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
