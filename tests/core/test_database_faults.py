"""What an operator has forgotten is told in words; what is our fault is not."""

import pytest
from django.db import DatabaseError, connection

from verkstad.core.database_faults import why_refused

FORGOTTEN = "the database lacks the tables of this version of the program. Run “verkstad migrate”."
NOT_ALLOWED = (
    "the user that DATABASE_URL names may not do that in the database (permission denied for table core_heartbeat)."
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("SELECT 1 FROM of_the_next_version", FORGOTTEN),
        ("SELECT of_the_next_version FROM core_heartbeat", FORGOTTEN),
        ("SET LOCAL ROLE pg_monitor; SELECT 1 FROM core_heartbeat", NOT_ALLOWED),
        ("SELECT 1 / 0", ""),
    ],
)
def test_only_what_was_forgotten_is_told(statement, words):
    with pytest.raises(DatabaseError) as refused, connection.cursor() as cursor:
        cursor.execute(statement)
    assert why_refused(refused.value) == words
