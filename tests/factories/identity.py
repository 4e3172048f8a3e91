import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from tests.factories.municipalities import MunicipalityFactory
from verkstad.identity.models import Membership, Role, User

PASSWORD = "a-pass-phrase-for-tests"
HASHED = make_password(PASSWORD, hasher="md5")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.LazyAttribute(lambda user: user.email)
    email = factory.Sequence(lambda number: f"person-{number}@example.org")
    first_name = "Kim"
    last_name = factory.Sequence(lambda number: f"Person {number}")
    password = HASHED


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    role = Role.EDITOR
