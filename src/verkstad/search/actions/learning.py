"""What choices teach, worked out anew. No audit rows: it is counted from the search log, which has none."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from verkstad.search.learning import COUNT_POPULAR, LEARN, LEAST_CHOICES, LEAST_DAYS, MONTHS


@transaction.atomic
def learn_from_choices() -> None:
    """Replace all that was learned by what the last twelve months teach; see search/learning.py.

    Searches go on from the old until then; a second process waits for the first.
    """
    parameters: dict[str, str | int | datetime] = {
        "time_zone": settings.TIME_ZONE,
        "since": timezone.now() - timedelta(days=MONTHS * 365 / 12),
        "least_choices": LEAST_CHOICES,
        "least_days": LEAST_DAYS,
    }
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE search_learned IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM search_learned")
        cursor.execute("DELETE FROM search_popular")
        cursor.execute(LEARN, parameters)
        cursor.execute(COUNT_POPULAR, parameters)
