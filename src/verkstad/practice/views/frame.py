"""What is shown in the frame, and the pictures and fonts in it. No cookie is read here and none is set."""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import override
from django.views.decorators.cache import cache_control

from verkstad.practice import frames
from verkstad.practice.models import Asset, Screen
from verkstad.practice.queries.showing import framed_screen
from verkstad.practice.recorded.writer import PLAYER


def frame(request: HttpRequest, token: str) -> HttpResponse:
    framed = frames.read(token)
    try:
        screen = framed_screen(framed.screen)
    except Screen.DoesNotExist as error:
        raise Http404 from error
    nonce = "" if framed.still else secrets.token_urlsafe(16)
    context = {"screen": screen, "nonce": nonce, "page": framed.page, "pointed": framed.pointed}
    is_recorded = bool(screen.row.page)
    with override(screen.language):
        html = _recorded_page(framed, context) if is_recorded else render_to_string("practice/frame.html", context)
    policy = frames.frame_policy(request, framed, nonce=nonce, has_own_styles=is_recorded)
    return HttpResponse(
        html,
        headers={
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
            "Cache-Control": "private, max-age=600",
        },
    )


def _recorded_page(framed: frames.Framed, context: dict[str, Any]) -> str:
    """With what is pointed out marked, the style for that in its shadows too, and the player."""
    at = f'data-at="{framed.pointed}"'
    page: str = context["screen"].row.page.replace(at, f'{at} data-pointed=""' if framed.still else at, 1)
    style = f'<link rel="stylesheet" href="{static("verkstad/css/practice-pointed.css")}">'
    page = page.replace("</template>", f"{style}</template>")
    return page.replace(PLAYER, f"{style}{render_to_string('practice/player.html', context)}")


@cache_control(public=True, max_age=31_536_000, immutable=True)
def asset(request: HttpRequest, sha256: str) -> HttpResponse:
    """A drawing may hold a script, so each is in a sandbox of its own when it is opened by itself."""
    found = Asset.objects.filter(pk=sha256).first()
    if found is None:
        raise Http404
    return HttpResponse(
        bytes(found.content),
        content_type=found.kind,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            "X-Robots-Tag": "noindex",
        },
    )
