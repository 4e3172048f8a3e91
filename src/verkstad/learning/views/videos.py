"""The videos of a package and their captions: to bring, look through and take away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.core import ranges
from verkstad.core.uploads import too_large
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access
from verkstad.learning.actions import videos as actions
from verkstad.learning.actions.pictures import Shown
from verkstad.learning.forms.videos import CaptionsForm, VideoForm
from verkstad.learning.queries.pictures import uses_of
from verkstad.learning.views.loading import load
from verkstad.learning.views.watching import captions_response


@staff(Role.EDITOR)
def videos(request: StaffRequest, package_id: int) -> HttpResponse:
    package = load(request, package_id)
    form = VideoForm(request.POST or None, request.FILES or None, too_large=too_large(request))
    if form.is_valid():
        added = actions.add_video(package, *form.cleaned_data["video"], by=request.member.actor)
        words = _("The video is added. In lessons it is called %(name)s. Now it needs captions.")
        messages.success(request, words % {"name": added.name})
        return redirect("learning_staff:videos", package_id)
    uses = uses_of(package, "video")
    shown = [(video, uses.get(video.name, 0)) for video in package.videos.order_by("name")]
    return render(request, "learning/staff_videos.html", {"package": package, "form": form, "videos": shown})


@staff(Role.EDITOR)
def captions(request: StaffRequest, package_id: int, name: str, language: str) -> HttpResponse:
    video = access.get_video_for_staff(load(request, package_id), name)
    if language not in request.municipality.languages:
        raise Http404
    sent = request.POST or None, request.FILES or None
    form = CaptionsForm(*sent, too_large=too_large(request), initial={"text": video.captions.get(language, "")})
    form.fields["text"].widget.attrs["lang"] = language
    if form.is_valid():
        actions.save_captions(video, language, form.captions, by=request.member.actor)
        messages.success(request, _("The captions are saved."))
        return redirect("learning_staff:videos", package_id)
    context = {"package": video.package, "video": video, "language": language, "form": form}
    return render(request, "learning/staff_captions.html", context)


@staff(Role.EDITOR)
@require_POST
def remove(request: StaffRequest, package_id: int, name: str) -> HttpResponse:
    try:
        actions.remove_video(access.get_video_for_staff(load(request, package_id), name), by=request.member.actor)
        messages.success(request, _("The video is removed."))
    except Shown:
        messages.warning(request, _("A lesson shows this video, so it stays."))
    return redirect("learning_staff:videos", package_id)


@staff(Role.READER)
def video(request: StaffRequest, package_id: int, name: str) -> HttpResponseBase:
    found = access.get_video_for_staff(load(request, package_id), name)
    return ranges.sent(request, found.file, found.kind)


@staff(Role.READER)
def captions_file(request: StaffRequest, package_id: int, name: str, language: str) -> HttpResponse:
    return captions_response(access.get_video_for_staff(load(request, package_id), name), language)
