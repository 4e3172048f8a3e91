"""What the demo municipalities teach: all packages that come with the program."""

from itertools import cycle

from django.utils import timezone

from verkstad.learning.actions.certificates import issue, revoke
from verkstad.learning.actions.packages import publish, take
from verkstad.learning.models import PackageEdition, ProvedWay
from verkstad.learning.queries.shipped import shipped_for
from verkstad.learning.receipts import Receipt
from verkstad.municipalities.models import Municipality, Part
from verkstad.portal.demo_learnt import save_counts

# Made up, as all names here are; as long, and in as many alphabets, as those of people who live here.
HOLDERS = (
    "Åsa Öberg",
    "Søren Kjærgaard",
    "ليلى حداد",
    "Anna-Karin Margareta Lindström-Bergqvist af Sillén",
    "Nuka Olsen",
)


def save_learning() -> None:
    """Once; what staff change afterwards stays."""
    for municipality in Municipality.objects.order_by("pk"):
        if municipality.has(Part.LEARNING):
            for shipped in shipped_for(municipality):
                edition = take(shipped, municipality=municipality)
                publish(edition, by="demo")
                save_counts(edition)
                if edition.package.kind == "base":
                    _save_certificates(edition)


def _save_certificates(edition: PackageEdition) -> None:
    municipality, today = edition.package.municipality, timezone.localdate()
    ways = cycle([ProvedWay.PRACTICE, ProvedWay.TEST])
    keys = list(edition.modules.order_by("position").values_list("key", flat=True))
    proofs = [Receipt(edition.pk, key, next(ways), today) for key in keys]
    proofs[-1] = Receipt(edition.pk, keys[-1], ProvedWay.HAND, today, "Maja Lind")
    for name in HOLDERS:
        certificate = issue(edition, proofs, name=name, language=municipality.main_language, by="demo")
    revoke(certificate, _BECAUSE.get(municipality.main_language, _BECAUSE["sv"]), by="demo")


_BECAUSE = {"sv": "Utfärdat av misstag.", "da": "Udstedt ved en fejl.", "en": "Issued by mistake."}
