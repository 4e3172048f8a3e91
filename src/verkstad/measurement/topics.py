"""What a counting week counts, as people read it and as files write it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verkstad.core.alphabet import alphabetical
from verkstad.core.translated import preferred
from verkstad.measurement.models import OTHER_THEME, THEMES, CountingWeek
from verkstad.measurement.queries.counting import OTHER, Topic, kle_numbers, topics_of
from verkstad.services.queries import names_by_id


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """One of them: ``code`` is its own in files, where its KLE numbers stand for it too."""

    topic: Topic
    code: str
    name: str
    kle: Sequence[str] = ()

    @property
    def key(self) -> str:
        """In the names of fields."""
        service, theme = self.topic
        return str(service) if service else theme

    def __str__(self) -> str:
        return f"{', '.join(self.kle)} {self.name}".strip()


def named_topics(week: CountingWeek) -> list[NamedTopic]:
    """By name in the reader's language; last what is none of the others."""
    found = topics_of(week)
    services = [service for service, _theme in found if service]
    names, numbers, themes = names_by_id(services), kle_numbers(services), dict(THEMES)
    counts = [NamedTopic((pk, ""), names[pk].slug, str(names[pk].name), numbers.get(pk, ())) for pk in services]
    counts += [NamedTopic((None, theme), theme, str(themes[theme])) for service, theme in found[:-1] if not service]
    language = preferred()[0]
    return [
        *sorted(counts, key=lambda one: alphabetical(one.name, language)),
        NamedTopic(OTHER, OTHER_THEME, _("Something else")),
    ]
