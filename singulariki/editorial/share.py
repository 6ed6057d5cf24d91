"""The picture of the home page, for where its address is shared: /share/site/home.png."""

from django.http import HttpRequest
from django.utils.html import strip_tags

from citations.models import Edition
from singulariki.delivery.share import ShareCard, share_cards_of, share_path
from singulariki.editorial.models import HomePage, SiteWords

KIND, HOME = "site", "home"
HOME_IMAGE = share_path(KIND, HOME)


@share_cards_of(KIND)
def card_of_site(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The title of the home page and the words of the site; there is no other key than "home"."""
    home = HomePage.objects.live().order_by("pk").first() if key == HOME else None
    if home is None:
        return None
    return ShareCard(title=home.title, note=strip_tags(SiteWords.load(request_or_site=request).footer), edition=edition.name)
