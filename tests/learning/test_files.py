"""A package in one file: what is written is read the same, and what is wrong is told with its place."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from tests.factories.learning import LESSON, module_document, package_document, shipped
from verkstad.learning import files
from verkstad.learning.documents import PictureDocument, WholePackage
from verkstad.learning.drawings import DRAWING
from verkstad.learning.queries.shipped import shipped_packages
from verkstad.practice.documents import Refused

WINDOW = b'<svg xmlns="http://www.w3.org/2000/svg" />'
SHOWN = LESSON | {"body": [{"kind": "picture", "name": "window", "alt": "Ett fönster"}]}


@pytest.fixture
def whole():
    return shipped(module_document(lessons=[SHOWN]), pictures={"window": WINDOW}, hints_allowed=0)


def changed(whole, **contents):
    """The file with others in it; None: without."""
    before, after = zipfile.ZipFile(BytesIO(files.write(whole))), BytesIO()
    all_of_it = {name: before.read(name) for name in before.namelist()} | contents
    with zipfile.ZipFile(after, "w") as archive:
        for name, content in all_of_it.items():
            if content is not None:
                archive.writestr(name, content)
    after.seek(0)
    return after


def replaced(whole, name, old, new):
    return zipfile.ZipFile(BytesIO(files.write(whole))).read(name).decode().replace(old, new)


def test_what_is_written_is_read_the_same(whole):
    assert files.read(BytesIO(files.write(whole)), {}) == whole


def test_what_comes_with_the_program_is_read_the_same():
    for one in shipped_packages():
        assert files.read(BytesIO(files.write(one)), one.pictures) == one


def test_folder_that_was_put_together_by_hand_is_read_too(whole):
    content = zipfile.ZipFile(BytesIO(files.write(whole)))
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.mkdir("base")
        archive.writestr("__MACOSX/base/._package.yaml", b"x")
        for name in content.namelist():
            archive.writestr(f"base/{name}", content.read(name))
    assert files.read(made, {}) == whole


def test_photograph_is_made_as_pages_need_it(whole):
    photograph = BytesIO()
    Image.new("RGB", (900, 9)).save(photograph, "PNG")
    made = changed(whole, **{"pictures/window.svg": None, "pictures/window.png": photograph.getvalue()})
    assert files.read(made, {}).pictures["window"].kind == files.WEBP


def test_picture_that_was_taken_before_is_not_made_anew(whole):
    known = {"window": PictureDocument(DRAWING, b"as it is")}
    made = changed(whole, **{"pictures/window.svg": b"as it is"})
    assert files.read(made, known).pictures == known


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ({"package.yaml": None}, "A package has one file that is called package.yaml, and at most 400 files."),
        ({"package.yaml": b"\xff"}, "package.yaml: This is no text file."),
        ({"package.yaml": b"key: [\n"},
         "package.yaml: Line 2, column 1 cannot be read as YAML: it is not spelt as YAML is."),
        ({"package.yaml": b"key: base"}, "package.yaml: base: kind is “”; it can be base, add-on."),
        ({"script.js": b"x"}, "script.js: A package has no such file."),
        ({"browser.sv.yaml": None}, "package.yaml: It names the module browser, of which there is no file."),
        ({"browser.da.yaml": ("sv", "sv")}, "browser.da.yaml: The key and language in it are not those of its name."),
        ({"browser.xx.yaml": ("language: sv", "language: xx")},
         "browser.xx.yaml: It is in a language that the program does not speak: xx."),
        ({"other.sv.yaml": ("key: browser", "key: other")}, "package.yaml: It does not name the module other."),
        ({"browser.sv.yaml": ("title: Först", "titel: Först")},
         "browser.sv.yaml: browser, lessons 1: title is missing."),
        ({"pictures/window.svg": None}, "browser.sv.yaml: It shows the picture window, which is not there."),
        ({"pictures/window.svg": b"<svg"},
         "pictures/window.svg: The drawing cannot be read: unclosed token: line 1, column 0."),
        ({"pictures/window.png": b"x"}, "pictures/window.png: It is no picture that can be used."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_file(whole, contents, words):
    made = {
        name: replaced(whole, "browser.sv.yaml", *content) if isinstance(content, tuple) else content
        for name, content in contents.items()
    }
    with pytest.raises(Refused) as refused:
        files.read(changed(whole, **made), {})
    assert str(refused.value) == words


def test_what_is_no_zip_file_is_refused():
    with pytest.raises(Refused, match="is no zip file"):
        files.read(BytesIO(b"x"), {})


def test_package_without_modules_is_written_too():
    empty = WholePackage(package_document(modules=["a"]), (), {})
    assert zipfile.ZipFile(BytesIO(files.write(empty))).namelist() == ["package.yaml"]
