"""Reading query parameters strictly: a value that means nothing is refused, not ignored."""

from collections.abc import Collection, Mapping

from citations.api.errors import Refused


def whole_number(parameters: Mapping[str, str], name: str, *, default: int, low: int, high: int) -> int:
    """A whole number between `low` and `high`. Raises Refused."""
    text = parameters.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or not low <= int(text) <= high:
        raise Refused(f"{name} is not a whole number from {low:,} to {high:,}.", name, f"Give one, or leave {name} out.")
    return int(text)


def one_of(parameters: Mapping[str, str], name: str, known: Collection[str]) -> str:
    """One of the known values, or '' where the parameter is absent. Raises Refused."""
    value = parameters.get(name, "")
    if value and value not in known:
        raise Refused(f"{name} has no value {value!r}.", name, f"Use one of: {', '.join(known)}.")
    return value


def refuse_others(parameters: Collection[str], known: Collection[str]) -> None:
    """A misspelled parameter would silently change nothing; so it is refused. Raises Refused."""
    for name in parameters:
        if name not in known:
            raise Refused(f"There is no parameter {name!r} here.", name, f"Known parameters: {', '.join(known) or 'none'}.")
