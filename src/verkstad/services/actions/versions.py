"""What a service was before: every write of a service ends here, in its own transaction."""

from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from verkstad.services.queries.whole import WHOLE_SQL

# One statement, for the database has it all: what differs from its newest version gets the next one.
_RECORD = f"""
WITH present AS MATERIALIZED (
    SELECT service.id, service.version, {WHOLE_SQL}::jsonb AS data, service.status,
        COALESCE(person.public_id::text, '') AS owner
    FROM services_service AS service LEFT JOIN identity_user AS person ON person.id = service.owner_id
    WHERE service.id = ANY(%(services)s)
), changed AS (
    SELECT present.*
    FROM present LEFT JOIN services_serviceversion AS newest
        ON newest.service_id = present.id AND newest.number = present.version
    WHERE (newest.data, newest.status, newest.owner) IS DISTINCT FROM (present.data, present.status, present.owner)
), numbered AS (
    UPDATE services_service AS service SET version = service.version + 1
    FROM changed WHERE service.id = changed.id
    RETURNING service.id, service.version AS number
)
INSERT INTO services_serviceversion (service_id, number, data, status, owner, made_at, made_by, reason)
SELECT id, number, data, status, owner, %(at)s, %(by)s, %(reason)s FROM changed JOIN numbered USING (id)
"""  # noqa: S608 -- of constants


def record_versions(services: Sequence[int], *, by: str, reason: str = "") -> None:
    """Keep the services with these keys as they now are, if that is new; one query for any number.

    The caller has changed the services' own rows in this transaction, and so holds their locks.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {"services": list(services), "at": timezone.now(), "by": by, "reason": reason})
