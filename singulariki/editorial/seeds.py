"""Layouts and caveats that a fresh site starts with. What editors wrote is never overwritten.

`PageKind.first_layout()` returns the body of a layout as Wagtail stores it; caveats may be named by their key:

    [
        {"type": "narrative", "value": {"placement": "opening", "heading": "", "text": "<p>… {mean-exposure} …</p>"}},
        {"type": "caveat", "value": {"caveat": "exposure-is-overlap", "position": "standing"}},
        {"type": "section", "value": {
            "section": "band-table",            # key of a registered Section
            "heading": "How its tasks split",   # plain text with {tokens}; empty: the section's label
            "intro": "<p>…</p>",                # rich text with {tokens}
            "wording": [{"key": "share", "text": "Part"}],  # only words other than those of Section.wording
            "caveats": ["bands-are-the-ilos"],
            "outro": "",
        }},
        {"type": "report_kit", "value": {
            "heading": "Write a report on this", "headline": "… {percentile} …", "factoids": ["…", "…"],
            "closing": "Source: Singulariki — “{title}”. {page-address}", "links": [{"title": "…", "url": "/…"}], "note": "…",
        }},
    ]

Every key of a value but `section`, `caveat`, `text` and `headline` may be left out.

Apps declare caveats of their own with `seed_caveat`.

`set_up` follows every `migrate`: permission groups, caveats, layouts and the first pages, each only where absent.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from wagtail.models import Page, ReferenceIndex, Site

from citations.after_migrate import is_migrated
from singulariki.editorial.first_pages import ABOUT, HOME, NEWSROOM, TERMS
from singulariki.editorial.models import Caveat, HomePage, Layout, SiteWords, StandardPage, Term
from singulariki.editorial.narrative.compiling import pick_typed_tokens
from singulariki.editorial.permissions import ensure_groups
from singulariki.editorial.registry import PAGE_KINDS, PageKind, Section, labels_of
from singulariki.editorial.stored_blocks import items

# The fields of each caveat that code declares, by its key.
CAVEAT_SEEDS: dict[str, dict[str, Any]] = {}


def seed_caveat(key: str, name: str, text: str, *, title: str = "", scope: Sequence[tuple[str, str]] = ()) -> None:
    """Declare a caveat (text in HTML) for fresh sites; its key must be new. `scope` lists ("measure" | "dataset" | "section",
    key)."""
    if key in CAVEAT_SEEDS:
        raise ValueError(f"Caveat {key!r} is declared twice.")
    CAVEAT_SEEDS[key] = {"key": key, "name": name, "text": text, "title": title, "scope": list(scope)}


def ensure_seeded_caveats() -> list[Caveat]:
    """Create the declared caveats that are absent, published. Returns those created."""
    existing = set(Caveat.objects.values_list("key", flat=True))
    created = []
    for key, fields in CAVEAT_SEEDS.items():
        if key in existing:
            continue
        caveat = Caveat(**fields, live=True)
        caveat.save()
        caveat.save_revision().publish()
        created.append(caveat)
    return created


seed_caveat(
    "exposure-is-overlap",
    "Exposure is task overlap",
    "<p>Exposure is task overlap, not a verdict. A high score means a generative-AI model can do part of the content of these "
    "tasks — it says nothing about whether the work is automated, whether anyone uses AI for it today, or whether jobs are "
    "lost.</p>",
)
seed_caveat(
    "two-classifications",
    "International scores, U.S. occupations",
    "<p>The gradient is scored on the international ISCO-08 system; the rest of Singulariki is U.S. O*NET/SOC, bridged by an "
    "approximate, many-to-many crosswalk.</p>",
)


RICH_TEXT_FIELDS = frozenset({"intro", "outro", "text", "otherwise"})


def _section_value(value: Mapping, section: Section | None) -> dict:
    """The value with the section's own caveats where the layout names none. Words are inherited when a page is drawn."""
    full = {"heading": "", "intro": "", "outro": "", "wording": [], **value}
    full["caveats"] = items(value.get("caveats", section.caveats if section else ()))
    return full


def complete(blocks: Iterable[Mapping], kind: PageKind) -> list[dict]:
    """The blocks of a default layout with every key that may be left out."""
    completed = []
    labels = labels_of(kind)
    for block in deepcopy(list(blocks)):
        value = block["value"]
        if block["type"] == "section":
            value = _section_value(value, kind.sections.get(value["section"]))
        elif block["type"] == "narrative":
            value = {"heading": "", "placement": "section", **value}
        elif block["type"] == "caveat":
            value = {"position": "standing", **value}
        elif block["type"] == "report_kit":
            value = {"heading": "", "factoids": [], "closing": "", "links": [], "note": "", **value}
        for field in RICH_TEXT_FIELDS & value.keys():
            value[field] = pick_typed_tokens(value[field], labels)
        completed.append({**block, "value": value})
    return completed


def _with_ids(blocks: list[dict], find: Callable[[str], int | None]) -> list[dict]:
    for block in blocks:
        value = block["value"]
        if block["type"] == "section":
            ids = [key if isinstance(key, int) else find(key) for key in value["caveats"]]
            value["caveats"] = [key for key in ids if key is not None]
        elif block["type"] == "caveat" and not isinstance(value["caveat"], int):
            value["caveat"] = find(value["caveat"])
    return blocks


def default_blocks(kind: PageKind) -> list[dict]:
    """The default layout of a kind in stored form: completed, caveats by primary key. One query."""
    ids = dict(Caveat.objects.values_list("key", "pk"))
    return _with_ids(complete(kind.first_layout(), kind), ids.get)


def ensure_default_layouts() -> list[Layout]:
    """Create the caveats and layouts that are absent; leave those that exist as they are. Returns the layouts created."""
    ensure_seeded_caveats()
    existing = set(Layout.objects.values_list("kind", flat=True))
    created = []
    for kind in PAGE_KINDS.values():
        if kind.key in existing:
            continue
        layout = Layout(kind=kind.key, name=kind.label, live=True)
        layout.body = default_blocks(kind)
        layout.save()
        layout.save_revision().publish()
        # Wagtail keeps no index of references while it migrates, which is when this mostly runs.
        ReferenceIndex.create_or_update_for_object(layout)
        created.append(layout)
    return created


def _ensure_home(root: Page) -> HomePage:
    home = HomePage.objects.order_by("pk").first()
    if home is not None:
        return home
    for page in Page.objects.child_of(root).filter(slug="home"):
        # Wagtail's own first page, as its migrations leave it.
        if page.specific_class is Page and not page.get_children().exists():
            page.slug = "welcome-of-wagtail"
            page.save()
    home = HomePage(**HOME)
    root.refresh_from_db()
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _ensure_site(home: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        address = urlsplit(settings.PUBLIC_SITE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        Site.objects.create(hostname=address.hostname or "localhost", port=port, root_page=home, is_default_site=True)
    elif site.root_page.specific_class is Page:
        site.root_page = home
        site.save()


def ensure_site_tree() -> HomePage:
    """Home page, newsroom and about, where there is no home page yet; the words of the site; no welcome page of Wagtail's."""
    SiteWords.load()
    root = Page.get_first_root_node()
    fresh = not HomePage.objects.exists()
    home = _ensure_home(root)
    _ensure_site(home)
    if fresh:
        Term.objects.bulk_create(Term(live=True, **values) for values in TERMS)
        for values in (NEWSROOM, ABOUT):
            page = StandardPage(**values)
            home.add_child(instance=page)
            page.save_revision().publish()
        for page in Page.objects.child_of(root).filter(slug="welcome-of-wagtail"):
            page.delete()
    return home


def set_up(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Nothing happens before all migrations are applied: then the command is run again."""
    if using != DEFAULT_DB_ALIAS or not is_migrated(using):
        return
    ensure_groups()
    ensure_site_tree()
    ensure_default_layouts()
