"""Reads: whether the kept counts are those of the enquiries."""

from django.db import connection

COUNTED = """
    SELECT municipality_id, date_trunc('month', day::timestamp)::date AS month, place_id, service_id, theme, channel,
        kind, outcome, sum(number) AS number, sum(coalesce(minutes, 0)) AS minutes
    FROM measurement_enquiry
    GROUP BY municipality_id, month, place_id, service_id, theme, channel, kind, outcome
"""
KEPT = """
    SELECT municipality_id, month, place_id, service_id, theme, channel, kind, outcome, number, minutes
    FROM measurement_enquirycount
"""


def wrong_counts() -> int:
    """How many rows of counts are missing, or there in vain."""
    both = f"({COUNTED} EXCEPT {KEPT}) UNION ALL ({KEPT} EXCEPT {COUNTED})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({both}) AS wrong")  # noqa: S608
        row = cursor.fetchone()
    return int(row[0])
