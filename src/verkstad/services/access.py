"""Who may see what: services are loaded for a resident only from here."""

import json

from verkstad.municipalities.models import Municipality
from verkstad.services.models import SHOWN_SQL, Organisation, Service, shown_to

# Written out, because Django takes longer to put it together than the database to answer it.
_SERVICE = f"""
SELECT service.*, to_json(organisation)::text AS organisation_row
FROM services_service AS service JOIN services_organisation AS organisation ON organisation.id = service.organisation_id
WHERE service.slug = %(slug)s AND {SHOWN_SQL}
ORDER BY service.municipality_id NULLS LAST, service.region_id NULLS LAST
LIMIT 1
"""  # noqa: S608 -- of constants


def get_service_for_resident(municipality: Municipality, slug: str) -> Service:
    """The published service as the municipality shows it, with its organisation; raises Service.DoesNotExist.

    The municipality's own comes before its region's, and that before a state authority's of the same slug.
    """
    for service in Service.objects.raw(_SERVICE, shown_to(municipality) | {"slug": slug}):
        service.organisation = Organisation(**json.loads(vars(service)["organisation_row"]))
        return service
    raise Service.DoesNotExist(f"{municipality.slug} shows no service {slug}.")
