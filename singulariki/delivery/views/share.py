from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from singulariki.delivery.editions import edition_of
from singulariki.delivery.page_cache import cached_page
from singulariki.delivery.share import SHARE_CARDS, draw
from singulariki.delivery.views.not_found import not_found, nothing_published


@require_safe
@cached_page()
def share_picture(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """/share/role/27-4014-00.png: what stands for a page of the live edition where its address is shared."""
    edition = edition_of(request)
    if edition is None:
        return nothing_published(request)
    read = SHARE_CARDS.get(kind)
    card = read(request, edition, key) if read else None
    if card is None:
        return not_found(request, key)
    return HttpResponse(draw(card), content_type="image/png")
