"""What nobody sees is not kept of what somebody types."""

import pytest
from django.core.exceptions import ValidationError

from verkstad.appointments.forms import booking
from verkstad.appointments.forms.staff_booking import StaffBookingForm
from verkstad.core.reach import Reach, ReachField
from verkstad.core.typed import TypedField
from verkstad.courses.forms import signing_up
from verkstad.learning.forms.certificates import NameForm
from verkstad.outreach.forms.logging import OccasionForm


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Eva \u202eLund\u202c", "Eva Lund"),
        ("\u2067Eva\u2069 \u200fLund\u200e", "Eva Lund"),
        ("\ufeffEva\u200b Lu\u2060nd", "Eva Lund"),
        ("Eva\x1b Lund\x7f\x9f", "Eva Lund"),
        ("\u202e\u200b ", ""),
        ("می\u200cشود 👩\u200d🦰", "می\u200cشود 👩\u200d🦰"),
        ("Eva\tLund\r\nBo", "Eva\tLund\r\nBo"),
    ],
)
def test_what_is_typed_is_read_without_signs_that_nobody_sees(typed, read):
    assert TypedField(required=False).clean(typed) == read


def test_a_name_of_unseen_signs_alone_is_no_name():
    with pytest.raises(ValidationError, match="required"):
        TypedField().clean("\u202e\u2066")


def test_a_number_copied_from_the_contacts_of_a_telephone_is_read():
    field = ReachField()
    field.country = "SE"
    assert field.clean("\u202a070-174 06 05\u202c") == Reach(phone="+46 70 174 06 05")


def test_django_still_refuses_nul():
    with pytest.raises(ValidationError, match="Null"):
        TypedField().clean("Eva\x00")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (booking.PersonForm, "name"),
        (StaffBookingForm, "name"),
        (signing_up.PersonForm, "name"),
        (signing_up.StaffPersonForm, "name"),
        (signing_up.TeamForm, "people"),
        (NameForm, "name"),
        (OccasionForm, "where"),
    ],
)
def test_what_others_than_staff_say_is_read_so(form, field):
    assert isinstance(form.base_fields[field], TypedField)
