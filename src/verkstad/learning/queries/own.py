"""Reads: how far somebody has come, from what is kept in their account."""

from dataclasses import dataclass

from verkstad.identity.models import User
from verkstad.learning.access import editions_of
from verkstad.learning.models import ModuleText, PackageEdition
from verkstad.learning.queries import reading
from verkstad.learning.queries.certificates import edition_proved, proved, receipts_in_account
from verkstad.learning.receipts import Receipt
from verkstad.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one package: each module with what proves it; ``is_whole`` when some edition is proved."""

    edition: PackageEdition
    modules: list[tuple[ModuleText, Receipt | None]]
    is_whole: bool

    @property
    def done(self) -> int:
        return sum(receipt is not None for _text, receipt in self.modules)


def modules_proved(user: User, edition: PackageEdition) -> set[str]:
    """Their keys."""
    return set(proved(edition, receipts_in_account(user.pk, edition.package.municipality)))


def packages_of(user: User, municipality: Municipality, language: str) -> list[Progress]:
    """All that are taught."""
    shown = receipts_in_account(user.pk, municipality)
    found = []
    for edition in reading.editions_for_learners(municipality):
        by_module = proved(edition, shown)
        texts = reading.modules_of(edition, [language, municipality.main_language])
        modules = [(text, by_module.get(text.module.key)) for text in texts]
        whole = edition_proved(editions_of(municipality, edition.package.key), shown)
        found.append(Progress(edition, modules, whole is not None))
    return found
