"""The rows that a service consists of, written for many services at once."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.db.models import Model

from verkstad.core import bulk
from verkstad.services.data import ChannelData, Scope, ServiceData, TextData
from verkstad.services.models import Channel, LegalBasis, Organisation, Service, ServiceText

# Columns that are called the same in the data and in the table.
_SERVICE = (
    "slug", "cost_amount", "cost_currency", "processing_days", "review_months", "source", "external_id", "source_hash",
)  # fmt: skip
_SERVICE_CHANGED = (*_SERVICE, "organisation", "target_groups", "updated_at")
_TEXT_CHANGED = [name for name in TextData.__slots__ if name != "language"]
_CHANNEL_CHANGED = list(ChannelData.__slots__)

type Pairs = Sequence[tuple[int, ServiceData]]


def save_rows(batch: Sequence[ServiceData], scope: Scope, organisations: dict[str, Organisation], status: str) -> Pairs:
    """Write the services' own rows, as drafts if they are new and no ``status`` is given; return their keys."""
    rows = [
        Service(
            **{name: getattr(data, name) for name in _SERVICE},
            **scope.columns,
            **({"status": status} if status else {}),
            organisation=organisations[data.organisation],
            target_groups=list(data.target_groups),
        )
        for data in batch
    ]
    keys = bulk.upsert(
        rows,
        unique=["municipality", "region", "country", "slug"],
        update=[*_SERVICE_CHANGED, *(["status"] if status else [])],
    )
    return list(zip(keys, batch, strict=True))


def save_texts(pairs: Pairs) -> None:
    rows = [
        ServiceText(service_id=pk, **{field: getattr(text, field) for field in TextData.__slots__})
        for pk, data in pairs
        for text in data.texts
    ]
    _delete_others(ServiceText, pairs, bulk.upsert(rows, unique=["service", "language"], update=_TEXT_CHANGED))


def save_channels(pairs: Pairs) -> None:
    """A channel keeps its row as long as its position is used, for places hold on to it."""
    rows = [
        Channel(service_id=pk, position=position, **{field: getattr(channel, field) for field in _CHANNEL_CHANGED})
        for pk, data in pairs
        for position, channel in enumerate(data.channels)
    ]
    _delete_others(Channel, pairs, bulk.upsert(rows, unique=["service", "position"], update=_CHANNEL_CHANGED))


def save_legal_bases(pairs: Pairs) -> None:
    rows = [LegalBasis(service_id=pk, **asdict(law)) for pk, data in pairs for law in data.legal_bases]
    _delete_others(LegalBasis, pairs, [])
    bulk.upsert(rows)


def relate(through: type[Model], column: str, services: Pairs, links: Iterable[tuple[int, int]]) -> None:
    """Let the services have exactly these links (service, other) in a many-to-many table."""
    _delete_others(through, services, [])
    bulk.upsert([through(service_id=service, **{column: other}) for service, other in dict.fromkeys(links)])


def _delete_others(model: type[Model], pairs: Pairs, keys: Sequence[int]) -> None:
    others = model._default_manager.filter(service__in=bulk.among(pk for pk, _ in pairs))
    others.exclude(pk__in=bulk.among(keys)).delete()
