"""Writes: the counts anew, if something went past the triggers, such as a backup that was put back in part."""

from django.db import connection, transaction

from verkstad.measurement.queries.counts import TABLES, columns_of, counted


@transaction.atomic
def rebuild_counts() -> None:
    """Count all enquiries; whoever logs one meanwhile waits."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE measurement_enquiry IN SHARE ROW EXCLUSIVE MODE")
        for table in TABLES:
            name = table._meta.db_table
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 -- of constants
            cursor.execute(f"INSERT INTO {name} ({columns_of(table)}) {counted(table)}")
