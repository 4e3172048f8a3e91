"""One way to reach a person, as they type it: an e-mail address or a phone number."""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from verkstad.core.phone_numbers import international
from verkstad.core.typed import TypedField

# An e-mail address is never longer.
LONGEST_REACH = 254


class Reach(NamedTuple):
    """One of them; the other is empty."""

    email: str = ""
    phone: str = ""


class ReachField(TypedField):
    """An e-mail address or a phone number as it is dialled in ``country``; with ``only_phone`` a number."""

    default_error_messages = {
        "reach": _("Write an e-mail address, such as name@example.org, or a phone number with its area code."),
        "phone": _("Write a phone number with its area code. We ring you."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_REACH, **options)
        self.only_phone, self.country = False, ""

    def clean(self, value: str) -> Reach:
        typed = " ".join(super().clean(value).split())
        if phone := international(typed, self.country):
            return Reach(phone=phone)
        if self.only_phone:
            raise ValidationError(self.error_messages["phone"])
        try:
            validate_email(typed)
        except ValidationError as error:
            raise ValidationError(self.error_messages["reach"]) from error
        return Reach(email=typed)


class OptionalReachField(ReachField):
    """Nobody has to be reached who stands here; where the helper rings, ``required`` says so."""

    def clean(self, value: str) -> Reach:
        return super().clean(value) if value or self.required else Reach()
