"""The videos of what is taught, with their captions."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control

from verkstad.core import ranges
from verkstad.learning import access
from verkstad.learning.models import Video
from verkstad.municipalities.requests import PortalRequest


@cache_control(public=True, max_age=3600)
def video(request: PortalRequest, key: str, name: str) -> HttpResponseBase:
    found = access.get_video_for_learner(request.municipality, key, name)
    return ranges.sent(request, found.file, found.kind)


@cache_control(public=True, max_age=3600)
def captions(request: PortalRequest, key: str, name: str, language: str) -> HttpResponse:
    return captions_response(access.get_video_for_learner(request.municipality, key, name), language)


def captions_response(video: Video, language: str) -> HttpResponse:
    """Raises Http404."""
    if language not in video.captions:
        raise Http404
    return HttpResponse(video.captions[language], content_type="text/vtt; charset=utf-8")
