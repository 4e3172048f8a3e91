"""The competences of DigComp 2.2 (European Commission, JRC128415), by which a step says what it trains."""

from django.utils.translation import gettext_lazy as _

# What the first figure of a code stands for.
AREAS = {
    "1": _("Information and data"),
    "2": _("Communicating and working together"),
    "3": _("Making digital content"),
    "4": _("Safety"),
    "5": _("Solving problems"),
}
COMPETENCES = {
    "1.1": _("Browsing, searching and filtering information"),
    "1.2": _("Judging information"),
    "1.3": _("Keeping and finding information"),
    "2.1": _("Interacting with others by digital means"),
    "2.2": _("Sharing by digital means"),
    "2.3": _("Taking part as a citizen by digital means"),
    "2.4": _("Working together by digital means"),
    "2.5": _("Behaving well online"),
    "2.6": _("Looking after one's digital identity"),
    "3.1": _("Making digital content"),
    "3.2": _("Changing and reusing digital content"),
    "3.3": _("Copyright and licences"),
    "3.4": _("Programming"),
    "4.1": _("Protecting devices"),
    "4.2": _("Protecting personal data and privacy"),
    "4.3": _("Protecting health and well-being"),
    "4.4": _("Protecting the environment"),
    "5.1": _("Solving technical problems"),
    "5.2": _("Finding what one needs and the tool for it"),
    "5.3": _("Using digital tools creatively"),
    "5.4": _("Finding what one should learn"),
}
