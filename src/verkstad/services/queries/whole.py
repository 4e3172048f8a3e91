"""All of a service, in the shape in which it is written."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from verkstad.services.data import ServiceData, from_json
from verkstad.services.models import Service

# services.data.as_json in SQL, of rows called "service".
WHOLE_SQL = """
json_build_object(
    'slug', service.slug,
    'organisation', (SELECT slug FROM services_organisation WHERE id = service.organisation_id),
    'texts', ARRAY(
        SELECT json_build_object(
            'language', language, 'name', name, 'summary', summary, 'description', description,
            'what_you_need', what_you_need, 'plain', plain, 'cost', cost, 'processing_time', processing_time,
            'without_eid', without_eid, 'everyday_words', everyday_words, 'reviewed_on', reviewed_on
        )
        FROM services_servicetext WHERE service_id = service.id ORDER BY language
    ),
    'target_groups', service.target_groups,
    'channels', ARRAY(
        SELECT json_build_object(
            'kind', kind, 'url', url, 'eid_need', eid_need, 'number', number, 'address', address, 'email', email,
            'label', label
        )
        FROM services_channel WHERE service_id = service.id ORDER BY position
    ),
    'life_events', ARRAY(
        SELECT event.code
        FROM services_service_life_events AS link JOIN services_lifeevent AS event ON event.id = link.lifeevent_id
        WHERE link.service_id = service.id ORDER BY event.position, event.code
    ),
    'subjects', ARRAY(
        SELECT json_build_array(subject.scheme, subject.code)
        FROM services_service_subjects AS link JOIN services_subject AS subject ON subject.id = link.subject_id
        WHERE link.service_id = service.id ORDER BY subject.scheme, subject.code
    ),
    'legal_bases', ARRAY(
        SELECT json_build_object('name', name, 'url', url)
        FROM services_legalbasis WHERE service_id = service.id ORDER BY id
    ),
    'cost_amount', service.cost_amount::text,
    'cost_currency', service.cost_currency,
    'processing_days', service.processing_days,
    'review_months', service.review_months,
    'source', service.source,
    'external_id', service.external_id,
    'source_hash', service.source_hash
)
"""
_WHOLE = f"SELECT service.id, {WHOLE_SQL}::text FROM services_service AS service WHERE service.id = ANY(%s)"  # noqa: S608 -- a constant


def data_of(services: Iterable[Service]) -> dict[int, ServiceData]:
    """Each service by its primary key, as it was given to ``save_services``; one query.

    Texts come by language, life events and subjects in their own order.
    """
    return {pk: from_json(plain) for pk, plain in plain_of(services).items()}


def plain_of(services: Iterable[Service]) -> dict[int, dict[str, Any]]:
    """The same as ``data_of``, as plain JSON."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, [[service.pk for service in services]])
        return {pk: json.loads(whole) for pk, whole in cursor.fetchall()}
