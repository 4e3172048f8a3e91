"""A copy travels in one file. Whatever in it is not as an honest sender writes it is refused, with the reason and the
screen."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.practice import (
    FIELDS,
    document,
    persona_document,
    recorded_screen,
    shared,
    shared_file,
    step,
)
from tests.practice.recorded.trees import el, tree
from verkstad.practice import keys, sharing
from verkstad.practice.documents import MOST_BYTES, Refused, dump_copy
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.archive import Asset
from verkstad.practice.recorded.flags import Flag, Why
from verkstad.practice.sharing import RecordedScreen

KEY = keys.key_of("egesund")
PICTURE = b"a picture"
PICTURE_NAME = hashlib.sha256(PICTURE).hexdigest()
NONE = "0" * 64
TREE = stored.dump(
    tree(el("img", src="/logo.png", alt="Logga"), el("button", "Ring 070-123 45 67"), base="https://a.example/")
)
ASSETS = {"https://a.example/logo.png": PICTURE_NAME}


def recorded(of=TREE, shown=ASSETS, **changes):
    """With one screen that was recorded; node 6 is the button."""
    written = recorded_screen("start", title="Startsidan", steps=(step("start-it", target="6"),))
    values = {
        "document": document(written, licence="CC BY 4.0"),
        "screens": {"start": RecordedScreen(of, shown)},
        "assets": {PICTURE_NAME: Asset("image/png", PICTURE)},
    }
    return shared(**values | changes)


def read(content):
    return sharing.read(BytesIO(content))


@pytest.mark.parametrize("made", [shared(), recorded()], ids=["written", "recorded"])
def test_a_copy_is_read_as_it_was_written(made):
    assert read(sharing.write(made, KEY)) == (made, keys.public_key(KEY))


def test_the_same_copy_is_the_same_file():
    assert shared_file() == shared_file()


def test_keys_are_of_one_municipality_and_one_installation(settings):
    made = {keys.public_key(keys.key_of(town)) for town in ("egesund", "bjorkhamn", "egesund")}
    settings.SECRET_KEY = "another"
    made.add(keys.public_key(keys.key_of("egesund")))
    assert len(made) == 3


def test_a_key_is_told_in_six_groups_of_five_digits():
    assert keys.fingerprint(NONE) == "31479 19918 10382 90276 65309 30981"


def test_what_may_be_about_somebody_is_pointed_out_anew():
    assert list(sharing.flags_in(recorded())) == [
        Flag(0, 5, Why.PICTURE, "Logga"),
        Flag(0, 7, Why.PHONE, "070-123 45 67"),
    ]


def test_a_picture_that_no_tree_names_by_its_whole_address_is_known_too():
    drawn = stored.dump(tree(el("canvas") | {"picture": "canvas:1"}, el("button", "Vidare")))
    made = recorded(drawn, {"canvas:1": PICTURE_NAME})
    assert list(sharing.flags_in(made)) == [Flag(0, 5, Why.PICTURE, "")]


@given(st.floats(0, 1, exclude_max=True))
def test_a_file_cut_off_anywhere_is_refused(share):
    whole = shared_file()
    with pytest.raises(Refused, match="cut off half-way"):
        read(whole[: int(len(whole) * share)])


def altered(made=None, content=None, *, signature="", **told):
    """The file of a copy with its manifest changed and signed again, and other files in it; None takes one away."""
    with zipfile.ZipFile(BytesIO(sharing.write(made or shared(), KEY))) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()} | (content or {})
    manifest = json.loads(whole["manifest.json"])
    manifest["files"] = {name: hashlib.sha256(whole[name] or b"").hexdigest() for name in manifest["files"]}
    manifest |= told
    manifest["signature"] = signature or keys.signature(KEY, sharing._signed(manifest))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (whole | {"manifest.json": json.dumps(manifest).encode()}).items():
            if data is not None:
                archive.writestr(name, data)
    return file.getvalue()


def person(**fields):
    return dump_copy(persona_document(fields=FIELDS | fields)).encode()


def screens(**told):
    return {"start": {"tree": hashlib.sha256(TREE).hexdigest(), "assets": ASSETS} | told}


LIES = {
    "unsigned": (altered(signature="00"), "It is not as it was when it was signed"),
    "no signature": (altered(signature="none"), "It is not as it was when it was signed"),
    "no key": (altered(public_key="none"), "It is not as it was when it was signed"),
    "another's key": (
        altered(public_key=keys.public_key(Ed25519PrivateKey.generate())),
        "It is not as it was when it was signed",
    ),
    "another version": (altered(v=2), "The file is not of version 1"),
    "another copy": (altered(key="other"), "The file has a manifest that says something else than its copy"),
    "another language": (altered(language="da"), "The file has a manifest that says something else than its copy"),
    "another licence": (altered(licence="CC0"), "The file has a manifest that says something else than its copy"),
    "no licence": (altered(shared(document=document())), "It has no licence"),
    "unknown language": (altered(shared(document=document(language="xx", licence="CC0"))), "It is in a language that"),
    "another person": (
        altered(shared(persona=persona_document(key="bo"))),
        "The file holds the person bo, and the copy is about karin",
    ),
    "no maker": (altered(made_by={"name": "", "address": "https://a.example/"}), "The file does not say who made it"),
    "odd maker": (
        altered(made_by={"name": "A\u202eB", "address": "https://a.example/"}),
        "The file does not say who made it",
    ),
    "maker elsewhere": (altered(made_by={"name": "A", "address": "javascript:"}), "The file does not say who made it"),
    "maker is no text": (altered(made_by={"name": 1}), "The file has something else than texts as “made_by”"),
    "null in a name": (altered(made_by={"name": "\0"}), "The file has a character that cannot be kept in “made_by”"),
    "no moment": (altered(made_at="yesterday"), "The file does not say when it was made"),
    "no time zone": (altered(made_at="2026-11-01T12:00:00"), "The file does not say when it was made"),
    "more files": (altered(content={"evil.html": b"<script>"}), "The file holds what its manifest does not name: evil"),
    "path": (altered(content={"../../etc/passwd": b"x"}), "The file holds what its manifest does not name: ../../etc"),
    "less files": (altered(content={"persona.yaml": None}), "The file lacks persona.yaml, which its manifest names"),
    "no text": (altered(content={"copy.yaml": b"\xff"}), "The file has no text in copy.yaml"),
    "no YAML": (altered(content={"copy.yaml": b"{"}), "Line 1, column 2 cannot be read as YAML"),
    "bomb": (altered(content={"copy.yaml": b" " * (MOST_BYTES + 1)}), "The file is larger than what can be taken, by"),
    "no copy": (altered(content={"copy.yaml": b"[]"}), "fields with names are needed"),
    "no person": (altered(content={"persona.yaml": b"[]"}), "fields with names are needed"),
    "real number": (altered(content={"persona.yaml": person(number="19520229-1234")}), "karin: number could be"),
    "real phone": (altered(content={"persona.yaml": person(phone="070-123 45 67")}), "karin: phone could be"),
    "real e-mail": (altered(content={"persona.yaml": person(email="a@gmail.com")}), "karin: email could be"),
    "long key": (
        altered(shared(persona=persona_document(key="k" * 41), document=document(persona="k" * 41, licence="CC0"))),
        f"{'k' * 41}: key is longer than 40 characters",
    ),
    "screens of none": (altered(screens=screens()), "The file has other recorded screens than its copy"),
    "no screens": (altered(recorded(), screens={}), "The file has other recorded screens than its copy"),
    "screens are no screens": (altered(recorded(), screens=[]), "The file has other recorded screens than its copy"),
    "no screen": (altered(recorded(), screens={"start": 1}), "Startsidan: is no screen."),
    "no tree": (altered(recorded(), screens=screens(tree="")), "Startsidan: names a file that is no SHA-256"),
    "lacking tree": (altered(recorded(), screens=screens(tree=NONE)), f"Startsidan: lacks trees/{NONE}"),
    "lacking picture": (
        altered(recorded(), screens=screens(assets={"a": NONE})),
        "Startsidan: lacks a picture or font that it names",
    ),
    "idle picture": (
        altered(recorded(), screens=screens(assets={})),
        "The file has a picture or font that no screen shows",
    ),
    "page as picture": (
        altered(recorded(assets={PICTURE_NAME: Asset("text/html", PICTURE)})),
        "The file has an asset that is neither a picture nor a font: text/html",
    ),
    "another picture": (
        altered(recorded(), {f"assets/{PICTURE_NAME}": b"another"}),
        "The file has a file that is not what its name says: assets/",
    ),
    "broken tree": (altered(recorded(b"no tree")), "Startsidan: is no gzip file."),
    "step to nowhere": (
        altered(
            recorded(document=document(recorded_screen("start", title="Startsidan"), licence="CC0"))
        ),
        "Startsidan: The step “Skicka anmälan.” points at 1, which is not there.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), LIES.values(), ids=LIES)
def test_a_file_that_lies_is_refused(content, reason):
    with pytest.raises(Refused) as refused:
        read(content)
    assert str(refused.value)[: len(reason)] == reason


def test_a_manifest_that_says_something_else_of_its_files_is_refused():
    with pytest.raises(Refused, match="has a file that is not what its manifest says: copy"):
        read(altered(files={"copy.yaml": NONE, "persona.yaml": NONE}))


def test_a_manifest_that_names_more_files_is_refused():
    texts = {"copy.yaml": dump_copy(shared().document), "persona.yaml": dump_copy(shared().persona), "more.yaml": ""}
    named = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    with pytest.raises(Refused, match="names other files than a copy has"):
        read(altered(files=named))


def test_what_could_act_in_a_page_is_refused_with_its_screen(monkeypatch):
    """The writer leaves out every script; were it to forget, the verifier refuses."""
    monkeypatch.setattr("verkstad.practice.recorded.allowed.ELEMENTS", {"button", "img", "script"})
    hostile = stored.dump(tree(el("img"), el("button"), el("script", "fetch('/')")))
    with pytest.raises(Refused) as refused:
        read(sharing.write(recorded(hostile, {}, assets={}), KEY))
    assert (refused.value.screen, refused.value.reason) == ("Startsidan", "has the element <script>.")


def test_scripts_in_a_tree_never_reach_its_page():
    hostile = tree(el("img", onerror="alert(1)"), el("button", onclick="alert(2)"), el("script", "alert(3)"))
    made, _key = read(sharing.write(recorded(stored.dump(hostile), {}, assets={}), KEY))
    assert made.screens["start"].tree == stored.dump(hostile)
