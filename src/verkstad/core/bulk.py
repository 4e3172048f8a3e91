"""Many rows in one statement.

Django's own ``bulk_create`` hands over a parameter for each value and spends more time on these than the database
on the rows. Here all rows are one parameter, as JSON.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import RawSQL


def upsert(rows: Sequence[Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()) -> list[int]:
    """Insert the rows, of one table, and return their keys in the same order.

    Of a row that is there already, with the same in the fields ``unique``, the fields ``update`` are replaced.
    """
    if not rows:
        return []
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    columns = ", ".join(_columns(fields))
    conflict = _on_conflict(_named(meta, unique), _named(meta, update)) if unique else ""
    sql = (
        f'INSERT INTO "{meta.db_table}" ({columns}) SELECT {columns} FROM {_recordset(fields)} {conflict} RETURNING id'  # noqa: S608 -- names of models
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_as_json(rows, fields)])
        return [key for (key,) in cursor.fetchall()]


def update(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of rows that are there, of one table."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = _named(meta, names)
    changes = ", ".join(f"{column} = new.{column}" for column in _columns(fields))
    fields.append(meta.pk)
    sql = f'UPDATE "{meta.db_table}" AS old SET {changes} FROM {_recordset(fields)} WHERE old.id = new.id'  # noqa: S608 -- names of models
    with connection.cursor() as cursor:
        cursor.execute(sql, [_as_json(rows, fields)])


def among(keys: Iterable[int]) -> RawSQL:
    """What stands behind ``__in``: however many keys, they are one parameter."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])


def _named(meta: Any, names: Sequence[str]) -> list[Any]:
    return [meta.get_field(name) for name in names]


def _columns(fields: Sequence[Any]) -> list[str]:
    return [f'"{field.column}"' for field in fields]


def _on_conflict(unique: Sequence[Any], update: Sequence[Any]) -> str:
    changes = ", ".join(f"{column} = EXCLUDED.{column}" for column in _columns(update))
    return f"ON CONFLICT ({', '.join(_columns(unique))}) DO UPDATE SET {changes}"


def _recordset(fields: Sequence[Any]) -> str:
    types = ", ".join(f'"{field.column}" {field.db_type(connection)}' for field in fields)
    return f"jsonb_to_recordset(%s) AS new({types})"


def _as_json(rows: Sequence[Model], fields: Sequence[Any]) -> str:
    values = [{field.column: field.pre_save(row, add=True) for field in fields} for row in rows]
    return json.dumps(values, default=str)
