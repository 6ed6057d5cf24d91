"""Query parameters, read strictly (a value that means nothing is refused, not ignored), and the lists that they order and cut."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from citations.api.answers import AnsweredCaveat, edition_reference
from citations.api.errors import Refused, Unknown
from citations.models import Edition


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


PAGE_SIZE, LARGEST_PAGE, LAST_PAGE = 100, 1500, 999_999_999
PAGING = ("page", "page_size")
Row = TypeVar("Row")

PAGING_PARAMETERS = [
    OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE}, description="From 1."),
    OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}),
]


def orderings(names: Sequence[str]) -> list[str]:
    """What `ordering` may be: each field, and each with a minus."""
    return [*names, *(f"-{name}" for name in names)]


def ordering_parameter(names: Sequence[str]) -> OpenApiParameter:
    """The description of `ordering` over these fields."""
    return OpenApiParameter(
        "ordering",
        OpenApiTypes.STR,
        enum=orderings(names),
        description="A field; with a minus from high to low. Equal ones stand by code, missing values last.",
    )


def ordered(
    rows: Sequence[Row], ordering: str, value: Callable[[Row, str], float | str | None], code: Callable[[Row], str | int]
) -> list[Row]:
    """Rows by a field of `orderings`, '' for the order of codes. Equal ones by code, those without a value last."""
    name, sign = ordering.lstrip("-"), ordering.startswith("-")
    if not name:
        return sorted(rows, key=code)
    by_code = sorted(rows, key=code)
    known = [row for row in by_code if value(row, name) is not None]
    known.sort(key=lambda row: value(row, name), reverse=sign)  # type: ignore[arg-type, return-value]
    return [*known, *(row for row in by_code if value(row, name) is None)]


def list_answer(
    request: Request,
    rows: Sequence[Row],
    edition: Edition,
    answer: Callable[[Row], object],
    caveats: Sequence[AnsweredCaveat] = (),
) -> dict:
    """The page of `rows` that the request asks for, with the caveats of their figures. Raises Refused or, past the last page,
    Unknown."""
    asked: Mapping[str, str] = request.query_params
    page = whole_number(asked, "page", default=1, low=1, high=LAST_PAGE)
    size = whole_number(asked, "page_size", default=PAGE_SIZE, low=1, high=LARGEST_PAGE)
    start = (page - 1) * size
    if start and start >= len(rows):
        last = max(1, -(-len(rows) // size))
        raise Unknown(f"There is no page {page:,}.", "page", f"The last page of this size is {last:,}.")
    return {
        "count": len(rows),
        "next": _page_url(request, page + 1) if start + size < len(rows) else None,
        "previous": _page_url(request, page - 1) if page > 1 else None,
        "caveats": list(caveats),
        "edition": edition_reference(edition),
        "results": [answer(row) for row in rows[start : start + size]],
    }


def _page_url(request: Request, page: int) -> str:
    query = urlencode({**request.query_params.dict(), "page": page})
    return f"{request.build_absolute_uri(request.path)}?{query}"
