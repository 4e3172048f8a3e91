"""How a table of counts is kept by triggers on enquiries; see docs/adr/0033."""

from collections.abc import Iterator

from django.db.migrations import RunSQL

# "come" and "gone" are the rows that the statement has written and taken away.
COUNTED = "SELECT {columns}, {sign} number AS number, {sign} coalesce(minutes, 0) AS minutes FROM {rows}"
EVENTS = {
    "insert": (("+", "come"),),
    "delete": (("-", "gone"),),
    "update": (("+", "come"), ("-", "gone")),
}
TABLES = {"come": "NEW TABLE AS come", "gone": "OLD TABLE AS gone"}
COLUMNS = {"month": "date_trunc('month', day::timestamp)::date AS month"}

# One statement that changes enquiries changes their counts by one statement too, in the order of their keys: those
# who change the same counts at the same time wait for each other, and never in a ring.
KEEP = """
    CREATE FUNCTION measurement_{table}_{event}() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
        emptied bigint[];
    BEGIN
        WITH changed AS (
            INSERT INTO measurement_{table} AS counted ({key}, number, minutes)
            SELECT {key}, sum(number), sum(minutes) FROM ({changes}) AS change
            GROUP BY {key}
            HAVING sum(number) <> 0 OR sum(minutes) <> 0
            ORDER BY {key}
            ON CONFLICT ON CONSTRAINT {table}_once
            DO UPDATE SET number = counted.number + EXCLUDED.number, minutes = counted.minutes + EXCLUDED.minutes
            RETURNING counted.id, counted.number
        )
        SELECT array_agg(id) INTO emptied FROM changed WHERE number = 0;
        DELETE FROM measurement_{table} WHERE id = ANY (emptied);
        RETURN NULL;
    END
    $body$;
    CREATE TRIGGER measurement_{table}_{event} AFTER {event} ON measurement_enquiry REFERENCING {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION measurement_{table}_{event}();
"""
EMPTY = """
    CREATE FUNCTION measurement_{table}_truncate() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        DELETE FROM measurement_{table};
        RETURN NULL;
    END
    $body$;
    CREATE TRIGGER measurement_{table}_truncate AFTER TRUNCATE ON measurement_enquiry
    FOR EACH STATEMENT EXECUTE FUNCTION measurement_{table}_truncate();
"""
FILL = "INSERT INTO measurement_{table} ({key}, number, minutes) SELECT {key}, sum(number), sum(minutes) FROM ({changes}) AS counted GROUP BY {key}"
UNDO = """
    DROP TRIGGER measurement_{table}_{event} ON measurement_enquiry;
    DROP FUNCTION measurement_{table}_{event}();
"""


def fill(table: str, key: tuple[str, ...]) -> RunSQL:
    """Count the enquiries that there are."""
    columns = ", ".join(COLUMNS.get(column, column) for column in key)
    changes = COUNTED.format(columns=columns, sign="+", rows="measurement_enquiry")
    return RunSQL(FILL.format(table=table, key=", ".join(key), changes=changes), RunSQL.noop)


def keep(table: str, key: tuple[str, ...]) -> Iterator[RunSQL]:
    """The triggers of one table of counts, whose unique key is called ``table`` and "_once"."""
    columns = ", ".join(COLUMNS.get(column, column) for column in key)
    for event, parts in EVENTS.items():
        changes = " UNION ALL ".join(COUNTED.format(columns=columns, sign=sign, rows=rows) for sign, rows in parts)
        tables = " ".join(TABLES[rows] for _sign, rows in parts)
        sql = KEEP.format(table=table, event=event, key=", ".join(key), changes=changes, tables=tables)
        yield RunSQL(sql, UNDO.format(table=table, event=event))
    yield RunSQL(EMPTY.format(table=table), UNDO.format(table=table, event="truncate"))
