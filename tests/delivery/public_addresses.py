"""Every address that anybody may ask for, as the resolver knows them, with parts that nobody means."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlencode

from django.contrib.admindocs.views import simplify_regex
from django.urls import URLPattern, URLResolver, get_resolver

WORDS = ("technicians", "managers", "operators", "and", "sound", "engineering", "teachers", "of", "clerks", "27", "a")
LONG = "-".join(WORDS * 80)
# Percent-encoded, as they come in.
STRANGE_PARTS = (
    LONG,
    LONG.replace("-", "/"),
    LONG[:900],
    "x" * 900,
    "role-" + "9" * 400,
    "%00",
    "a%00b",
    "%FF%FE",
    "%ED%A0%80",
    "%E2%80%AErtl",
    "%F0%9F%98%80" * 60,
    "%D9%A3%D9%A5%D9%A2%D9%A1",
    "%C2%B2%C2%B2-%C2%B2%C2%B2%C2%B2%C2%B2",
    "%2e%2e%2f%2e%2e%2fetc",
    "%25%2500%27%22%3C%3E%0d%0aX:y",
    "99999999999999999999999999",
    "a_b*%5B%5D()%7B%7D%5C",
    "%20",
)
PARAMETERS = ("q", "a", "b", "c", "d", "sort", "order", "page", "family", "cluster", "zone", "overlap", "pay", "growth", "group")
PARAMETERS += ("major", "band", "code", "from_system", "to_system", "ordering", "page_size", "job_zone", "major_group", "nobody")
STRANGE_VALUES = ("\0", "a\0b ing", "x" * 30_000, "a " * 15_000, " ".join(WORDS * 300), "\u202eé😀 ing", "²", "-1", "9" * 5000)


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from _patterns(one, route)


def routes() -> list[str]:
    """Every public address with `<name>` for its parts: /editions/<edition>/roles/<name><rest>. All but the admin's."""
    found = set()
    for pattern in _patterns(get_resolver()):
        # A letter in either case is spelled out by some patterns.
        spelled = re.sub(r"\[(\w)\w\]", r"\1", pattern).replace("(?:\\.html?)?", "").replace("/*", "/")
        found.add(simplify_regex(re.sub(r"<\w+:(\w+)>", r"<\1>", spelled)).replace("><var>", "><rest>"))
    return sorted(route for route in found if not route.startswith("/admin/"))


def _filled(route: str, part: str, edition: str) -> str:
    route = route.replace("<edition>", edition).replace("<rest>", f"/{part}")
    return re.sub(r"<\w+>", lambda _: part, route)


def strange_addresses(edition: str, parts: Sequence[str] = STRANGE_PARTS) -> Iterator[str]:
    """Each route with each strange part in every place; of the edition called `edition`, and of strangely named ones."""
    for route in routes():
        if "<" in route:
            for part in parts:
                yield _filled(route, part, edition)
            if "<edition>" in route:
                yield from (_filled(route, part, part) for part in ("%00", "x" * 900))


def strange_queries(edition: str, values: Sequence[str] = STRANGE_VALUES) -> Iterator[str]:
    """Each route asked with strange values of every parameter there is."""
    for route in routes():
        plain = _filled(route.replace("<rest>", ""), "27-4014-00", edition)
        for value in values:
            yield f"{plain}?{urlencode(dict.fromkeys(PARAMETERS, value))}"
        yield f"{plain}?{'&'.join(f'k{number}={number}' for number in range(1500))}"
        yield f"{plain}?{'q=a&' * 900}q={quote('ing')}"
        yield f"{plain}?q=%FF%FE&a=%ED%A0%80&%00=%00&="
