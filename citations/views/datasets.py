from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page, require_safe

from citations.measures import MEASURES
from citations.models import Dataset, Release
from citations.published import live_published_edition, published_editions


@require_safe
@conditional_page
def dataset_list(request: HttpRequest) -> HttpResponse:
    """/datasets/: every dataset that the encyclopedia can read, those of the live edition first, with their release."""
    live = live_published_edition()
    members = live.members.select_related("release") if live else []
    releases = {member.dataset_id: member.release for member in members}
    datasets = [(dataset, releases.get(dataset.pk)) for dataset in Dataset.objects.order_by("title")]
    datasets.sort(key=lambda pair: pair[1] is None)
    context = {"datasets": datasets, "canonical": f"{settings.PUBLIC_SITE_URL}/datasets/"}
    return render(request, "citations/dataset_list.html", context)


@require_safe
@conditional_page
def dataset_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """/datasets/<slug>/: what it measures and does not, its licence, its releases and the editions that hold them."""
    dataset = get_object_or_404(Dataset, slug=slug)
    releases = (
        Release.objects.filter(dataset=dataset, memberships__edition__in=published_editions())
        .distinct()
        .prefetch_related("files", "memberships__edition")
        .order_by("-ready_at", "-pk")
    )
    seen = {edition.pk for edition in published_editions()}
    context = {
        "dataset": dataset,
        "releases": [(release, [m.edition for m in release.memberships.all() if m.edition_id in seen]) for release in releases],
        "measures": [measure for measure in MEASURES if slug in measure.datasets],
        "canonical": f"{settings.PUBLIC_SITE_URL}/datasets/{slug}/",
    }
    return render(request, "citations/dataset_detail.html", context)
