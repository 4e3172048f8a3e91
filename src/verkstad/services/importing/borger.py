"""Articles of borger.dk, as its service ArticleExport.svc answers GetArticlesByIDs and GetArticleByID.

Each element Article has ArticleID, ArticleTitle, ArticleHeader, ArticleUrl, Content (HTML), PublishingDate and
LastUpdated, in whatever namespace. Links to self-service stand in Content in the list #selvbetjeningslinks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from verkstad.services.importing.entries import Broken, Entry, Found, Problem, Refused, Values
from verkstad.services.importing.formats import Download, Format, Material, Told
from verkstad.services.importing.html_text import opening, plain_text
from verkstad.services.importing.service_target import SERVICES, channel

_FIELDS = ("ArticleID", "ArticleUrl", "ArticleTitle", "ArticleHeader", "Content", "PublishingDate", "LastUpdated")
_LINKS = re.compile(r"""<(\w+)[^>]*\bid=["']selvbetjeningslinks["'].*?</\1>""", re.DOTALL)
_SUMMARY = 400


def read(material: Material) -> tuple[Told, Iterator[Entry]]:
    return {}, (_entry(number, article, material) for number, article in enumerate(_articles(material), 1))


def _articles(material: Material) -> Iterator[dict[str, str]]:
    try:
        with material.path.open("rb") as file:
            for _event, element in iterparse(file, forbid_dtd=True):
                if _name(element) == "Article":
                    yield {_name(child): child.text or "" for child in element if _name(child) in _FIELDS}
                    element.clear()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Broken(gettext_noop("The file cannot be read as XML: %(error)s."), error=str(error)) from error


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _entry(number: int, article: dict[str, str], material: Material) -> Entry:
    key, name = article.get("ArticleID", "").strip(), plain_text(article.get("ArticleTitle", ""))
    try:
        return Found(number, SERVICES.name, key, name, _values(article, key, name), article)
    except Problem as problem:
        return Refused(number, SERVICES.name, problem, key, name, article)


def _values(article: Mapping[str, str], key: str, name: str) -> Values:
    """In Danish, which is what borger.dk is written in."""
    if not key:
        raise Problem(gettext_noop("It has no ArticleID."))
    body = plain_text(_LINKS.sub("", article.get("Content", "")))
    header = plain_text(article.get("ArticleHeader", ""))
    values: Values = {"name.da": name, "summary.da": opening(header or body, _SUMMARY) or name, "description.da": body}
    if url := article.get("ArticleUrl", "").strip():
        values["channels"] = [channel("online", url=url, eid_need=None)]
    return values


def mend(told: Told, rows: Iterable[tuple[Mapping[str, Any], str]]) -> Download:
    articles = "".join(
        "<Article>"
        + "".join(f"<{field}>{escape(str(raw[field]))}</{field}>" for field in _FIELDS if field in raw)
        + f"<Reason>{escape(reason)}</Reason></Article>\n"
        for raw, reason in rows
    )
    content = f'<?xml version="1.0" encoding="utf-8"?>\n<Articles>\n{articles}</Articles>\n'
    return Download(f"{_('refused')}.xml", "application/xml; charset=utf-8", content.encode())


BORGER = Format(
    name="borger",
    label=gettext_lazy("borger.dk: articles"),
    help=gettext_lazy("A file with what the article export of borger.dk answers, as XML."),
    targets=(SERVICES,),
    read=read,
    mend=mend,
    suffixes=(".xml",),
)
