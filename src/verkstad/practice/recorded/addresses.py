"""Where addresses of the recorded service may lead in its copy: to an asset that is kept here, or nowhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin

from verkstad.practice.recorded.tree import Refused

# A picture that is not there.
NOTHING = "data:image/png,"
_FRAGMENT = re.compile(r"#[\w.:-]+", re.ASCII)
_INLINE = re.compile(r"data:((?:image|font)/[\w.+-]+(?:;[\w-]+(?:=[\w-]+)?)*,.*)", re.ASCII | re.DOTALL | re.IGNORECASE)
_OLD_FONT = re.compile(r"data:application/(?:x-)?font-(\w+)", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Addresses:
    """``assets`` tells the SHA-256 of what each address held, ``front`` what stands before it in ours."""

    assets: Mapping[str, str]
    front: str

    def __post_init__(self) -> None:
        if wrong := [name for name in self.assets.values() if not _HASH.fullmatch(name)]:
            raise Refused(f"names an asset that is no SHA-256: {wrong[0][:80]}")

    def of(self, address: str, base: str) -> str:
        """Of a picture or a font; of a part of the same page when it is nothing but a fragment."""
        address = address.strip()
        if _FRAGMENT.fullmatch(address):
            return address
        if inline := _INLINE.fullmatch(_OLD_FONT.sub(r"data:font/\1", address)):
            kind, _, data = inline[1].partition(",")
            return f"data:{kind.lower()},{quote(data, safe='%/+=,;:.-_~')}"
        whole, fragment = urldefrag(joined(base, address))
        if whole not in self.assets:
            return NOTHING
        kept = f"#{fragment}" if _FRAGMENT.fullmatch(f"#{fragment}") else ""
        return f"{self.front}{self.assets[whole]}{kept}"


def joined(base: str, address: str) -> str:
    """Nothing when it is no address."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""
