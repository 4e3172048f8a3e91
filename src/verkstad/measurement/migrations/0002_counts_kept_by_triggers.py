from django.db import migrations

KEY = "municipality_id, month, place_id, service_id, theme, channel, kind, outcome"
COUNTED = """
    SELECT municipality_id, date_trunc('month', day::timestamp)::date AS month, place_id, service_id, theme, channel,
        kind, outcome, {sign} number AS number, {sign} coalesce(minutes, 0) AS minutes
    FROM {rows}
"""
COME = COUNTED.format(sign="+", rows="come")
GONE = COUNTED.format(sign="-", rows="gone")

# One statement that changes enquiries changes their counts by one statement too, in the order of their keys: those
# who change the same counts at the same time wait for each other, and never in a ring.
KEEP = """
    CREATE FUNCTION measurement_count_{event}() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
        emptied bigint[];
    BEGIN
        WITH changed AS (
            INSERT INTO measurement_enquirycount AS counted ({key}, number, minutes)
            SELECT {key}, sum(number), sum(minutes) FROM ({changes}) AS change
            GROUP BY {key}
            HAVING sum(number) <> 0 OR sum(minutes) <> 0
            ORDER BY {key}
            ON CONFLICT ON CONSTRAINT enquirycount_once
            DO UPDATE SET number = counted.number + EXCLUDED.number, minutes = counted.minutes + EXCLUDED.minutes
            RETURNING counted.id, counted.number
        )
        SELECT array_agg(id) INTO emptied FROM changed WHERE number = 0;
        DELETE FROM measurement_enquirycount WHERE id = ANY (emptied);
        RETURN NULL;
    END
    $body$;
    CREATE TRIGGER measurement_count_{event} AFTER {event} ON measurement_enquiry {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION measurement_count_{event}();
"""
EMPTY = """
    CREATE FUNCTION measurement_count_truncate() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
        DELETE FROM measurement_enquirycount;
        RETURN NULL;
    END
    $body$;
    CREATE TRIGGER measurement_count_truncate AFTER TRUNCATE ON measurement_enquiry
    FOR EACH STATEMENT EXECUTE FUNCTION measurement_count_truncate();
"""
UNDO = """
    DROP TRIGGER measurement_count_{event} ON measurement_enquiry;
    DROP FUNCTION measurement_count_{event}();
"""
EVENTS = [
    ("insert", COME, "REFERENCING NEW TABLE AS come"),
    ("delete", GONE, "REFERENCING OLD TABLE AS gone"),
    ("update", f"{COME} UNION ALL {GONE}", "REFERENCING OLD TABLE AS gone NEW TABLE AS come"),
]


class Migration(migrations.Migration):
    dependencies = [("measurement", "0001_enquiries")]

    operations = [
        *(
            migrations.RunSQL(
                KEEP.format(event=event, key=KEY, changes=changes, tables=tables), UNDO.format(event=event)
            )
            for event, changes, tables in EVENTS
        ),
        migrations.RunSQL(EMPTY, UNDO.format(event="truncate")),
    ]
