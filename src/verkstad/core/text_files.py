"""Text files that an operator names on the command line."""


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """What was raised when a text was read, in the words for whoever named the file."""
    if isinstance(error, UnicodeDecodeError):
        return f"line {error.object[: error.start].count(b'\n') + 1} is not UTF-8"
    return error.strerror or str(error)
