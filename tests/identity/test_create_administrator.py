"""The first administrator is made by a command."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories.identity import MembershipFactory
from tests.factories.municipalities import DomainFactory
from verkstad.core.models import Letter
from verkstad.identity import queries
from verkstad.identity.models import Role


def create(capsys, slug="bjorkhamn", email="anna@example.org"):
    call_command("create_administrator", slug, email)
    return capsys.readouterr().out.split()[-1]


def test_link_is_printed_and_sent(capsys, bjorkhamn):
    DomainFactory(municipality=bjorkhamn, host="service.bjorkhamn.example")
    link = create(capsys)
    assert link.startswith("http://service.bjorkhamn.example/sv/staff/invitation/")
    assert link in Letter.objects.get().text
    assert queries.invitation_to(bjorkhamn, link.split("/")[-2]).role == Role.ADMINISTRATOR


def test_link_of_the_demo_leads_to_this_machine(capsys, bjorkhamn):
    assert create(capsys).startswith("http://localhost:8000/bjorkhamn/sv/staff/invitation/")


def test_municipality_without_host_name_is_refused(capsys, bjorkhamn, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="has no host name"):
        create(capsys)


def test_what_cannot_be_is_refused(capsys, bjorkhamn):
    member = MembershipFactory(municipality=bjorkhamn)
    for slug, email in (("nowhere", "a@example.org"), ("bjorkhamn", "nonsense"), ("bjorkhamn", member.user.email)):
        with pytest.raises(CommandError):
            create(capsys, slug, email)
