"""What can be done with a service's state, what is said when it is done, and why it was not."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verkstad.services import actions


class Step(NamedTuple):
    act: Callable[..., None]
    done: str | Promise


STEPS = {
    "publish": Step(actions.publish_service, _("Published. Residents see it now.")),
    "withdraw": Step(actions.withdraw_service, _("Withdrawn. Residents do not see it any more.")),
    "delete": Step(actions.delete_draft, _("The draft is deleted.")),
}

_REFUSALS: dict[type[Exception], str | Promise] = {
    actions.AlreadyPublished: _("It is published already."),
    actions.AlreadyWithdrawn: _("It is withdrawn already."),
    actions.NoText: _("It has no text in any language."),
    actions.NoWayWithoutEid: _("It asks for e-ID and does not say what to do without."),
    actions.NotADraft: _("It has been shown to residents: withdraw it instead."),
    actions.NotServiceOwner: _("The person cannot look after services here."),
}
REFUSED = tuple(_REFUSALS)


def refused(refusal: Exception) -> str:
    """Why, in a sentence."""
    return str(_REFUSALS[type(refusal)])
