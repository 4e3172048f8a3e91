"""A service as its page will show it, before it is written to the database."""

from dataclasses import asdict

from verkstad.core.translated import Translated, best
from verkstad.services.data import ServiceData
from verkstad.services.models import Channel, Organisation, Service, ServiceText
from verkstad.services.queries.page import Law, ServicePage
from verkstad.services.queries.texts import readable
from verkstad.services.queries.ways import ways_of


def service_page_of(data: ServiceData, organisation: Organisation) -> ServicePage:
    """Of a service that has a name in one language at least. Asks the database for nothing."""
    channels = [Channel(**asdict(channel) | {"label": Translated(channel.label)}) for channel in data.channels]
    return ServicePage(
        service=Service(slug=data.slug, organisation=organisation),
        text=readable([ServiceText(**asdict(text)) for text in data.texts]),
        channels=channels,
        ways=ways_of(channels),
        note=best({}),
        life_events=[],
        legal_bases=[Law(law.name, law.url) for law in data.legal_bases],
        subjects=list(data.subjects),
    )
