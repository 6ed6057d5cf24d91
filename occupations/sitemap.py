"""Lists and pictures of occupations, for crawlers."""

from citations.models import Edition, Profile
from occupations.addresses import COMPARE
from occupations.directories import DIRECTORIES
from occupations.subjects.occupation_list.document import OccupationIndexDocument
from occupations.subjects.occupation_list.page import QUADRANT
from singulariki.delivery.sitemap import list_in_sitemap


@list_in_sitemap
def occupation_lists(edition: Edition) -> list[str]:
    """The directories that hold something, the picture of all occupations, and where they are compared."""
    held = Profile.objects.filter(edition=edition)
    lists = [directory.path for directory in DIRECTORIES.values() if held.filter(kind=directory.lists).exists()]
    return [*lists, QUADRANT, COMPARE] if held.filter(kind=OccupationIndexDocument.kind).exists() else lists
