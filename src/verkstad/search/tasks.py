"""What the worker does by itself for the search."""

from verkstad.search import actions


def keep_index() -> None:
    """Called every few seconds; see settings.PERIODIC."""
    actions.keep_index()


def delete_old_searches() -> None:
    """Called hourly."""
    actions.delete_old_searches()


def keep_vectors() -> None:
    """Called every second; makes vectors for two seconds when passages wait."""
    actions.embed_waiting()


def learn_from_choices() -> None:
    """Called nightly."""
    actions.learn_from_choices()


def keep_frequent_searches() -> None:
    """Called hourly."""
    actions.keep_frequent_searches()
