"""The parameters of an address, and what of them a page understood."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest

from singulariki.delivery.search.words import as_typed

_KEPT = "_query_of_request"


class Query(Mapping[str, str]):
    """The parameters that a page reads, as the address gives them. Those without a value are left out.

    A list records by `understood` how it read its parameters. A page that understood something else than it was asked for
    has another address, which says just that: so meaningless parameters are neither shown nor cached.
    """

    def __init__(self, given: Mapping[str, str] | None = None, typed: Sequence[str] = ()) -> None:
        self._given = {name: value for name, value in (given or {}).items() if value}
        self._understood: dict[str, str] = {}
        self.is_typed = any(name in self._given for name in typed)

    def __getitem__(self, name: str) -> str:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def understood(self, parameters: Mapping[str, str]) -> None:
        """Record that a part of the page shows what these parameters say. Where another part took one as it was given, that
        counts: of two lists with three pages and nine, page 9 is valid for the address."""
        for name, value in parameters.items():
            if name not in self._understood or self._understood[name] != self._given.get(name):
                self._understood[name] = value

    @property
    def was_understood(self) -> bool:
        """Whether the page shows what was asked for, no more and no less."""
        return self._given == self._understood

    @property
    def canonical(self) -> str:
        """The query string of the page's own address: "" or "?…"."""
        return f"?{urlencode(self._understood)}" if self._understood else ""


def read_query(request: HttpRequest, names: Sequence[str], typed: Sequence[str] = ()) -> Query:
    """Read a request's parameters of these names, and keep them with it; `typed` ones hold whatever a reader types."""
    given = {name: request.GET.get(name, "") for name in names}
    given |= {name: as_typed(request.GET.get(name, "")) for name in typed}
    request.__dict__[_KEPT] = query = Query(given, typed)
    return query


def was_read(request: HttpRequest) -> bool:
    """Whether the view of this request read its parameters by `read_query`."""
    return _KEPT in request.__dict__


def query_of(request: HttpRequest) -> Query:
    """The parameters that the view of this request reads; none before `read_query`, as in a preview."""
    return request.__dict__.get(_KEPT) or Query()
