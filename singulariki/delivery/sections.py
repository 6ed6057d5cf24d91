"""Sections of the public site that show what releases hold: the occupations, the gradient, the tasks, … An edition without these
releases has no such section, so links to it are left out, wherever they stand."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from citations.models import Edition, Profile
from singulariki.delivery.editions import cached_per_edition, edition_of, is_candidate, live_edition_of
from singulariki.delivery.page_cache import register_stamp


@dataclass(frozen=True)
class SiteSection:
    """One of them.

    path   its address; what begins with the same first part lies in it
    kind   of the profiles that it shows: an edition without any lacks it
    start  what readers who look for a place to begin are offered it as; empty where they are not
    """

    path: str
    kind: str
    start: str = ""


# By the first part of their addresses, in the order in which they are offered.
SECTIONS: dict[str, SiteSection] = {}


def register_section(path: str, kind: str, start: str = "") -> SiteSection:
    """Make a section known; the first part of its address must be new."""
    first = _first_part(path)
    if first in SECTIONS:
        raise ValueError(f"Two sections of the site are at /{first}.")
    SECTIONS[first] = SiteSection(path, kind, start)
    return SECTIONS[first]


@cached_per_edition
def site_sections(edition: Edition) -> Sequence[SiteSection]:
    """Those that the edition has. One query, none for the editions that a process was asked for last."""
    kinds = set(Profile.objects.filter(edition=edition).order_by().values_list("kind", flat=True).distinct())
    return tuple(section for section in SECTIONS.values() if section.kind in kinds)


def starting_points(edition: Edition | None) -> list[SiteSection]:
    """Sections of the edition that readers may begin at."""
    return [section for section in site_sections(edition) if section.start] if edition else []


def linked_edition(request: HttpRequest | None) -> Edition | None:
    """The edition that links without an edition's name lead into: the live one, whichever the page is of. On pages of a candidate
    that one, since they show what would be."""
    if request is None:
        return None
    shown = edition_of(request)
    return shown if is_candidate(shown) else live_edition_of(request)


def leads_somewhere(address: str, edition: Edition | None) -> bool:
    """False for an address of this site in a section that the edition lacks. While nothing is published, all sections say so."""
    if edition is None:
        return True
    path = address.removeprefix(settings.PUBLIC_SITE_URL)
    section = SECTIONS.get(_first_part(path)) if path.startswith("/") else None
    return section is None or section in site_sections(edition)


def _first_part(path: str) -> str:
    return re.split("[?#]", path, maxsplit=1)[0].lower().split("/")[1].removesuffix(".html").removesuffix(".htm")


def _stamp(request: HttpRequest) -> str:
    """Changes with the sections that pages of all editions link to."""
    edition = linked_edition(request)
    paths = " ".join(section.path for section in site_sections(edition)) if edition else ""
    return hashlib.sha256(paths.encode()).hexdigest()


register_stamp("sections", _stamp)
TEMPLATE_FUNCTIONS = (starting_points,)
