"""The open API: the search as JSON, for whoever wants to build on it."""

from datetime import date
from typing import Annotated, Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from verkstad.core.api import Problem
from verkstad.core.http import CountedResponse
from verkstad.core.translated import reading_in
from verkstad.municipalities.queries import municipality_by_slug
from verkstad.search import actions, queries
from verkstad.search.answers import Answer, DocumentHit, Group, Hit
from verkstad.search.models import FILTERS, Kind
from verkstad.search.queries.answer import MOST_PAGES, PAGE_SIZE

DESCRIPTION = """
Search the services, places, pages and documents of a municipality, and what it teaches, in everyday words.

The answer comes in groups, in the order in which a reader should see them: services, what there is to learn and
practise, places, pages, documents. When the words clearly ask for a document (“protokoll kommunstyrelsen mars”),
documents come first; when they ask for what is open (“bibliotek lördag”), places do; when they ask to learn something
(“lära mig swish”), what there is to learn does. When they ask for a number to call (“telefon bygglov”),
services have one. No key is needed to search.

A search is counted as one on the municipality's own pages is: after the answer has been sent, the words, the language,
the filters and how much was found are stored, without e-mail addresses and long numbers. Nothing about the reader is.
"""
MOST_CHARACTERS = 10_000


class OpenAPI(NinjaAPI):
    """What anybody's page may ask for, errors included."""

    def create_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


api = OpenAPI(
    title="Verkstad",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)


class Word(Schema):
    """A text and the language it is in, as a BCP 47 code."""

    text: str
    language: str


class Found(Schema):
    """A service, place or page, or something to learn from."""

    kind: str = Field(description="service, place or page; of what there is to learn: copy, package, module or course.")
    id: int = Field(description="Tells those of a kind from one another; 0 for a page.")
    slug: str = Field(description="Its name in addresses.")
    name: Word
    summary: Word
    owner: Word = Field(description="The organisation that answers for it.")
    facts: list[str] = Field(description="no_eid, online, phone, visit; and for whom: resident, business, association.")
    confidence: float = Field(description="The share of the words asked for that it has, rare ones counting more.")
    phone: str = Field(description="Of a service, when a phone number or e-mail address was asked for; else empty.")
    email: str = Field(description="As phone.")
    is_open: bool | None = Field(description="Whether somebody answers the phone now; null when that is not known.")


class FoundPiece(Schema):
    """A part of a snippet; ``matches`` is true for a word that was asked for."""

    text: str
    matches: bool


class FoundDocument(Schema):
    """Minutes, a report or another paper."""

    id: int
    title: Word
    url: str
    date: date
    document_kind: str
    snippet: list[FoundPiece]


class FoundGroup(Schema):
    """All hits of one kind on this page."""

    kind: str = Field(description="service, learning, place, page or document.")
    total: int = Field(description="How many there are on all pages.")
    has_more: bool = Field(description="Whether there is a next page.")
    hits: list[Found | FoundDocument]


class SearchAnswer(Schema):
    """The groups in order; an empty group is left out."""

    groups: list[FoundGroup]
    is_weak: bool = Field(description="True when nothing surely answers: offer a person to ask before these answers.")
    nearest: list[str] = Field(
        description="When the answer is weak: words close to those asked for that find something."
    )
    page: int
    intent: str = Field(
        description="What was asked for besides what it is about: document, place, contact, activity, learning; may be"
        " empty."
    )


class Asked(Schema):
    """What is asked."""

    q: str = Field(max_length=MOST_CHARACTERS, description="The reader's own words. Spelling need not be right.")
    municipality: str = Field(pattern=r"^[-\w]{1,50}$", description="Its name in addresses, such as bjorkhamn.")
    language: str = Field("", description="Language code; the municipality's main language when left out.")
    no_eid: bool = Field(False, description="Only what can be done without e-ID.")
    phone: bool = Field(False, description="Only what can be done by phone.")
    visit: bool = Field(False, description="Only what can be done in person.")
    business: bool = Field(False, description="Only what is for businesses.")
    page: int = Field(1, ge=1, le=MOST_PAGES, description="Which page of each group, from 1.")


@api.get(
    "/search",
    response={200: SearchAnswer, 404: Problem, 422: Problem},
    operation_id="search",
    summary="Search in everyday words",
    tags=["search"],
)
def search(request: HttpRequest, asked: Annotated[Asked, Query()]) -> HttpResponse:
    """The groups that answer the words, best first in each."""
    municipality = municipality_by_slug(asked.municipality)
    if municipality is None:
        raise HttpError(404, f"There is no municipality “{asked.municipality[:60]}”.")
    language = asked.language or municipality.main_language
    if language not in municipality.languages:
        known = ", ".join(municipality.languages)
        raise HttpError(422, f"The municipality has no language “{language[:60]}”; it has {known}.")
    filters = [fact for fact in FILTERS if getattr(asked, fact)]
    with reading_in(language, municipality.main_language):
        answer = queries.search(municipality, asked.q, language, filters=filters, page=asked.page)
        response = api.create_response(request, as_json(answer), status=200)
    if not asked.q.strip() or (asked.page > 1 and not answer.groups):
        return response
    return CountedResponse(
        response.content,
        headers=response.headers,
        count=lambda: actions.record_search(uuid4(), municipality, language, answer),
    )


@api.exception_handler(ValidationError)
def tell_what_is_wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [f"{_place(*problem['loc'])}: {problem['msg']}" for problem in error.errors]
    return api.create_response(request, {"detail": "; ".join(problems)}, status=422)


@api.exception_handler(AuthenticationError)
def ask_for_a_key(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = api.create_response(request, {"detail": "This needs a key that works."}, status=401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(RequestDataTooBig)
def tell_how_much_is_too_much(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:_}".replace("_", " ")
    detail = f"This is more than can be sent at once: {most} bytes."
    return api.create_response(request, {"detail": detail}, status=413)


def _place(kind: str, *path: str | int) -> str:
    """Of something in what was sent; the body has a name of ours before it."""
    return ".".join(str(part) for part in (path[1:] if kind == "body" else path))


def as_json(answer: Answer) -> SearchAnswer:
    return SearchAnswer(
        groups=[_group(group, answer.page) for group in answer.groups],
        is_weak=answer.is_weak,
        nearest=list(answer.nearest),
        page=answer.page,
        intent=answer.intent or "",
    )


def _group(group: Group, page: int) -> FoundGroup:
    has_more = page < MOST_PAGES and group.total > page * PAGE_SIZE
    hits = [_document(hit) if isinstance(hit, DocumentHit) else _found(hit) for hit in group.hits]
    return FoundGroup(kind=Kind(group.kind).value, total=group.total, has_more=has_more, hits=hits)


def _found(hit: Hit) -> Found:
    contact = hit.contact
    return Found(
        kind=hit.kind,
        id=hit.object_id,
        slug=hit.slug,
        name=Word(text=hit.name, language=hit.name.language),
        summary=Word(text=hit.summary, language=hit.summary.language),
        owner=Word(text=hit.owner, language=hit.owner.language),
        facts=sorted(hit.facts),
        confidence=round(hit.confidence, 3),
        phone=contact.phone if contact else "",
        email=contact.email if contact else "",
        is_open=contact.opening.is_open if contact and contact.opening else None,
    )


def _document(hit: DocumentHit) -> FoundDocument:
    return FoundDocument(
        id=hit.object_id,
        title=Word(text=hit.title, language=hit.title.language),
        url=hit.url,
        date=hit.date,
        document_kind=hit.document_kind,
        snippet=[FoundPiece(text=piece.text, matches=piece.matches) for piece in hit.snippet],
    )
