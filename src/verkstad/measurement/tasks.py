"""What the worker does by itself for enquiries."""

from verkstad.measurement import actions


def delete_old_enquiries() -> None:
    """See settings.ENQUIRIES_KEPT_MONTHS and settings.PERIODIC."""
    actions.delete_old_enquiries()
