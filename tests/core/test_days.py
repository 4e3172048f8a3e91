import pytest
from django.core.exceptions import ValidationError

from verkstad.core.days import DayField


@pytest.mark.parametrize("typed", ["1899-12-31", "3000-01-01", "9999-12-31", "0001-01-01"])
def test_day_in_a_year_that_nobody_means_is_none(typed):
    with pytest.raises(ValidationError, match="valid date"):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["1900-01-01", "2999-12-31", ""])
def test_other_days_are_read_as_they_are(typed):
    day = DayField(required=False).clean(typed)
    assert (day.isoformat() if day else "") == typed
