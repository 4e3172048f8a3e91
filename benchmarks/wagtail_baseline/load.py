"""Copies the services of the home made by benchmarks/load.py into Wagtail's tables and indexes them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from home import start_django

COPY = """
INSERT INTO wagtail_baseline_service (slug, name, summary, description, everyday_words, organisation)
SELECT service.slug, text.name, text.summary, concat_ws(' ', text.description, text.what_you_need, text.without_eid),
    array_to_string(text.everyday_words, ' '), organisation.name ->> 'sv'
FROM services_service AS service
JOIN services_servicetext AS text ON text.service_id = service.id AND text.language = 'sv'
JOIN services_organisation AS organisation ON organisation.id = service.organisation_id
"""


def main() -> None:
    start_django("wagtail_baseline.settings")
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE wagtail_baseline_service")
        cursor.execute(COPY)
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
