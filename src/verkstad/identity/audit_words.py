"""What the codes of the audit trail mean. A test holds that every code there is stands here."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Mapping[str, str | Promise] = {
    "demo.loaded": _("Loaded the demo"),
    "documents.imported": _("Imported documents"),
    "holidays.confirmed": _("Confirmed the holidays of a year"),
    "index.rebuilt": _("Rebuilt the search"),
    "letter.arrival_confirmed": _("Noted that a letter has arrived"),
    "letter.sent_again": _("Sent a letter again"),
    "life_event.saved": _("Saved a life event"),
    "municipality.saved": _("Changed the settings"),
    "organisation.saved": _("Saved an organisation"),
    "place.hours_copied": _("Copied hours to a place"),
    "place.hours_set": _("Set the hours of a place"),
    "place.period_removed": _("Removed a period of a place’s hours"),
    "place.period_set": _("Changed a period of a place’s hours"),
    "place.picture_added": _("Added a picture of a place"),
    "place.picture_described": _("Described a picture of a place"),
    "place.picture_removed": _("Removed a picture of a place"),
    "place.picture_set": _("Set the picture of a place"),
    "place.published": _("Published a place"),
    "place.saved": _("Saved a place"),
    "place.today_changed": _("Changed a place’s hours of today"),
    "place.today_undone": _("Let a place’s usual hours of today hold again"),
    "place.withdrawn": _("Withdrew a place"),
    "region.saved": _("Saved a region"),
    "service.confirmed": _("Found a service still true"),
    "service.dated": _("Set dates for a service"),
    "service.deleted": _("Deleted a draft"),
    "service.hidden": _("Hid a shared service"),
    "service.noted": _("Wrote a local note"),
    "service.owner_changed": _("Changed who looks after a service"),
    "service.published": _("Published a service"),
    "service.saved": _("Saved a service"),
    "service.shown": _("Showed a shared service again"),
    "service.withdrawn": _("Withdrew a service"),
    "service.words_added": _("Added everyday words"),
    "settings.discarded": _("Threw away a draft of settings"),
    "settings.drafted": _("Saved a draft of settings"),
    "subject.saved": _("Saved a subject"),
}
