"""The groups of a search answer as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verkstad.core.jinja import url
from verkstad.core.writing import foreign
from verkstad.courses import words as course_words
from verkstad.courses.queries.listing import soonest_of
from verkstad.municipalities.models import Municipality
from verkstad.municipalities.requests import PortalRequest
from verkstad.places.board import Board
from verkstad.places.queries import places_by_id, soonest_on
from verkstad.places.words import badge, opening_sentence
from verkstad.portal.cards import place_card
from verkstad.portal.links import Chip, chip
from verkstad.search.answers import Answer, Contact, DocumentHit, Group, Hit
from verkstad.search.models import FILTERS, Fact, Kind
from verkstad.search.queries.answer import MOST_PAGES, PAGE_SIZE

# What somebody can do with it, said above what it is about.
_LEARNABLE = {
    Kind.COPY: gettext_lazy("Try it: practice copy"),
    Kind.PACKAGE: gettext_lazy("Learn: a package of the digital driving licence"),
    Kind.MODULE: gettext_lazy("Learn: a module, at your own pace"),
    Kind.COURSE: gettext_lazy("Learn together: a course"),
}


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """A heading, which card its hits are shown by ("place" or "result"), and the cards."""

    kind: str
    heading: str
    card: str
    cards: list[dict[str, object]]


def groups_for_page(answer: Answer, municipality: Municipality, here: Board, now: datetime) -> list[ResultGroup]:
    return [_group(group, answer, municipality, here, now) for group in answer.groups]


def _group(group: Group, answer: Answer, municipality: Municipality, here: Board, now: datetime) -> ResultGroup:
    heading = _("Perhaps one of these") if answer.is_weak and group.kind == Kind.SERVICE else _heading(group)
    first = (answer.page - 1) * PAGE_SIZE + 1
    if group.kind == Kind.PLACE:
        return ResultGroup(group.kind, heading, "place", _places(group.hits, here, now, first))
    cards = [
        _document(hit, position) if isinstance(hit, DocumentHit) else _entry(hit, position)
        for position, hit in enumerate(group.hits, first)
    ]
    _tell_next_dates(group.hits, cards, municipality, now)
    return ResultGroup(group.kind, heading, "result", cards)


def _tell_next_dates(
    hits: Sequence[Hit | DocumentHit], cards: Sequence[dict[str, object]], municipality: Municipality, now: datetime
) -> None:
    """On the cards of courses, when somebody can come next and how many seats are left."""
    courses = {hit.object_id: card for hit, card in zip(hits, cards, strict=True) if hit.kind == Kind.COURSE}
    for course, given in (soonest_of(courses, municipality, now) if courses else {}).items():
        parts = courses[course]["meta"], course_words.session(given.sessions[0]), course_words.left(given)
        courses[course]["meta"] = " · ".join(map(str, parts))


def _heading(group: Group) -> str:
    match group.kind:
        case Kind.SERVICE:
            words = ngettext("%(number)s service", "%(number)s services", group.total)
        case Kind.PLACE:
            words = _("Places and contacts")
        case Kind.PAGE:
            words = _("Pages")
        case Kind.LEARNING:
            words = _("Learn and practise")
        case _:
            words = _("Minutes and reports")
    return words % {"number": group.total}


def _chosen(hit: Hit | DocumentHit, position: int) -> str:
    """What the browser tells when the answer is chosen: kind, id and place in its group, over all pages."""
    return f"{hit.kind}:{hit.object_id}:{position}"


def _entry(hit: Hit, position: int) -> dict[str, object]:
    """A service with its ways, or what needs neither e-ID nor a way: a page, something to learn from."""
    is_service = hit.kind == Kind.SERVICE
    facts = hit.facts if is_service else frozenset()
    ways = {"online": Fact.ONLINE, "phone": Fact.PHONE, "visit": Fact.VISIT}
    eid = ("needed" if hit.needs_eid else "none") if Fact.ONLINE in facts else ""
    return {
        "title": hit.name,
        "url": _address(hit),
        "summary": hit.summary,
        "lang": foreign(hit.name),
        "organisation": hit.owner,
        "eid": eid,
        "channel_kinds": [kind for kind, fact in ways.items() if fact in facts],
        "icon_name": "",
        "meta": _LEARNABLE.get(hit.kind, ""),
        # A copy is often called as its service is.
        "before": _("Practise:") if hit.kind == Kind.COPY else "",
        "chosen": _chosen(hit, position),
    } | (_contact(hit.contact) if hit.contact else {})


def _address(hit: Hit) -> str:
    match hit.kind:
        case Kind.SERVICE:
            return url("portal:service", hit.slug)
        case Kind.COPY:
            return url("practising:about", hit.slug)
        case Kind.PACKAGE:
            return url("learning:package", hit.slug)
        case Kind.MODULE:
            return url("learning:module", *hit.slug.split("/"))
        case Kind.COURSE:
            return url("course-pages:course", hit.slug)
        case _:
            return url(hit.slug)


def _contact(contact: Contact) -> dict[str, object]:
    """Whom to call or write to, for who asked."""
    card: dict[str, object] = {"phone": contact.phone, "email": contact.email}
    if contact.opening:
        card |= {"state": badge(contact.opening), "open_text": opening_sentence(contact.opening)}
    return card


def _places(hits: Sequence[Hit | DocumentHit], here: Board, now: datetime, first: int) -> list[dict[str, object]]:
    chosen = {hit.object_id: _chosen(hit, position) for position, hit in enumerate(hits, first)}
    found = places_by_id(here, now, list(chosen))
    return [place_card(place, chosen=chosen[place.place.pk]) for place in found]


def _document(hit: DocumentHit, position: int) -> dict[str, object]:
    return {
        "title": hit.title,
        "url": hit.url,
        "organisation": "",
        "eid": "",
        "channel_kinds": [],
        "icon_name": "document",
        "lang": foreign(hit.title),
        "meta": f"{hit.document_kind.capitalize()}, {date_format(hit.date, 'DATE_FORMAT')}",
        "summary": _snippet(hit),
        "chosen": _chosen(hit, position),
    }


def _snippet(hit: DocumentHit) -> SafeString:
    marked = ((format_html("<mark>{}</mark>", piece.text) if piece.matches else piece.text,) for piece in hit.snippet)
    return format_html_join("", "{}", marked)


def filter_chips(request: PortalRequest) -> list[Chip]:
    return [chip(request, fact.label, "only", fact.value) for fact in FILTERS]


def help_beside(here: Board, now: datetime) -> list[dict[str, object]]:
    """Two places where a person can help, for beside the answers."""
    return [place_card(place) for place in soonest_on(here, now, limit=2)]


def pages_of(answer: Answer) -> Page[int]:
    """Where this page stands among all; its groups end at different ones, the last with the longest."""
    most = max((group.total for group in answer.groups), default=0)
    return Paginator(range(min(most, MOST_PAGES * PAGE_SIZE)), PAGE_SIZE).page(answer.page)
