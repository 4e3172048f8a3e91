"""The process that makes one PDF: sizes and HTML in, PDF out. Started by ``core.pdf`` and by nothing else."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from select import select
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from verkstad.core.pdf import STATIC, WAIT_SECONDS


class NotOurs(Exception):
    """The page asks for a file that is not one of our static files."""


class OwnFiles(URLFetcher):
    """Reads our static files and what stands in the page itself (data:); whatever else is asked for ends the work."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file", "data"), fail_on_errors=True)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        address = urlsplit(url)
        if address.scheme == "file" and not Path(unquote(address.path)).resolve().is_relative_to(STATIC):
            raise NotOurs(url)
        return super().fetch(url, headers)


def typeset(html: str, sizes: Sequence[float]) -> bytes:
    """As ``core.pdf.make_pdf``, in this very process."""
    page = HTML(string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=OwnFiles())
    fonts = FontConfiguration()
    for size in sizes:
        text = CSS(string=f":root {{ font-size: {size}pt !important }}")
        document = page.render(font_config=fonts, stylesheets=[text], pdf_variant="pdf/ua-1")
        if len(document.pages) == 1:
            break
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return made


def main() -> None:
    # A little longer than it is given a page, so that none comes to one that is ending.
    if select([sys.stdin], [], [], WAIT_SECONDS + 30)[0]:
        sizes, _, html = sys.stdin.buffer.read().decode().partition("\n")
        # Nothing comes from a web worker that has ended.
        if html:
            sys.stdout.buffer.write(typeset(html, [float(size) for size in sizes.split()]))


if __name__ == "__main__":
    main()
