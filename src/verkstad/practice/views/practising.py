"""Residents' pages: which copies there are, what one is about, and the practising itself."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from verkstad.core.translated import Text
from verkstad.municipalities.requests import PortalRequest
from verkstad.practice import access, frames, persona_words
from verkstad.practice.digcomp import COMPETENCES
from verkstad.practice.models import Edition
from verkstad.practice.queries import showing
from verkstad.practice.texts import filled


def copy_list(request: PortalRequest, wrong_code: str = "") -> HttpResponse:
    """``wrong_code``: what was typed that is no group's."""
    access.practises_here(request.municipality)
    editions = showing.copies_for_residents(request.municipality, _languages(request))
    context = {"editions": editions, "intro": _intro, "wrong_code": wrong_code}
    return render(request, "practice/list.html", context, status=404 if wrong_code else 200)


def about(request: PortalRequest, key: str) -> HttpResponse:
    edition = edition_asked_for(request, key)
    screens = showing.shown_screens(edition)
    trained = sorted({step.trains for screen in screens for step in screen.steps if step.trains})
    context = _context(edition) | {
        "number_of_steps": sum(len(screen.steps) for screen in screens),
        "trained": [COMPETENCES[code] for code in trained],
        "service": showing.service_of(edition.copy),
        "languages": [one for one in showing.languages_of(edition.copy) if one != edition.copy.language],
    }
    return render(request, "practice/about.html", context)


def practise(request: PortalRequest, key: str) -> HttpResponse:
    """With a script all of it happens on this page; without, each step is a page of its own."""
    edition = edition_asked_for(request, key)
    screens = showing.shown_screens(edition)
    steps = [(screen, step) for screen in screens for step in screen.steps]
    number = min(_whole(request.GET.get("step", "")), len(steps))
    screen, step = steps[number - 1]
    context = (
        _context(edition)
        | _in_group(request, edition)
        | {
            "screen": screen,
            "step": step,
            "pointed": step.target,
            "still": frames.address(request, screen.row, still=True, pointed=step.target),
            "number_of_steps": len(steps),
            "player": _for_player(request, screens),
        }
    )
    response = render(request, "practice/practise.html", context)
    response.headers["Content-Security-Policy"] = frames.page_policy(request)
    return response


def done(request: PortalRequest, key: str) -> HttpResponse:
    edition = edition_asked_for(request, key)
    others = showing.copies_for_residents(request.municipality, _languages(request))
    more = [one for one in others if one.copy.key != key][:3]
    context = _context(edition) | {"others": more, "service": showing.service_of(edition.copy)}
    return render(request, "practice/done.html", context)


def sheet(request: PortalRequest, key: str) -> HttpResponse:
    edition = edition_asked_for(request, key)
    return render(request, "practice/sheet.html", _context(edition) | {"screens": showing.shown_screens(edition)})


def card(request: PortalRequest, key: str) -> HttpResponse:
    edition = edition_asked_for(request, key)
    details = persona_words.details(edition.persona, showing.fields_used(edition))
    return render(request, "practice/card.html", _context(edition) | {"details": details})


def edition_asked_for(request: PortalRequest, key: str) -> Edition:
    return access.get_edition_for_resident(request.municipality, key, _languages(request))


def _languages(request: PortalRequest) -> list[str]:
    """That which is asked for, the reader's, the municipality's."""
    return [request.GET.get("language", ""), request.language, request.municipality.main_language]


def _context(edition: Edition) -> dict[str, Any]:
    return {
        "edition": edition,
        "title": Text(edition.title, edition.copy.language),
        "intro": Text(_intro(edition), edition.copy.language),
        "persona": edition.persona,
        "story": showing.story(edition),
        "may_differ": showing.may_differ(edition, timezone.localdate()),
    }


def _in_group(request: PortalRequest, edition: Edition) -> dict[str, Any]:
    """Whom the steps are told of: a browser without a script has the number that it is known by in its addresses."""
    try:
        learner = UUID(request.GET.get("learner", ""))
    except ValueError:
        learner = uuid4()
    group = request.GET.get("group", "")
    return {"group": group, "learner": learner.hex, "query_in_group": query_in_group(edition, group, learner)}


def query_in_group(edition: Edition, group: str, learner: UUID) -> str:
    """What the addresses of steps end with."""
    return urlencode({"language": edition.copy.language} | ({"group": group, "learner": learner.hex} if group else {}))


def _intro(edition: Edition) -> str:
    return filled(edition.intro, edition.persona.fields)


def _for_player(request: PortalRequest, screens: list[showing.ShownScreen]) -> dict[str, Any]:
    """What the page's script needs: where the frames are, and what is said at each step."""
    return {
        "screens": [{"address": frames.address(request, screen.row), "title": screen.title} for screen in screens],
        "steps": [
            {
                "screen": number,
                "key": step.key,
                "goal": step.goal,
                "expect": step.expect,
                "hints": step.hints,
                "wrong": step.wrong,
                "answers": step.answers,
            }
            for number, screen in enumerate(screens)
            for step in screen.steps
        ],
    }


def _whole(words: str) -> int:
    """A number of a step from 1, whatever stands in the address."""
    return max(1, int(words)) if words.isascii() and words.isdigit() and len(words) < 4 else 1
