"""Reads: certificates, what leads to one, and the badge that is made of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verkstad.core.translated import reading_in
from verkstad.learning import badges
from verkstad.learning.models import Certificate, Confirmation, PackageEdition, Proof, ProvedWay, Way
from verkstad.learning.queries import issuer_keys, reading
from verkstad.learning.receipts import Receipt
from verkstad.municipalities.models import Municipality
from verkstad.practice.digcomp import COMPETENCES


@dataclass(frozen=True, slots=True)
class Line:
    """How a module was proved; ``language`` is that of the title."""

    title: str
    language: str
    way: str
    day: date
    by: str

    @property
    def how(self) -> str:
        """As in “By a test, 23 November 2026”, or with the name of who confirmed it."""
        words = {"way": self.way, "day": date_format(self.day), "name": self.by}
        return _("Confirmed by %(name)s, %(day)s") % words if self.by else _("%(way)s, %(day)s") % words


def proves(edition: PackageEdition, receipt: Receipt) -> bool:
    """Whether it is of the edition, and in a way that is enough there."""
    return receipt.edition == edition.pk and receipt.way in (*edition.proved_by, ProvedWay.HAND)


def proved(edition: PackageEdition, receipts: Iterable[Receipt]) -> dict[str, Receipt]:
    """By module of the edition, in order: what proves it first."""
    found: dict[str, Receipt] = {}
    for receipt in receipts:
        if proves(edition, receipt):
            found.setdefault(receipt.module, receipt)
    return {module.key: found[module.key] for module in edition.modules.order_by("position") if module.key in found}


def edition_proved(editions: Iterable[PackageEdition], receipts: Sequence[Receipt]) -> PackageEdition | None:
    """The first of them of which all is proved."""
    return next((one for one in editions if len(proved(one, receipts)) == one.modules.count() > 0), None)


def receipts_of(confirmation: Confirmation) -> list[Receipt]:
    """Of what a member of staff has confirmed, with their name."""
    day, by = confirmation.confirmed_at.date(), confirmation.confirmed_by.name
    return [Receipt(confirmation.edition_id, key, ProvedWay.HAND, day, by) for key in confirmation.modules]


def receipts_in_account(user_id: int, municipality: Municipality) -> list[Receipt]:
    """What somebody who signs in has proved of the municipality's packages."""
    proofs = Proof.objects.filter(user=user_id, module__edition__package__municipality=municipality)
    return [
        Receipt(one.module.edition_id, one.module.key, ProvedWay(one.way), one.proved_on, one.confirmed_by)
        for one in proofs.select_related("module").order_by("proved_on", "pk")
    ]


def certificates_of(user_id: int, municipality: Municipality) -> QuerySet[Certificate]:
    """Those that are in somebody's account, latest first."""
    mine = Certificate.objects.filter(municipality=municipality, user=user_id)
    return mine.select_related("edition__package").order_by("-issued_at", "-pk")


def latest(municipality: Municipality) -> QuerySet[Certificate]:
    certificates = Certificate.objects.filter(municipality=municipality)
    return certificates.select_related("edition__package").order_by("-issued_at", "-pk")


def name_kept_until(issued_at: datetime) -> date:
    """The last whole day on which a certificate issued then says who holds it."""
    return timezone.localdate(issued_at + timedelta(days=settings.CERTIFICATE_NAMES_KEPT_DAYS - 1))


def lines_of(certificate: Certificate, languages: Sequence[str]) -> list[Line]:
    """How each module was proved, in order, in the first of the languages that it is written in."""
    titles = {text.module.key: text for text in reading.modules_of(certificate.edition, languages)}
    return [
        Line(
            title=titles[one["module"]].title,
            language=titles[one["module"]].language,
            way=str(ProvedWay(one["way"]).label),
            day=date.fromisoformat(one["day"]),
            by=one["by"],
        )
        for one in certificate.proofs
    ]


def trained_by(edition: PackageEdition) -> dict[str, str]:
    """The competences that its modules train: name by code of DigComp, in order."""
    codes = {code for module in edition.modules.order_by("position") for code in module.trains}
    return {code: str(COMPETENCES[code]) for code in sorted(codes)}


def badge_of(certificate: Certificate) -> dict[str, Any]:
    """Signed with the key in use, in the language of the certificate; raises as issuer_keys.signing_key does."""
    municipality, edition = certificate.municipality, certificate.edition
    key, home = issuer_keys.signing_key(municipality), issuer_keys.home_of(municipality)
    with reading_in(certificate.language, municipality.main_language):
        said = badges.Said(
            address=f"{home}certificates/{certificate.code}/",
            name=certificate.name,
            salt=certificate.salt,
            issued_at=certificate.issued_at,
            number=certificate.number,
            status=badges.list_at(home, municipality.slug, certificate.number),
            issuer_name=str(municipality.name),
            issuer_address=home,
            package_address=f"{home}learn/{edition.package.key}/edition/{edition.number}/",
            title=str(edition.title),
            about=str(edition.about),
            criteria=_criteria(edition),
            trains=trained_by(edition),
            modules=[
                (line.title, _("%(way)s, %(day)s") % {"way": line.way, "day": date_format(line.day)})
                for line in lines_of(certificate, [certificate.language, municipality.main_language])
            ],
        )
    return badges.badge(said, key)


def ways_of(edition: PackageEdition) -> list[str]:
    """What proves one of its modules, in words."""
    hints = ngettext(
        "By practising, with %(number)s hint at most",
        "By practising, with %(number)s hints at most",
        edition.hints_allowed,
    ) % {"number": edition.hints_allowed}
    test = _("By a test, with at least %(share)s%% of the questions right") % {"share": round(edition.pass_mark * 100)}
    words = {Way.PRACTICE: hints, Way.COURSE: str(Way.COURSE.label), Way.TEST: test}
    return [words[Way(way)] for way in edition.proved_by]


def _criteria(edition: PackageEdition) -> str:
    ways = "; ".join(ways_of(edition))
    return _("Every module is proved in one of these ways, or confirmed by staff: %(ways)s.") % {"ways": ways}
