"""Why something on a recorded screen is pointed out."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verkstad.practice.recorded.flags import Why

WHY: dict[str, str | Promise] = {
    Why.DIFFERS: _("Differs between the two walks"),
    Why.NUMBER: _("A personal number"),
    Why.NUMBER_SHAPE: _("Looks like a personal number"),
    Why.PHONE: _("A telephone number"),
    Why.EMAIL: _("An e-mail address"),
    Why.NAME: _("Could be somebody's name"),
    Why.PICTURE: _("A picture"),
    Why.CODE: _("A code in a picture"),
}
