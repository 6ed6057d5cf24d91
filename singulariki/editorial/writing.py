"""What the admin answers while somebody writes: the figures of a page kind, how each can be put and asked, how a chip reads, on
how many pages a text is printed, and pages to preview against."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST
from wagtail.permissions import page_permission_policy

from citations.selectors import live_edition
from singulariki.editorial.blocks.live import figure_kinds
from singulariki.editorial.blocks.sections import NARRATIVE_FEATURES
from singulariki.editorial.expressions import Condition, read_expression
from singulariki.editorial.previewing import expression_of, forms_of, samples_of, subjects_of
from singulariki.editorial.prose import LONGEST_SENT, LONGEST_TEXT, ProseArea, UnconvertedText
from singulariki.editorial.reach import EXAMPLES, finds_of, known_pages, reach_of
from singulariki.editorial.registry import PAGE_KINDS, PageKind, subject_at, tokens_of

MOST_FOUND = 20


def _kind_of(request: HttpRequest) -> PageKind:
    """The kind named by `?kind=`; without a name that of the page `?subject=`."""
    if name := request.GET.get("kind", ""):
        kind = PAGE_KINDS.get(name)
    else:
        found = subject_at(request.GET.get("subject", "").split(" ", 1)[0])
        kind = found[0] if found else None
    if kind is None:
        raise Http404("There is no page kind of this name.")
    return kind


def _subject_of(request: HttpRequest) -> str:
    typed = request.GET.get("subject", "").split(" ", 1)[0]
    found = None if request.GET.get("kind") else subject_at(typed)
    return found[1] if found else typed


@require_GET
def tokens(request: HttpRequest) -> JsonResponse:
    """Tokens of the page kind named by `?kind=`, in groups, each with its value for `?subject=`, or for the sample subject."""
    kind = _kind_of(request)
    samples = samples_of(kind, _subject_of(request))
    return JsonResponse(
        {
            "kind": kind.key,
            "subject": {"key": samples.subject_key, "title": samples.subject_title},
            "groups": [{"title": title, "tokens": [asdict(token) for token in members]} for title, members in samples.groups],
        }
    )


@require_GET
def forms(request: HttpRequest) -> JsonResponse:
    """How the figure `?key=` can be put, by example, and what can be asked of it."""
    kind, key = _kind_of(request), request.GET.get("key", "")
    if key not in tokens_of(kind):
        raise Http404("There is no figure of this name.")
    return JsonResponse(forms_of(kind, key, _subject_of(request)))


@require_GET
def expression(request: HttpRequest) -> JsonResponse:
    """How the chip of `?source=` reads."""
    return JsonResponse(expression_of(_kind_of(request), request.GET.get("source", ""), _subject_of(request)))


def _bare(text: str) -> str:
    """Letters and digits alone: what a code and an address have in common."""
    return "".join(filter(str.isalnum, text.casefold()))


@require_GET
def pages(request: HttpRequest) -> JsonResponse:
    """Pages of the kind whose code or title has all words of `?q=`; without any, sorts of pages worth a look. Without a kind,
    pages of all kinds whose figures can be quoted."""
    kinds = [_kind_of(request)] if request.GET.get("kind") else figure_kinds()
    edition = live_edition()
    asked = request.GET.get("q", "").casefold()
    words, steps = asked.split(), [_bare(step) for step in asked.split("/")] if "/" in asked else []
    if edition is None:
        return JsonResponse({"pages": []})
    if not words and len(kinds) > 1:
        return JsonResponse({"pages": []})
    if not words:
        kind = kinds[0]
        found = [{"key": page.key, "title": page.title, "why": find.label} for find, page in finds_of(known_pages(kind, edition))]
        return JsonResponse({"pages": found})
    matches = [
        {"key": key, "title": title, "why": ""}
        for kind in kinds
        for key, title in subjects_of(kind)
        if all(word in f"{key} {title}".casefold() for word in words) or any(_bare(key) in step for step in steps)
    ]
    return JsonResponse({"pages": matches[:MOST_FOUND], "more": max(0, len(matches) - MOST_FOUND)})


def _text_of(request: HttpRequest, *, is_rich: bool) -> str | None:
    """The text as the form's field holds it; None where it could not be converted."""
    if not is_rich:
        return request.POST.get("text", "")[:LONGEST_SENT]
    sent = ProseArea(features=NARRATIVE_FEATURES).value_from_datadict(request.POST, {}, "text")
    return None if isinstance(sent, UnconvertedText) else sent or ""


@require_POST
def reach(request: HttpRequest) -> JsonResponse:
    """On how many pages `text` is printed (`rich` where it is what the rich text editor sends), under `only_if`; with
    `otherwise`, on those where that does not hold."""
    kind, edition, is_rich = _kind_of(request), live_edition(), bool(request.POST.get("rich"))
    try:
        text = _text_of(request, is_rich=is_rich)
    except (ValueError, KeyError, TypeError, json.JSONDecodeError):
        text = None
    if text is None or len(text) > LONGEST_TEXT or edition is None:
        return JsonResponse({"pages": None})
    condition = read_expression(f"if {request.POST.get('only_if', '')}")
    found = reach_of(
        known_pages(kind, edition),
        text,
        is_rich=is_rich,
        only_if=condition if isinstance(condition, Condition) else None,
        otherwise=bool(request.POST.get("otherwise")),
    )
    return JsonResponse(asdict(found))


@require_GET
def section(request: HttpRequest) -> JsonResponse:
    """On how many pages the section `?section=` has data, and a few where it has none."""
    kind, edition = _kind_of(request), live_edition()
    declared = kind.sections.get(request.GET.get("section", ""))
    if declared is None:
        raise Http404("There is no section of this name.")
    if edition is None or declared.late:
        return JsonResponse({"pages": None})
    known = known_pages(kind, edition).pages
    without = [page for page in known if declared.key in page.absent]
    shown = [{"title": page.title, "path": page.path} for page in without[:EXAMPLES]]
    return JsonResponse({"pages": len(known) - len(without), "of_pages": len(known), "without": shown})


def _for_editors(view: Callable[..., Any]) -> Callable[..., Any]:
    """For those who write: others have no form that asks."""

    @wraps(view)
    def answer(request: HttpRequest) -> Any:
        writes = request.user.has_perm("editorial.change_layout")
        if not writes and not page_permission_policy.user_has_any_permission(request.user, {"add", "change"}):
            raise PermissionDenied
        return view(request)

    return answer


_ANSWERS: dict[str, Callable[..., Any]] = {
    "tokens": tokens,
    "forms": forms,
    "expression": expression,
    "pages": pages,
    "reach": reach,
    "section": section,
}
ADDRESSES = [path(f"editorial/{name}.json", _for_editors(view), name=f"editorial_{name}") for name, view in _ANSWERS.items()]
