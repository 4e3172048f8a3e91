"""Who may see and do what: services are loaded for a page only from here."""

import json

from django.db.models import F, Q

from verkstad.identity.models import Membership, Role
from verkstad.municipalities.models import Municipality
from verkstad.services.models import SHOWN_SQL, Organisation, Service, ServiceQuerySet, Status, covers, shown_to

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


def services_for_member(member: Membership) -> ServiceQuerySet:
    """Everything of the municipality, and what is shared with it once that is published."""
    shared = covers(member.municipality) & Q(municipality=None, status=Status.PUBLISHED)
    return Service.objects.filter(shared | Q(municipality=member.municipality))


def get_service_for_member(member: Membership, slug: str) -> Service:
    """The service, with its organisation, in whatever state; raises Service.DoesNotExist.

    Of the same slug the municipality's own comes first, as it does for residents.
    """
    rows = (
        services_for_member(member).filter(slug=slug).select_related("organisation", "municipality", "region", "owner")
    )
    service = rows.order_by(F("municipality").asc(nulls_last=True), F("region").asc(nulls_last=True)).first()
    if service is None:
        raise Service.DoesNotExist(f"{member.municipality.slug} has no service {slug}.")
    return service


def can_edit_service(member: Membership, service: Service) -> bool:
    """Editors everything of their municipality's own, service owners what is theirs."""
    if service.municipality_id != member.municipality_id:
        return False
    return member.has(Role.EDITOR) or (member.has(Role.SERVICE_OWNER) and service.owner_id == member.user_id)


def can_publish_service(member: Membership, service: Service) -> bool:
    """Show it and take it away: whoever may edit it, for what they save of a published one is seen at once."""
    return can_edit_service(member, service)


def can_settle_shared(member: Membership, service: Service) -> bool:
    """Hide, show and note on what a region or the state shares with the municipality."""
    return service.municipality_id is None and member.has(Role.EDITOR)
