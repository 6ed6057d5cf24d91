"""The form in which sources that know no task numbers tell tasks apart: by their words."""


def normalised_statement(statement: str) -> str:
    """A task statement in lower case with collapsed spaces, so that texts of several sources can be joined."""
    return " ".join(statement.lower().split())
