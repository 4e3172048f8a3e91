"""Texts that other systems keep as HTML, as plain text: paragraphs between blank lines, and "- " lists."""

import re
from html.parser import HTMLParser

_BREAKS = {"p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "header"}
_SILENT = {"script", "style", "template"}


def plain_text(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def opening(text: str, at_most: int) -> str:
    """The first sentences, as many as there is room for."""
    paragraph = text.partition("\n")[0]
    if len(paragraph) <= at_most:
        return paragraph
    end = max(paragraph.rfind(mark, 0, at_most - 1) for mark in (". ", "! ", "? "))
    return paragraph[: end + 1] if end > 0 else paragraph[: at_most - 1].rpartition(" ")[0] + "…"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append("\n\n")
        elif tag in ("br", "li"):
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _BREAKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))
