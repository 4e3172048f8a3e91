"""Whether there is an index."""

from verkstad.search.models import Shelf


def index_is_there() -> bool:
    """True when something is indexed, as the program must say before it is ready."""
    return Shelf.objects.filter(size__gt=0).exists()
