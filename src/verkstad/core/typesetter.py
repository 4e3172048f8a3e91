"""The process that makes one PDF: sizes as arguments, HTML in, PDF out. Started by ``core.pdf`` and by nothing else."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from verkstad.core.pdf import STATIC


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
    sizes = [float(size) for size in sys.argv[1:]]
    sys.stdout.buffer.write(typeset(sys.stdin.buffer.read().decode(), sizes))


if __name__ == "__main__":
    main()
