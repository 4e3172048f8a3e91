"""Where a walk may be recorded is told by the name of the host, and e-ID and payment always win."""

import pytest

from verkstad.practice.recorded.hosts import Kind, host_of, hosts


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://test.kommun.example/start", Kind.SERVICE),
        ("https://files.test.kommun.example/a.css", Kind.SERVICE),
        ("https://TEST.kommun.example.:8443/", Kind.SERVICE),
        ("https://forms.example/", Kind.SERVICE),
        ("https://eid.test.kommun.example/", Kind.NEVER),
        ("https://appswitch.mitid.dk/", Kind.NEVER),
        ("https://pay.stripe.com/", Kind.NEVER),
        ("https://notmitid.dk/", Kind.OTHER),
        ("https://kommun.example/", Kind.OTHER),
        ("https://[broken/", Kind.OTHER),
        ("about:blank", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_where_a_walk_is(address, kind):
    places = hosts("https://test.kommun.example/", allowed=["forms.example"], never=["eid.test.kommun.example"])
    assert places.kind(address) == kind


def test_a_walk_that_begins_nowhere_is_recorded_nowhere():
    assert hosts("start", allowed=[""]).kind("") == Kind.OTHER


def test_a_host_has_no_port_and_no_capitals():
    assert host_of("https://Test.Example:8000/") == "test.example"
