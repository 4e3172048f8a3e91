"""A recording is read as it was written; one that is cut off, too large or untrue is refused with what is wrong."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.recorded.trees import el, tree
from verkstad.practice.recorded import recording, stored
from verkstad.practice.recorded.archive import Asset
from verkstad.practice.recorded.recording import Recording, Screen, ScreenRefused, Writer, read
from verkstad.practice.recorded.tree import MAX_ASSETS, Refused

PICTURE, DRAWING = Asset("image/png", b"a picture"), Asset("image/png", b"a drawing")
HASHES = {asset.content: hashlib.sha256(asset.content).hexdigest() for asset in (PICTURE, DRAWING)}
SCREEN = tree("Hej", base="http://a.example/one/")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "walk.zip"
    with Writer(path, "http://a.example/") as writer:
        writer.add_screen(SCREEN, {"canvas:1": DRAWING})
        writer.add_eid("mitid.dk")
        writer.add_eid("mitid.dk")
        writer.add_asset("http://a.example/logo.png", PICTURE)
        writer.add_asset("http://a.example/same.png", PICTURE)
    return path


def test_a_recording_is_read_as_it_was_written(file):
    assert read(file) == Recording(
        "http://a.example/",
        (Screen(SCREEN, {"canvas:1": HASHES[b"a drawing"]}, "arrived"), Screen(None, eid="mitid.dk")),
        {f"http://a.example/{name}.png": HASHES[b"a picture"] for name in ("logo", "same")},
        {HASHES[asset.content]: asset for asset in (PICTURE, DRAWING)},
    )


def test_an_address_shows_what_it_showed_on_its_screen(file):
    told = read(file)
    assert told.shown(0, "../logo.png") == HASHES[b"a picture"]
    assert told.shown(0, "canvas:1") == HASHES[b"a drawing"]
    assert told.shown(1, "canvas:1") == ""


def test_a_walk_that_broke_off_leaves_no_file(tmp_path):
    path = tmp_path / "walk.zip"

    def walk():
        with Writer(path, "http://a.example/") as writer:
            writer.add_screen(SCREEN, {})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        walk()
    assert list(tmp_path.iterdir()) == []


@given(st.floats(0, 1, exclude_max=True))
def test_a_recording_cut_off_anywhere_is_refused(share):
    whole = altered({})
    with pytest.raises(Refused, match="cut off half-way"):
        read(BytesIO(whole[: int(len(whole) * share)]))


def test_two_files_of_one_name_are_refused():
    whole = BytesIO(altered({}))
    with zipfile.ZipFile(whole, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("manifest.json", "{}")
    with pytest.raises(Refused, match="holds two files of the same name"):
        read(whole)


def altered(manifest, files=None) -> bytes:
    """A recording of one screen with its manifest changed, or other files in it."""
    content = stored.dump(SCREEN)
    name = hashlib.sha256(content).hexdigest()
    told = {
        "v": 1,
        "address": "",
        "screens": [{"tree": name, "moment": "arrived"}],
        "addresses": {},
        "assets": {},
    } | manifest
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in ({f"trees/{name}": content, "manifest.json": json.dumps(told)} | (files or {})).items():
            archive.writestr(path, data)
    return whole.getvalue()


NONE = "0" * 64


@pytest.mark.parametrize(
    ("manifest", "files", "reason"),
    [
        ({}, {"manifest.json": "{"}, "has a manifest that cannot be read"),
        ({}, {"manifest.json": "[" * 100_000}, "has a manifest that cannot be read"),
        ({}, {"manifest.json": "[]"}, "is not of version 1"),
        ({"v": 2}, {}, "is not of version 1"),
        ({"screens": []}, {}, "has no screens"),
        ({"screens": {}}, {}, "has no screens"),
        ({"screens": [{"eid": "a"}] * 61}, {}, "has 61 screens; 60 is the most"),
        ({"screens": [{"eid": "a"}]}, {}, "holds what its manifest does not name: trees/"),
        ({"screens": ["a"]}, {}, "“1” is no screen"),
        ({"screens": [{"moment": "now"}]}, {}, "“1” was taken at no moment that is known"),
        ({"screens": [{"eid": "a"}, {"moment": "saved"}]}, {}, "“2” names a file that is no SHA-256: "),
        ({"screens": [{"tree": "../../etc/passwd", "moment": "saved"}]}, {}, "“1” names a file that is no SHA"),
        ({"screens": [{"tree": NONE, "moment": "pressed"}]}, {}, f"“1” lacks trees/{NONE}, which its manifest names"),
        ({"screens": [{"tree": NONE, "moment": "pressed"}]}, {f"trees/{NONE}": b""}, "“1” has a file that is not what"),
        ({"addresses": {"http://a.example/": NONE}}, {}, "lacks a picture or font that the list of addresses names"),
        ({"addresses": {"http://a.example/": 1}}, {}, "has something else than texts as “addresses”"),
        ({"assets": {NONE: "text/html"}}, {}, "has an asset that is neither a picture nor a font: text/html"),
        ({"assets": {NONE: "image/png"}}, {f"assets/{NONE}": b"a"}, "has a file that is not what its name says"),
        ({}, {"evil.html": "<script>"}, "holds what its manifest does not name: evil.html"),
    ],
)  # fmt: skip
def test_a_manifest_that_lies_is_refused(manifest, files, reason):
    with pytest.raises(Refused) as refused:
        read(BytesIO(altered(manifest, files)))
    assert str(refused.value).startswith(reason)


def test_a_screen_that_names_pictures_which_are_not_there_is_refused_by_its_title():
    content = stored.dump(SCREEN)
    screen = {"tree": hashlib.sha256(content).hexdigest(), "pictures": {"canvas:1": NONE}, "moment": "saved"}
    with pytest.raises(Refused, match="lacks a picture or font that “Sida” names"):
        read(BytesIO(altered({"screens": [screen]})))


def test_a_broken_tree_is_refused_with_its_screen():
    content = b"no tree"
    name = hashlib.sha256(content).hexdigest()
    with pytest.raises(ScreenRefused, match="is no gzip file") as refused:
        read(
            BytesIO(altered({"screens": [{"eid": "a"}, {"tree": name, "moment": "saved"}]}, {f"trees/{name}": content}))
        )
    assert refused.value.screen == "2"


def test_pictures_over_the_limit_are_refused_without_being_unpacked_further():
    content = bytes(MAX_ASSETS + 1)
    name = hashlib.sha256(content).hexdigest()
    with pytest.raises(Refused, match="is larger than what can be taken"):
        read(BytesIO(altered({"assets": {name: "image/png"}}, {f"assets/{name}": content})))


def test_a_file_that_is_damaged_inside_is_refused():
    whole = bytearray(altered({"assets": {NONE: "image/png"}}, {f"assets/{NONE}": bytes(range(256)) * 40}))
    start = whole.index(b"assets/") + 7 + 64
    whole[start : start + 20] = b"\xff" * 20
    with pytest.raises(Refused, match="has a damaged assets/"):
        read(BytesIO(bytes(whole)))


def test_nothing_over_the_limits_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(recording, "MAX_SCREENS", 1)
    monkeypatch.setattr(recording, "MAX_ASSETS", len(PICTURE.content))
    with Writer(tmp_path / "walk.zip", "") as writer:
        writer.add_screen(SCREEN, {})
        with pytest.raises(Refused, match="has more than 1 screens"):
            writer.add_screen(SCREEN, {})
        writer.add_asset("one", PICTURE)
        writer.add_asset("other", PICTURE)
        with pytest.raises(Refused, match="has pictures and fonts of more than"):
            writer.add_asset("third", DRAWING)


@pytest.mark.parametrize(
    ("screen", "name"), [(tree(el("p"), title="  Klart "), "Klart"), (None, "4"), (tree(title=" "), "4")]
)
def test_a_screen_is_called_what_its_page_is_called(screen, name):
    assert recording.title(screen, 3) == name
