"""Days as they are typed."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# What is reckoned on from a day, such as the day after, has to be one too: the calendar ends with the year 9999.
YEARS = range(1900, 3000)


class DayField(forms.DateField):
    """A day in years that people mean; 9999-12-31 is how other programs write that something never ends."""

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day
