"""Pictures for where addresses are shared: what all of them have, and that of the home page, /share/site/home.png."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.html import strip_tags

from citations.models import Edition
from singulariki.delivery.share import ShareCard, share_cards_of, share_path
from singulariki.editorial.models import HomePage
from singulariki.editorial.published import site_words

KIND, HOME = "site", "home"
HOME_IMAGE = share_path(KIND, HOME)


def share_card(
    request: HttpRequest,
    edition: Edition,
    title: str,
    *,
    kicker: str = "",
    figures: Sequence[tuple[str, str]] = (),
    band: str = "",
) -> ShareCard:
    """A picture with the words that stand at the foot of every page, and the name of the edition."""
    note = strip_tags(site_words(request).footer)
    return ShareCard(title, kicker=kicker, figures=figures, note=note, edition=edition.name, band=band)


@share_cards_of(KIND)
def card_of_site(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The title of the home page and the words of the site; there is no other key than "home"."""
    home = HomePage.objects.live().order_by("pk").first() if key == HOME else None
    return share_card(request, edition, home.title) if home else None
