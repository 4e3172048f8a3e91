import factory
from factory.django import DjangoModelFactory

from verkstad.municipalities.models import Domain, Municipality, Region


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region

    slug = factory.Sequence(lambda number: f"region-{number}")
    name = factory.LazyAttribute(lambda region: {"sv": region.slug.title()})


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = Municipality

    slug = factory.Sequence(lambda number: f"municipality-{number}")
    name = factory.LazyAttribute(lambda municipality: {"sv": municipality.slug.title()})
    country = "SE"
    languages = ["sv", "en"]
    main_language = "sv"
    time_zone = "Europe/Stockholm"
    phone = "0123-45 67 89"
    email = "kontakt@example.org"


class DomainFactory(DjangoModelFactory):
    class Meta:
        model = Domain

    host = factory.Sequence(lambda number: f"municipality-{number}.example.org")
    municipality = factory.SubFactory(MunicipalityFactory)
