"""What the database refuses because it is not set up for this version of the program."""

from django.db import Error
from psycopg import errors


def why_refused(problem: Error) -> str:
    """In words for an operator; empty for a fault that is ours."""
    match problem.__cause__:
        case errors.UndefinedTable() | errors.UndefinedColumn():
            return "the database lacks the tables of this version of the program. Run “verkstad migrate”."
        case errors.InsufficientPrivilege() as cause:
            return f"the user that DATABASE_URL names may not do that in the database ({cause.diag.message_primary})."
    return ""
