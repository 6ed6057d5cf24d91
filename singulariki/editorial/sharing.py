"""Pictures for where addresses are shared: the words that stand on each, and the pictures of pages that make none of their own,
found by the path of the page (/share/page/families/27-….png)."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest

from citations.figures import Figure
from citations.models import Dataset, Edition
from citations.reading import reader_of
from citations.selectors import published_edition, published_editions
from singulariki.delivery.rows import text_of
from singulariki.delivery.share import PAGE, share_cards_of, share_path
from singulariki.delivery.share_pictures import BandScale, RankScale, ShareCard
from singulariki.editorial.models import HomePage
from singulariki.editorial.published import site_words
from singulariki.editorial.registry import PAGE_KINDS
from singulariki.editorial.scoped import short_caveats

KIND, HOME = "site", "home"
HOME_IMAGE = share_path(KIND, HOME)
# (request, edition, path of the page) → what its picture shows, or None where the page is of another sort or there is none.
ReadPageCard = Callable[[HttpRequest, Edition, str], ShareCard | None]
_PAGE_CARDS: list[ReadPageCard] = []


def page_cards(read: ReadPageCard) -> ReadPageCard:
    """Register pictures of pages that are found by the paths of the pages."""
    _PAGE_CARDS.append(read)
    return read


def share_card(
    request: HttpRequest,
    edition: Edition,
    title: str,
    *,
    kicker: str = "",
    value: str = "",
    label: str = "",
    about: str = "",
    source: str = "",
    scale: RankScale | BandScale | None = None,
    shown: Sequence[Figure] = (),
) -> ShareCard:
    """A picture with the words at the foot of every page, the most severe caveat about the figures `shown`, their releases as the
    source unless another is given, and the name of the edition."""
    measures = {figure.measure.key for figure in shown}
    references = {release.dataset: release for figure in shown for release in figure.releases}
    caveats = short_caveats(measures, references.keys(), {slug: one.version for slug, one in references.items()}, request)[:1]
    return ShareCard(
        title,
        kicker=kicker,
        value=value,
        label=label,
        about=about,
        source=source or "; ".join(map(str, references.values())),
        note=" ".join([*caveats, text_of(site_words(request).footer)]),
        edition=edition.name,
        scale=scale,
    )


@share_cards_of(KIND)
def card_of_site(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The title of the home page and the words of the site; there is no other key than "home"."""
    home = HomePage.objects.live().order_by("pk").first() if key == HOME else None
    return share_card(request, edition, home.title) if home else None


@share_cards_of(PAGE)
def card_of_page(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """The picture of any other page, by its path without the strokes around it."""
    paths = (f"/{key}", f"/{key}/")
    cards = (read(request, edition, path) for path in paths for read in _PAGE_CARDS)
    return next((card for card in cards if card is not None), None)


@page_cards
def card_of_subject(request: HttpRequest, edition: Edition, path: str) -> ShareCard | None:
    """Any page that a layout draws: its title, what the kind of page is called, and how many there are of what it lists."""
    finders = ((kind, kind.at or kind.key_at) for kind in PAGE_KINDS.values())
    found = ((kind, key) for kind, at in finders if at and (key := at(path)))
    kind, key = next(found, (None, ""))
    subject = kind.profile(edition, key) if kind else None
    # A page has one address, and one picture.
    if kind is None or subject is None or subject.path != path:  # type: ignore[attr-defined]
        return None
    title, count = subject.title, kind.count_of(subject)  # type: ignore[attr-defined]
    shown = [count] if isinstance(count, Figure) else []
    value, label = (count.text, count.measure.label) if isinstance(count, Figure) else count or ("", "")
    return share_card(request, edition, title, kicker=kind.kicker, value=value, label=label, shown=shown)


@page_cards
def card_of_provenance(request: HttpRequest, edition: Edition, path: str) -> ShareCard | None:
    """Datasets, editions, and the lists of them."""
    place, _, name = path.strip("/").partition("/")
    if path != f"/{place}/{name}/" and path != f"/{place}/":
        return None
    if place == "datasets" and not name:
        return share_card(request, edition, "Datasets", value=f"{Dataset.objects.count():,}", label="public datasets")
    if place == "datasets" and (dataset := Dataset.objects.filter(slug=name).first()):
        source = str(reader_of(edition).releases.get(name, dataset.publisher))
        return share_card(request, edition, dataset.title, kicker="Dataset", source=source)
    if place == "editions" and not name:
        return share_card(request, edition, "Editions", value=f"{len(published_editions()):,}", label="published editions")
    if place == "editions" and (of_name := published_edition(name)):
        count = of_name.members.count()
        return share_card(request, of_name, f"Edition {name}", value=f"{count:,}", label="releases of public datasets")
    return None
