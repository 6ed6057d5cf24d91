"""Figure tokens: which a page kind has, and the refusal of those it does not have."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from django.conf import settings
from django.core.exceptions import ValidationError

from singulariki.editorial.registry import FigureToken, PageKind

COMMON_TOKENS = {
    token.key: token
    for token in (
        FigureToken("title", "Title of the page", lambda profile: profile.title, group="This page"),  # type: ignore[attr-defined]
        FigureToken(
            "page-address",
            "Address of the page",
            lambda profile: f"{settings.PUBLIC_SITE_URL}{profile.path}",  # type: ignore[attr-defined]
            group="This page",
        ),
        FigureToken(
            "share-image",
            "Address of its share image, for a link; nothing where there is none",
            lambda profile: getattr(profile, "share_image", "") or None,
            group="This page",
        ),
    )
}

# So many unknown names are told apart in one refusal: looking for the nearest known ones takes its time.
NAMED = 10
LONGEST_SHOWN = 80


def tokens_of(kind: PageKind) -> Mapping[str, FigureToken]:
    """The tokens that narrative on pages of this kind may hold: those of every page and those the kind registers."""
    return {**COMMON_TOKENS, **kind.tokens}


def labels_of(kind: PageKind) -> Mapping[str, str]:
    """What editors call each token of the kind."""
    return {key: token.label for key, token in tokens_of(kind).items()}


def refuse_unknown_tokens(keys: Iterable[str], kind: PageKind | None) -> None:
    """Raise ValidationError naming each unknown token and the nearest known ones. Nothing to check without a kind."""
    if kind is None:
        return
    tokens = tokens_of(kind)
    unknown = [key for key in keys if key not in tokens]
    refusals = []
    for key in unknown[:NAMED]:
        near = get_close_matches(key.lower().replace(" ", "-"), tokens, n=3, cutoff=0.45)
        advice = (
            f"Did you mean {' or '.join(f'{{{name}}} ({tokens[name].label})' for name in near)}?"
            if near
            else "Pick one from the list of figures beside this form."
        )
        shown = key if len(key) <= LONGEST_SHOWN else f"{key[:LONGEST_SHOWN]}…"
        refusals.append(ValidationError(f"{kind.label} have no figure called {{{shown}}}. {advice}", code="unknown_token"))
    if (others := len(unknown) - NAMED) > 0:
        refusals.append(ValidationError(f"There are {others:,} more such names.", code="unknown_token"))
    if refusals:
        raise ValidationError(refusals)
