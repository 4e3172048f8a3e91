"""What a staff page is about, and what is said when something cannot be done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verkstad.identity.requests import StaffRequest
from verkstad.learning import access
from verkstad.learning.actions.packages import NotNow, NotReady
from verkstad.learning.models import ModuleText, Package, PackageEdition
from verkstad.practice.editing import EditedMeanwhile

REFUSALS: dict[type[Exception], str | Promise] = {
    NotNow: _("Somebody else was quicker. This is how it is now."),
    NotReady: _("First put right what stands under “To put right”."),
    EditedMeanwhile: _(
        "Somebody else saved this meanwhile. What you wrote is still here and is not saved. Look at theirs in a new "
        "tab. If yours is right, save once more."
    ),
}


def load(request: StaffRequest, package_id: int) -> Package:
    """Raises Http404."""
    return access.get_package_for_staff(request.municipality, package_id)


def load_draft(request: StaffRequest, package_id: int) -> PackageEdition:
    """Raises Http404."""
    return access.get_draft(load(request, package_id))


def load_text(request: StaffRequest, package_id: int, module_key: str, language: str) -> ModuleText:
    """A module of the draft in the language; raises Http404."""
    return access.get_text_for_staff(load_draft(request, package_id), module_key, language)
