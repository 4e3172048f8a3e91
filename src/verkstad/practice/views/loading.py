"""The copy that a staff page is about."""

from django.core.exceptions import PermissionDenied

from verkstad.identity.requests import StaffRequest
from verkstad.practice import access
from verkstad.practice.models import PracticeCopy


def load(request: StaffRequest, copy_id: int) -> PracticeCopy:
    """Raises Http404."""
    return access.get_copy_for_staff(request.municipality, copy_id)


def load_to_edit(request: StaffRequest, copy_id: int) -> PracticeCopy:
    """Raises Http404 and PermissionDenied."""
    copy = load(request, copy_id)
    if not access.can_edit_copy(request.member, copy):
        raise PermissionDenied
    return copy
