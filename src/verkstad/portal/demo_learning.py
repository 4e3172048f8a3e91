"""What the demo municipalities teach: all packages that come with the program."""

from verkstad.learning.actions.packages import publish, take
from verkstad.learning.queries.shipped import shipped_for
from verkstad.municipalities.models import Municipality, Part


def save_learning() -> None:
    """Once; what staff change afterwards stays."""
    for municipality in Municipality.objects.order_by("pk"):
        if municipality.has(Part.LEARNING):
            for shipped in shipped_for(municipality):
                publish(take(shipped, municipality=municipality), by="demo")
