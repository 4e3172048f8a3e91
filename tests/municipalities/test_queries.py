from tests.factories.municipalities import RegionFactory
from verkstad.municipalities import queries


def test_municipality_comes_with_its_region_in_one_query(bjorkhamn, django_assert_num_queries):
    bjorkhamn.region = RegionFactory()
    bjorkhamn.save()
    with django_assert_num_queries(1):
        found, _ = queries.municipality_at("", bjorkhamn.slug)
        assert (found, found.region, found.region.name) == (bjorkhamn, bjorkhamn.region, bjorkhamn.region.name)


def test_municipality_without_a_region_has_none(bjorkhamn, django_assert_num_queries):
    with django_assert_num_queries(1):
        found, _ = queries.municipality_at("", bjorkhamn.slug)
        assert (found, found.region) == (bjorkhamn, None)
