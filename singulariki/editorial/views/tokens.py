"""The list of figures that the editor's picker shows, as JSON."""

from django.http import Http404, HttpRequest, JsonResponse

from singulariki.editorial.registry import PAGE_KINDS
from singulariki.editorial.samples import samples_of


def tokens(request: HttpRequest) -> JsonResponse:
    """Tokens of the page kind named by `?kind=`, in groups, each with its value for the sample subject."""
    kind = PAGE_KINDS.get(request.GET.get("kind", ""))
    if kind is None:
        raise Http404("There is no page kind of this name.")
    samples = samples_of(kind)
    return JsonResponse(
        {
            "kind": kind.key,
            "subject": {"key": samples.subject_key, "title": samples.subject_title},
            "groups": [
                {
                    "title": title,
                    "tokens": [
                        {"key": token.key, "label": token.label, "sample": token.sample, "missing": token.missing}
                        for token in members
                    ],
                }
                for title, members in samples.groups
            ],
        }
    )
