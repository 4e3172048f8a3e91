"""Reads: whether the kept counts are those of the enquiries."""

from django.db import connection

from verkstad.measurement.models import Count, EnquiryCount, PlaceCount, TopicCount

TABLES: tuple[type[Count], ...] = (EnquiryCount, TopicCount, PlaceCount)


def columns_of(table: type[Count]) -> str:
    """As they stand in counted()."""
    return f"{_key(table)}, number, minutes"


def counted(table: type[Count]) -> str:
    """SQL that counts the enquiries themselves as the table does."""
    key = _key(table)
    month = "date_trunc('month', day::timestamp)::date"
    said = key.replace("month", f"{month} AS month")
    grouped = key.replace("month", month)
    return (
        f"SELECT {said}, sum(number) AS number, sum(coalesce(minutes, 0)) AS minutes "  # noqa: S608 -- names of models -- of constants
        f"FROM measurement_enquiry GROUP BY {grouped}"
    )


def wrong_counts() -> int:
    """How many rows of counts are missing, or there in vain."""
    return sum(map(_wrong, TABLES))


def _wrong(table: type[Count]) -> int:
    kept, right = f"SELECT {columns_of(table)} FROM {table._meta.db_table}", counted(table)  # noqa: S608 -- names of models
    both = f"({right} EXCEPT {kept}) UNION ALL ({kept} EXCEPT {right})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({both}) AS wrong")  # noqa: S608 -- names of models
        [(number,)] = cursor.fetchall()
    return int(number)


def _key(table: type[Count]) -> str:
    [once] = table._meta.total_unique_constraints
    return ", ".join(str(field.column) for field in table._meta.concrete_fields if field.name in once.fields)
