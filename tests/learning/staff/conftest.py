import pytest

from tests.factories.learning import LESSON, module_document, shipped, taught
from tests.factories.practice import make_copy
from tests.learning.staff.forms import BODY, HERE, WINDOW
from tests.staff import sign_in
from verkstad.identity.models import Role
from verkstad.learning.actions import packages as actions


@pytest.fixture
def editor(client, bjorkhamn):
    return sign_in(client, Role.EDITOR, bjorkhamn)


@pytest.fixture
def draft(bjorkhamn, editor):
    """Of a package that is taught, with one lesson of every kind of block."""
    make_copy(bjorkhamn)
    whole = shipped(module_document(lessons=[LESSON | {"body": BODY}]), module_document(key="post", title="Posten"),
                    pictures={"window": WINDOW})  # fmt: skip
    return actions.start_draft(taught(bjorkhamn, whole).package, by="maja")


@pytest.fixture
def package_page(draft):
    return f"{HERE}{draft.package_id}/"


@pytest.fixture
def module_page(package_page):
    return f"{package_page}module/browser/sv/"
