"""The two recorded copies that come with the program: walks the e-services of the tests, says the steps in the words of
`recorded_words`, and writes each as a file that municipalities share.

make test    (once, for what the services are built of)
PYTHONPATH=. python scripts/record_shipped.py
"""

import gzip
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import django
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verkstad.config.settings_test")
django.setup()

from tests.practice.services import bin_move, plot, server, walking
from verkstad.practice import sharing
from verkstad.practice.checks import problems
from verkstad.practice.documents import read_copy
from verkstad.practice.queries.shipped import COPIES, shipped_personas
from verkstad.practice.recorded import hosts, recorder, recording, stored
from verkstad.practice.recorded.anchors import anchors
from verkstad.practice.recorded.pages import ASSETS, page_of
from verkstad.practice.recorded.recording import Recording
from verkstad.practice.recorded.steps import Drafted, drafted
from verkstad.practice.recorded.tree import Tree
from verkstad.practice.recorded.walks import merged

WORDS = Path(__file__).parent / "recorded_words"
WALKS = (("garden-plot.sv", plot, walking.apply_for_plot), ("move-bin.da", bin_move, walking.have_bin_moved))
MAKER = sharing.Maker("Verkstad", "https://example.org/verkstad.git")
# Where the services run is of interest to nobody.
NOWHERE = "service.example"
_HERE = re.compile(r"(?:127\.0\.0\.1|eid\.localhost)(?::|%3A)\d+")


def main() -> None:
    for name, service, walk in WALKS:
        first, second = walked(service.SERVICE.name, service.PEOPLE, walk)
        file = COPIES / f"{name}.verkstad-copy.zip"
        file.write_bytes(shared(yaml.safe_load((WORDS / f"{name}.yaml").read_text()), first, second, service.PEOPLE))
        print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")


def walked(service: str, people: Mapping[str, Any], walk: walking.Walk) -> Iterator[Recording]:
    with server.running() as address, tempfile.TemporaryDirectory() as folder:
        places = hosts.hosts(address, never=[server.EID_HOST])
        for key, person in people.items():
            file = Path(folder) / f"{key}.zip"
            recorder.record(
                f"{address}/{service}/start", file, lambda one, person=person: walk(one, person), places, headless=True
            )
            yield recording.read(file)


def shared(words: Mapping[str, Any], first: Recording, second: Recording, people: Mapping[str, Any]) -> bytes:
    """Signed with a key that nobody keeps: it tells that the file is whole, not by whom it was made. Who has the
    program trusts what comes with it, and nobody can sign anything else by that key."""
    whole = merged([one.tree for one in first.screens], [one.tree for one in second.screens], tuple(people.values()))
    assert not whole.flags, whole.flags
    taken = [(tree and nowhere(tree), one.moment) for tree, one in zip(whole.screens, first.screens, strict=True)]
    screens = drafted(taken)
    document = read_copy(yaml.safe_dump(worded(words, screens)))
    persona = next(one for one in shipped_personas() if one.key == document.persona)
    assert not (found := list(problems(document, persona))), found
    addresses = {_HERE.sub(NOWHERE, address): name for address, name in first.addresses.items()}
    kept = {
        f"screen-{place + 1}": recorded(one.tree, addresses | first.screens[one.number].pictures, persona.fields)
        for place, one in enumerate(screens)
        if one.tree
    }
    used = {name for one in kept.values() for name in one.assets.values()}
    assets = {name: first.assets[name] for name in sorted(used)}
    content = sharing.write(
        sharing.Shared(document, persona, kept, assets, MAKER, datetime.now(UTC)), Ed25519PrivateKey.generate()
    )
    sharing.read(BytesIO(content))
    return content


def nowhere(tree: Tree) -> Tree:
    return stored.read(gzip.compress(_HERE.sub(NOWHERE, gzip.decompress(stored.dump(tree)).decode()).encode()))


def recorded(tree: Tree, assets: Mapping[str, str], person: Mapping[str, str]) -> sharing.RecordedScreen:
    """With those pictures and fonts that its page shows."""
    content = stored.dump(tree)
    page = page_of(content, assets, person, "")
    return sharing.RecordedScreen(content, {at: name for at, name in assets.items() if f"{ASSETS}{name}" in page})


def worded(words: Mapping[str, Any], screens: Sequence[Drafted]) -> dict[str, Any]:
    """The document: what there is to do by the walk, and what is said of it by the words, in the same order."""
    written = [
        said | {"key": f"screen-{place + 1}", "source": "recorded" if one.tree else "eid"} | {"steps": steps(said, one)}
        for place, (said, one) in enumerate(zip(words["screens"], screens, strict=True))
    ]
    return {**words, "origin": str(MAKER), "screens": written}


def steps(said: Mapping[str, Any], shown: Drafted) -> list[dict[str, Any]]:
    if shown.tree is None:
        [only] = said["steps"]
        return [only | {"key": f"s{shown.number + 1}-1", "target": "approve", "expect": "press"}]
    named = {anchor.name: str(number) for number, anchor in anchors(shown.tree).items()}
    return [
        words
        | {"key": step.key, "expect": step.expect.value, "value": step.value}
        | ({"target": step.target} if step.target else {})
        | {"answers": {named[name]: text for name, text in words.get("answers", {}).items()}}
        for words, step in zip(said["steps"], shown.steps, strict=True)
    ]


if __name__ == "__main__":
    main()
