"""Subjects that an earlier edition has and the live one has no more: what is said at their address, in brief and API.

Such a page is answered with status 410, Gone: search engines drop the address, while who follows an old link reads what became of
the code. A rollback can make it a page again, so nobody keeps the answer. Successors are those that a crosswalk of the live
edition publishes, and those of the very same title; nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from citations.api.errors import Retired
from citations.models import Edition, Profile
from citations.selectors import editions_until
from singulariki.delivery.briefs import markdown_response
from singulariki.delivery.editions import redirect_to
from singulariki.delivery.markdown import escaped
from singulariki.editorial.registry import PAGE_KINDS, PageKind

GONE = 410


@dataclass(frozen=True)
class Successor:
    """A subject of the live edition that stands in the place of a retired one: by a crosswalk, or by its title alone."""

    key: str
    title: str
    path: str
    is_published: bool


@dataclass(frozen=True)
class RetiredSubject:
    """A subject by its newest profile: `last` is the name of the edition that has it, `since` of the first without it."""

    kind: PageKind
    key: str
    title: str
    path: str
    last: str
    since: str
    successors: Sequence[Successor]

    @property
    def code(self) -> str:
        return f"{self.kind.classification} {self.key}".strip()

    @property
    def sentence(self) -> str:
        return f"{self.title} ({self.code}) was retired: the edition {self.last} was the last one to have it."

    @property
    def last_path(self) -> str:
        """Address of its page in the edition that had it last."""
        return f"/editions/{self.last}{self.path}"


def retired_subject(kind_key: str, key: str, live: Edition) -> RetiredSubject | None:
    """The subject of that key, where an edition before the live one has it. One query where none has it; none where none was."""
    editions = editions_until(live)
    earlier = editions[1:]
    if not earlier:
        return None
    rows = Profile.objects.filter(edition__in=[edition.pk for edition in earlier], kind=kind_key, key=key)
    found = {pk: (title, path) for pk, title, path in rows.values_list("edition_id", "title", "path")}
    if not found or not Profile.objects.filter(edition=live, kind=kind_key).exists():
        # An edition without any of the kind retired no code: it lacks the dataset.
        return None
    place = next((place for place, edition in enumerate(editions) if edition.pk in found), 0)
    if not place:
        return None
    title, path = found[editions[place].pk]
    return RetiredSubject(
        PAGE_KINDS[kind_key],
        key,
        title,
        path,
        last=editions[place].name,
        since=editions[place - 1].name,
        successors=_successors(PAGE_KINDS[kind_key], key, title, live),
    )


def _successors(kind: PageKind, key: str, title: str, live: Edition) -> list[Successor]:
    published = set(kind.successors(live, key)) if kind.successors else set()
    rows = Profile.objects.filter(Q(key__in=published) | Q(title__iexact=title), edition=live, kind=kind.key).order_by("key")
    found = [Successor(*row, is_published=row[0] in published) for row in rows.values_list("key", "title", "path")]
    return [one for one in found if one.is_published] or found


def retired_response(request: HttpRequest, retired: RetiredSubject, path: str, *, as_text: bool = False) -> HttpResponse:
    """The page, or with `as_text` the brief, at its own address; every variant of that leads there. A redirect that editors made
    goes first, as it does where there is no page at all."""
    led = RedirectMiddleware(lambda _: HttpResponseNotFound())(request)
    if led.status_code != HttpResponseNotFound.status_code:
        return led
    if request.path != path:
        return redirect_to(path)
    if as_text:
        response = markdown_response(_brief(retired))
        response.status_code = GONE
    else:
        response = render(request, "editorial/retired.html", {"retired": retired}, status=GONE)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _brief(retired: RetiredSubject) -> str:
    site = settings.PUBLIC_SITE_URL
    lines = [f"# {escaped(retired.title)}", escaped(f"{retired.sentence} Since {retired.since} there is no page of it.")]
    if retired.successors:
        rows = (f"- [{escaped(one.title)}]({site}{one.path}) ({one.key})" for one in retired.successors)
        how = "The published crosswalk leads to:" if retired.successors[0].is_published else "Under the same title there is:"
        lines += [how, "\n".join(rows)]
    lines.append(f"Its page in the edition {retired.last}: {site}{retired.last_path}")
    return "\n\n".join(lines) + "\n"


def refuse_retired(kind_key: str, edition: Edition, key: str, where: str) -> None:
    """Raises `Retired` with the successors, where the API is asked for such a subject."""
    retired = retired_subject(kind_key, key, edition)
    if retired is not None:
        api = retired.kind.api
        there = [api(one.key) if api else one.path for one in retired.successors]
        then = f"See {' and '.join(there)}." if there else f"No successor is published. Its last page is {retired.last_path}."
        raise Retired(retired.sentence, where, then)
