"""What commands are told: the name of a municipality."""

from django.core.management import CommandError

from verkstad.municipalities import queries
from verkstad.municipalities.models import Municipality


def municipality_named(slug: str) -> Municipality:
    """The municipality of that slug; raises CommandError, which names those that there are."""
    if found := queries.municipality_by_slug(slug):
        return found
    slugs = ", ".join(queries.all_municipalities().values_list("slug", flat=True))
    raise CommandError(f"There is no municipality “{slug}”. {f'There is: {slugs}' if slugs else 'There is none yet'}.")
