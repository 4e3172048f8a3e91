"""What every write to places does first."""

from verkstad.municipalities.models import Municipality
from verkstad.places.models import BoardMark


def renew_board(municipality: Municipality) -> None:
    """First of all, so that whoever changes places of the same municipality waits here and nowhere else."""
    BoardMark.objects.bulk_create(
        [BoardMark(municipality=municipality)],
        update_conflicts=True,
        unique_fields=["municipality"],
        update_fields=["mark"],
    )
