"""What readers type or press, cleaned. Nothing here is ever stored."""

from dataclasses import dataclass

from django import forms

from verkstad.municipalities.models import Municipality
from verkstad.places.position import Position
from verkstad.places.queries import position_of


@dataclass(frozen=True, slots=True)
class Where:
    """Where the reader says they are; ``is_unknown`` when they named a place that nobody knows here."""

    position: Position | None = None
    district: str = ""
    is_unknown: bool = False


class PositionForm(forms.Form):
    district = forms.CharField(max_length=100, required=False)
    lat = forms.FloatField(min_value=-90, max_value=90, required=False)
    lon = forms.FloatField(min_value=-180, max_value=180, required=False)

    def where(self, municipality: Municipality) -> Where:
        self.is_valid()
        given = self.cleaned_data
        if given.get("lat") is not None and given.get("lon") is not None:
            return Where(Position(given["lat"], given["lon"]))
        district = given.get("district", "")
        position = position_of(municipality, district)
        return Where(position, district, is_unknown=bool(district) and position is None)
