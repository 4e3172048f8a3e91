"""Those who sign in to the demo are made with it, and nowhere else."""

import pytest
from django.conf import settings as given
from django.core.exceptions import ImproperlyConfigured

from tests.factories.services import ServiceFactory
from verkstad.identity.models import Membership, Role
from verkstad.portal.demo_people import read_people, save_people, sign_ins
from verkstad.services.models import Service

DEMO = given.REPOSITORY / "demo"


def test_there_is_somebody_of_each_role():
    assert [person.role for person in read_people(DEMO / "bjorkhamn")] == list(Role)


def test_each_can_sign_in_with_the_password_that_is_printed(client, bjorkhamn):
    save_people(DEMO)
    first, *lines = sign_ins(DEMO, bjorkhamn, "http://localhost:8000/bjorkhamn/")
    assert first.strip() == "http://localhost:8000/bjorkhamn/sv/staff/"
    for line in lines:
        role, email, password = line.split()
        member = Membership.objects.get(user__email=email)
        assert (member.role, member.user.check_password(password)) == (role, True)


def test_loading_again_changes_nothing(bjorkhamn):
    save_people(DEMO)
    before = list(Membership.objects.order_by("pk").values("user", "role", "user__password"))
    save_people(DEMO)
    assert list(Membership.objects.order_by("pk").values("user", "role", "user__password")) == before


def test_password_is_another_one_with_another_secret(settings):
    before = [person.password for person in read_people(DEMO / "bjorkhamn")]
    settings.SECRET_KEY = "another" * 10
    assert not set(before) & {person.password for person in read_people(DEMO / "bjorkhamn")}


def test_nobody_is_made_outside_the_demo(bjorkhamn, settings):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured):
        save_people(DEMO)
    assert not Membership.objects.exists()


def test_people_answer_for_their_services(bjorkhamn):
    ServiceFactory(municipality=bjorkhamn, slug="forskola-ansok")
    save_people(DEMO)
    assert Service.objects.get().owner.email == "service-owner@bjorkhamn.example"
