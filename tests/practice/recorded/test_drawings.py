"""A drawing that was recorded may hold a script. It never runs: not in a picture, nor when it is opened by itself."""

from contextlib import closing
from hashlib import sha256

import pytest
from django.test import RequestFactory

from tests.practice.recorded import hostile
from verkstad.practice.models import Asset
from verkstad.practice.views.frame import asset


@pytest.fixture
def canary():
    with hostile.canary() as running:
        yield running


@pytest.fixture
def drawing(canary) -> bytes:
    hit = f"{canary.address}/hit/drawing"
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="fetch('{hit}')">
        <image href="{hit}"/><style>@import "{hit}";</style><script>fetch("{hit}")</script></svg>""".encode()


@pytest.fixture
def heard(browser, canary):
    def heard_of(content, html=None, **headers):
        with hostile.canary() as host, closing(browser.new_context()) as context:
            host.show("/drawing", content, **headers)
            host.show("/", html or "")
            page = context.new_page()
            page.goto(f"{host.address}/{'drawing' if html is None else ''}")
            page.wait_for_timeout(700)
        return canary.heard

    return heard_of


def test_a_drawing_alone_would_be_heard_of(heard, drawing):
    assert heard(drawing, Content_Type="image/svg+xml") != []


@pytest.mark.django_db
@pytest.mark.parametrize("html", [None, '<img src="/drawing">', '<div style="background: url(/drawing)">x</div>'])
def test_a_drawing_is_never_heard_of_as_we_serve_it(heard, drawing, html):
    name = sha256(drawing).hexdigest()
    Asset.objects.create(pk=name, kind="image/svg+xml", content=drawing)
    answer = asset(RequestFactory().get("/"), name)
    assert heard(answer.content, html, **answer.headers) == []
