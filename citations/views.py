"""Public pages of provenance: datasets, editions, methodology."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page, require_safe

from citations.changelog import FEED_ENTRIES, atom_feed, changelog_entries, json_feed, releases_held
from citations.coverage import coverage_of
from citations.ledger import Ledger
from citations.measures import MEASURES
from citations.methodology import methodology_of, methodology_of_code
from citations.models import Dataset, Edition, Release
from citations.selectors import (
    candidate_edition,
    edition_references,
    live_published_edition,
    live_releases,
    published_edition,
    published_editions,
    set_aside_in,
)

# (request, key of the page) → safe HTML to be set `above` and `below` what the page says by itself; none where nobody wrote any.
Around = Callable[[HttpRequest, str], Mapping[str, str]]
_AROUND: list[Around] = []


def around_pages(read: Around) -> Around:
    """Registers what is written around the pages of provenance; their keys are "datasets", "editions" and "dataset:<slug>"."""
    _AROUND.append(read)
    return read


def _around(request: HttpRequest, page: str) -> dict[str, Mapping[str, str]]:
    return {"around": {side: html for read in _AROUND for side, html in read(request, page).items()}}


@require_safe
@conditional_page
def dataset_list(request: HttpRequest) -> HttpResponse:
    """/datasets/: every dataset that the encyclopedia can read, those of the live edition first, with their release."""
    releases = live_releases()
    datasets = [(dataset, releases.get(dataset.pk)) for dataset in Dataset.objects.order_by("title")]
    datasets.sort(key=lambda pair: pair[1] is None)
    context = {"datasets": datasets, "canonical": f"{settings.PUBLIC_SITE_URL}/datasets/", **_around(request, "datasets")}
    return render(request, "citations/dataset_list.html", context)


@require_safe
@conditional_page
def dataset_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """/datasets/<slug>/: what it measures and does not, its licence, its releases and the editions that hold them; and how much
    of it the live edition uses, where that is not all."""
    dataset = get_object_or_404(Dataset, slug=slug)
    releases = (
        Release.objects.filter(dataset=dataset, memberships__edition__in=published_editions())
        .distinct()
        .prefetch_related("files", "memberships__edition")
        .order_by("-ready_at", "-pk")
    )
    seen = {edition.pk for edition in published_editions()}
    live = live_published_edition()
    context = {
        **_around(request, f"dataset:{slug}"),
        "ledger": _ledger(live),
        "shown": live,
        "coverage": next(iter(coverage_of(live, slug)), None),
        "dataset": dataset,
        "releases": [(release, [m.edition for m in release.memberships.all() if m.edition_id in seen]) for release in releases],
        "measures": [measure for measure in MEASURES if slug in measure.datasets],
        "canonical": f"{settings.PUBLIC_SITE_URL}/datasets/{slug}/",
    }
    return render(request, "citations/dataset_detail.html", context)


@require_safe
@conditional_page
def edition_list(request: HttpRequest) -> HttpResponse:
    """/editions/: every publication and rollback with what changed for readers and what each edition holds, newest first."""
    entries = changelog_entries()
    context = {
        **_around(request, "editions"),
        "entries": entries,
        "held": releases_held({entry.edition for entry in entries}),
        "editions": published_editions(),
        "live": live_published_edition(),
        "canonical": f"{settings.PUBLIC_SITE_URL}/editions/",
    }
    return render(request, "citations/edition_list.html", context)


@require_safe
@conditional_page
def edition_detail(request: HttpRequest, name: str) -> HttpResponse:
    """/editions/<name>/: the releases an edition is made of, when it was live, and its pages as they were."""
    edition = published_edition(name) or candidate_edition(name, request.user)
    if edition is None:
        raise Http404(f"No published edition is called {name!r}.")
    is_candidate = edition.published_on is None  # type: ignore[attr-defined]
    context = {
        "shown": edition,
        "is_candidate": is_candidate,
        "live": live_published_edition(),
        "aside": set_aside_in(edition),
        "members": edition.members.select_related("dataset", "release").defer("release__report"),
        "activations": edition.activations.order_by("pk"),
        "entries": changelog_entries(edition),
        "canonical": f"{settings.PUBLIC_SITE_URL}/editions/{name}/",
    }
    response = render(request, "citations/edition_detail.html", context)
    if is_candidate:
        response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
@conditional_page
def edition_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """/editions/feed.xml (Atom) and /editions/feed.json (JSON Feed): the same entries as /editions/, the newest fifty."""
    entries = changelog_entries(newest=FEED_ENTRIES)
    if kind == "json":
        return HttpResponse(json_feed(entries), content_type="application/feed+json")
    return HttpResponse(atom_feed(entries), content_type="application/atom+xml; charset=utf-8")


@require_safe
@conditional_page
def methodology(request: HttpRequest) -> HttpResponse:
    """/methodology while nothing is published: every measure and every recipe as code declares them. Once something is, a higher
    room answers there."""
    declared = methodology_of_code()
    context = {
        "themes": list(declared.themes().items()),
        "recipes": declared.derived_by(),
        "methodology": declared,
        "canonical": f"{settings.PUBLIC_SITE_URL}/methodology",
    }
    return render(request, "citations/methodology.html", context)


def _ledger(edition: Edition | None) -> Ledger:
    """What notes the figures of a page about provenance; these are explained where they stand."""
    return Ledger(edition_references(edition) if edition else {}, methodology_of(edition) if edition else None)
