"""What a person wrote and has not saved, because others had changed the same."""

from verkstad.core.translated import Text
from verkstad.identity.models import Membership
from verkstad.services.models import KeptEdit, Service
from verkstad.services.queries.texts import readable


def kept_edit(service: Service, member: Membership) -> KeptEdit | None:
    return service.kept_edits.filter(made_by=member.actor).first()


def kept_edits(member: Membership) -> list[tuple[str, Text | str]]:
    """The slug and the name of each service with such a change, those that have waited longest first; two queries."""
    kept = KeptEdit.objects.filter(made_by=member.actor, service__municipality=member.municipality)
    services = [edit.service for edit in kept.select_related("service").prefetch_related("service__texts")]
    return [(one.slug, readable(one.texts.all()).name if one.texts.all() else one.slug) for one in services]
