"""Order that does not depend on the database: PostgreSQL sorts text by its locale, SQLite by code points."""

from collections.abc import Callable
from typing import Any, TypeVar

Row = TypeVar("Row")


def in_code_point_order(found: dict[Any, list[Row]], by: Callable[[Row], Any] | None = None) -> dict[Any, list[Row]]:
    """The same lists, each in the order of its rows (or of what `by` takes from them) by code points. Sorts them in place."""
    for rows in found.values():
        rows.sort(key=by)  # type: ignore[type-var, arg-type]
    return found
