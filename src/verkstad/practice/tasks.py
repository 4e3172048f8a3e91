"""What the worker does by itself for practising; see settings.PERIODIC."""

from verkstad.practice.actions import counts


def close_forgotten_groups() -> None:
    """Called every quarter of an hour."""
    counts.close_forgotten_groups()
