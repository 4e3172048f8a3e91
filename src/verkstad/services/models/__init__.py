"""The catalogue: what can be done, by whom it is answered for, how it is reached, and how to do it without e-ID."""

from verkstad.services.models.imports import Import, ImportedAs, ImportPart, ImportRow
from verkstad.services.models.links import LinkCheck, LinkFailure
from verkstad.services.models.services import (
    SHOWN_SQL,
    Channel,
    ChannelKind,
    EidNeed,
    LegalBasis,
    LocalService,
    Service,
    ServiceQuerySet,
    ServiceText,
    Status,
    TargetGroup,
    shown_to,
)
from verkstad.services.models.terms import (
    ONE_SCOPE,
    LifeEvent,
    Organisation,
    OrganisationKind,
    Scoped,
    Subject,
    covers,
)
from verkstad.services.models.versions import KeptEdit, ServiceVersion

__all__ = [
    "ONE_SCOPE",
    "SHOWN_SQL",
    "Channel",
    "ChannelKind",
    "EidNeed",
    "Import",
    "ImportPart",
    "ImportRow",
    "ImportedAs",
    "KeptEdit",
    "LegalBasis",
    "LifeEvent",
    "LinkCheck",
    "LinkFailure",
    "LocalService",
    "Organisation",
    "OrganisationKind",
    "Scoped",
    "Service",
    "ServiceQuerySet",
    "ServiceText",
    "ServiceVersion",
    "Status",
    "Subject",
    "TargetGroup",
    "covers",
    "shown_to",
]
