"""Writes: the counts anew, if something went past the triggers, such as a backup that was put back in part."""

from django.db import connection, transaction

from verkstad.measurement.queries.counts import COUNTED

COLUMNS = "municipality_id, month, place_id, service_id, theme, channel, kind, outcome, number, minutes"


@transaction.atomic
def rebuild_counts() -> None:
    """Count all enquiries; whoever logs one meanwhile waits."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE measurement_enquiry IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM measurement_enquirycount")
        cursor.execute(f"INSERT INTO measurement_enquirycount ({COLUMNS}) {COUNTED}")
