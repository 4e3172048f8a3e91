"""Residents' pages: what there is to learn, and the learning itself. All of it can be done without a script."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from verkstad.core.limits import CallsThisMinute, too_many
from verkstad.core.translated import Text
from verkstad.identity.access import shown_as_member
from verkstad.identity.requests import StaffRequest
from verkstad.learning import access, proofs, receipts
from verkstad.learning.actions import counts
from verkstad.learning.models import Counted, ModuleText, PackageEdition, Picture, State, Way
from verkstad.learning.queries import own, reading
from verkstad.learning.queries.certificates import trained_by, ways_of
from verkstad.learning.quizzes import mark
from verkstad.municipalities.requests import PortalRequest
from verkstad.practice import completion
from verkstad.practice.digcomp import COMPETENCES

# From one address, of each process: a class that learns together has one.
MOST_ANSWERS, MOST_RECEIPTS = 600, 20
_answers = CallsThisMinute()


def package_list(request: PortalRequest) -> HttpResponse:
    access.learns_here(request.municipality)
    return render(request, "learning/list.html", {"editions": reading.editions_for_learners(request.municipality)})


@shown_as_member
def package(request: StaffRequest, key: str) -> HttpResponse:
    """What is taught; of one that is withdrawn, what was."""
    edition = access.get_editions_for_certificate(request.municipality, key)[0]
    if edition.state == State.RETIRED:
        return redirect("learning:edition", key, edition.number)
    modules = reading.modules_of(edition, _languages(request))
    together = import_string(settings.LEARNT_TOGETHER)(request.municipality, edition)
    context = {"edition": edition, "modules": modules, "together": together, "proved": _proved(request, edition)}
    return render(request, "learning/package.html", context)


def edition(request: PortalRequest, key: str, number: int) -> HttpResponse:
    """What an edition teaches or taught, for whoever is shown a certificate of it."""
    found = access.get_edition_of_certificates(request.municipality, key, number)
    modules = reading.modules_of(found, _languages(request))
    context = {
        "edition": found,
        "is_taught": found.state == State.PUBLISHED,
        "ways": ways_of(found),
        "modules": modules,
        "copies": {text.pk: len(proofs.practice_keys(text)) for text in modules},
        "trained": trained_by(found),
    }
    return render(request, "learning/edition.html", context)


@shown_as_member
def module(request: StaffRequest, key: str, module_key: str) -> HttpResponse:
    edition, text = asked_for(request, key, module_key)
    context = _context(edition, text) | {
        "trained": [COMPETENCES[code] for code in text.module.trains],
        "languages": [one for one in reading.languages_of(text) if one != text.language],
        "can_be_tested": Way.TEST in edition.proved_by and bool(text.quiz),
        "can_be_practised": Way.PRACTICE in edition.proved_by,
        "copies": reading.copies_in(text, request.municipality),
        "proved": _proved(request, edition),
    }
    return render(request, "learning/module.html", context)


def lesson(request: PortalRequest, key: str, module_key: str, lesson_key: str) -> HttpResponse:
    edition, text = asked_for(request, key, module_key)
    keys = [one["key"] for one in text.lessons]
    if lesson_key not in keys:
        raise Http404
    place = keys.index(lesson_key)
    following = text.lessons[place + 1] if place + 1 < len(keys) else None
    before = text.lessons[place - 1] if place else None
    context = {"lesson": text.lessons[place], "number": place + 1, "following": following, "before": before}
    copies = reading.copies_in(text, request.municipality)
    return render(request, "learning/lesson.html", _context(edition, text) | context | {"copies": copies})


def paper(request: PortalRequest, key: str, module_key: str) -> HttpResponse:
    """The whole module, to print."""
    edition, text = asked_for(request, key, module_key)
    copies = reading.copies_in(text, request.municipality)
    return render(request, "learning/paper.html", _context(edition, text) | {"copies": copies})


@csrf_exempt  # It changes no more than a count, and residents have no cookie that a token could stand in.
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: PortalRequest, key: str, module_key: str) -> HttpResponse:
    """The questions; and when they are answered, what was right and why."""
    edition, text = asked_for(request, key, module_key)
    if not text.quiz:
        raise Http404
    if request.method == "POST" and _answers.count(request) > MOST_ANSWERS:
        return too_many(request)
    marked = mark(text.quiz, dict(request.POST.lists()))
    is_passed = marked.is_passed(edition.pass_mark)
    if request.method == "POST" and marked.is_whole:
        counts.count(text, Counted.PASSED if is_passed else Counted.NOT_PASSED)
    proves = is_passed and Way.TEST in edition.proved_by
    context = {
        "marked": marked,
        "is_answered": request.method == "POST" and marked.is_whole,
        "lacks": request.method == "POST" and not marked.is_whole,
        "is_passed": is_passed,
        "receipt": receipts.receipt(edition, text.module.key, Way.TEST) if proves else "",
        "following": _following(request, edition, text),
    }
    return render(request, "learning/quiz.html", _context(edition, text) | context)


@csrf_exempt  # As above.
@require_POST
def prove(request: PortalRequest, key: str, module_key: str) -> JsonResponse | HttpResponse:
    """The browser shows what was practised, and is given a receipt for the module when that is enough."""
    edition, text = asked_for(request, key, module_key)
    if _answers.count(request) > MOST_ANSWERS:
        return too_many(request)
    done = filter(None, map(completion.read, request.POST.getlist("receipt")[:MOST_RECEIPTS]))
    asked = reading.copies_in(text, request.municipality)
    try:
        is_proved = proofs.is_practised(edition, asked, done, request.municipality)
    except proofs.TooManyHints as many:
        return JsonResponse({"hints": many.hints})
    return JsonResponse({"receipt": receipts.receipt(edition, module_key, Way.PRACTICE)} if is_proved else {})


@cache_control(public=True, max_age=3600)
def picture(request: PortalRequest, key: str, name: str) -> HttpResponse:
    return picture_response(access.get_picture_for_learner(request.municipality, key, name))


def picture_response(picture: Picture) -> HttpResponse:
    """A drawing may hold a script, so each is in a sandbox of its own when it is opened by itself."""
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return HttpResponse(bytes(picture.content), content_type=picture.kind, headers=headers)


def asked_for(request: PortalRequest, key: str, module_key: str) -> tuple[PackageEdition, ModuleText]:
    edition = access.get_edition_for_learner(request.municipality, key)
    return edition, access.get_module_for_learner(edition, module_key, _languages(request))


def _proved(request: StaffRequest, edition: PackageEdition) -> set[str]:
    """The keys of modules that a member who is signed in has proved; of all others the browser knows."""
    member = getattr(request, "member", None)
    return own.modules_proved(member.user, edition) if member else set()


def _following(request: PortalRequest, edition: PackageEdition, text: ModuleText) -> ModuleText | None:
    modules = reading.modules_of(edition, _languages(request))
    return next((one for one in modules if one.module.position > text.module.position), None)


def _languages(request: PortalRequest) -> list[str]:
    """That which is asked for, the reader's, the municipality's."""
    return [request.GET.get("language", ""), request.language, request.municipality.main_language]


def _context(edition: PackageEdition, text: ModuleText) -> dict[str, Any]:
    return {
        "edition": edition,
        "text": text,
        "title": Text(text.title, text.language),
        "goal": Text(text.goal, text.language),
        "name": f"{edition.package.key}/{text.module.key}",
        "count": reverse("learning:count", args=[edition.package.key, text.module.key]),
        "query": f"?language={text.language}",
    }
