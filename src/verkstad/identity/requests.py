"""A request to a staff page, as access.staff leaves it."""

from verkstad.identity.models import Membership
from verkstad.municipalities.requests import PortalRequest


class StaffRequest(PortalRequest):
    """From a member of the municipality whose role is enough for the page.

    ``is_preview`` is set where it shows a page of residents' as it is not yet.
    """

    member: Membership
    is_preview: bool
