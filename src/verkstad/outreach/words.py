"""How an occasion is told in a line, and how that which a campaign reaches is counted."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verkstad.core.jinja import number
from verkstad.core.translated import Text
from verkstad.learning.models import PackageEdition
from verkstad.outreach.models import Occasion, Reach

HOW_COUNTED = {
    Reach.AMBASSADORS: gettext_lazy("Ambassadors whose term began in the period."),
    Reach.COLLEAGUES: gettext_lazy(
        "What ambassadors logged of colleagues: by the attendance of courses, or as they report it. Each occasion once."
    ),
    Reach.RESIDENTS: gettext_lazy(
        "Seats at its courses that began in the period, by their attendance; courses for staff, "
        "and those logged as taught to colleagues, are left out."
    ),
    Reach.TESTS: gettext_lazy("What those who were taught chose to tell by the code on their handout."),
    Reach.VISITS: gettext_lazy("How often the short addresses below were followed. Programs are not counted."),
    Reach.PRINTED: gettext_lazy("What staff noted beside the material, at any time."),
}


def occasion_words(occasion: Occasion) -> str:
    """Such as "8 people, colleagues, Stadsbiblioteket, today"; needs ``people`` and the place."""
    people: int = vars(occasion)["people"]
    where = str(occasion.place.name) if occasion.place else occasion.where
    parts = [
        ngettext("%(number)s person", "%(number)s people", people) % {"number": number(people)},
        str(occasion.get_group_display()).lower(),
        where,
        _("today") if occasion.day == timezone.localdate() else date_format(occasion.day),
    ]
    return ", ".join(filter(None, parts))


def titles_of(editions: Iterable[PackageEdition]) -> dict[int, Text]:
    """Of packages, by their key in the database."""
    return {edition.package_id: edition.title.best for edition in editions}
