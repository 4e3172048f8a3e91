"""How many bytes a reader's browser loads for a page, as they are sent; fonts apart.

make demo BACKGROUND=1
python benchmarks/page_bytes.py [http://localhost:8000/bjorkhamn/sv/]
"""

import argparse
import gzip
import re
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from machine import print_figures

PAGES = {
    "start": "",
    "search": "search/?q=bygglov",
    "service": "services/forskola-ansok/",
    "places": "places/",
    "contact": "contact/",
}
LOADED = re.compile(r"""<(?:link[^>]*rel="(?:stylesheet|preload|icon)"|script|img|use)[^>]*>""")
ADDRESS = re.compile(r"""\s(?:src|href)="([^"#]+)""")


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the bytes of pages.")
    parser.add_argument("front", nargs="?", default="http://localhost:8000/bjorkhamn/sv/")
    front = parser.parse_args().front
    rows = [[name, *kilobytes(urljoin(front, path))] for name, path in PAGES.items()]
    print_figures("Bytes as sent", ["page", "HTML, kB", "all it needs, kB", "fonts, kB"], rows)


def kilobytes(page: str) -> list[str]:
    sent, html = fetch(page)
    addresses = {urljoin(page, found[1]) for tag in LOADED.findall(html) if (found := ADDRESS.search(tag))}
    parts = {address: fetch(address)[0] for address in addresses}
    fonts = sum(size for address, size in parts.items() if address.endswith(".woff2"))
    return [f"{size / 1000:.1f}" for size in (sent, sent + sum(parts.values()) - fonts, fonts)]


def fetch(address: str) -> tuple[int, str]:
    """The bytes that come over the line, and what they say."""
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
        body = answer.read()
        said = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    return len(body), said.decode(errors="replace")


if __name__ == "__main__":
    main()
