"""U.S. occupations on pages of the whole site: the home page, the sections of the site, the search."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Length

from citations.ledger import Ledger
from citations.models import Edition, EditionRelease, Profile
from occupations.addresses import COMPARE, ROLES, occupation_path
from occupations.home import home_index
from occupations.measures.datasets import ONET
from occupations.models import JobTitle, Occupation
from occupations.subjects.kinds import SUBJECTS
from occupations.subjects.occupation_list.document import OccupationIndexDocument
from occupations.subjects.occupation_list.page import QUADRANT, ruler_of
from singulariki.delivery.editions import cached_per_edition
from singulariki.delivery.search import Found, FoundGroup, ResultRank, register_result_ranks, register_search_source, search
from singulariki.delivery.search.catalogue import catalogue_of
from singulariki.delivery.search.words import WordIndex
from singulariki.delivery.sections import register_section
from singulariki.editorial.home_features import HomeFeature, register_home_feature

_CLASSIFICATION = "O*NET-SOC"
SHOWN = 12
# Of all kinds together. Tasks have long titles and stand last, so the few of other kinds are among these.
LOOKED_AT = 600
# Rows that are selected by their ids. Of more than these, looking through all titles costs no more.
FEW = 200


def occupation_called(edition: Edition, typed: str) -> str:
    """Code of the occupation that goes by this title or code, or of the nearest to it; empty where none does."""
    hits = (hit for hit in search(catalogue_of(edition), typed) if hit.entry.classification == _CLASSIFICATION)
    nearest = next(hits, None)
    return nearest.entry.name.code if nearest else ""


def called(edition: Edition, words: tuple[str, ...]) -> dict[str, str]:
    """O*NET-SOC code → the job title nearest to the words, of occupations that go by a title with all of them; nearest first.
    One query, none where no title has the words."""
    by_code: dict[str, str] = {}
    for code, title in _nearest_first(_job_titles(edition), words, _job_title_words(edition)).values_list("code", "title"):
        by_code.setdefault(code, title)
    return by_code


def job_titles(edition: Edition, words: tuple[str, ...]) -> Sequence[FoundGroup]:
    """Occupations that go by a job title with all of the words. Two queries."""
    by_code = called(edition, words)
    codes = list(by_code)[:SHOWN]
    if not codes:
        return []
    named = dict(Occupation.objects.filter(release_id__in=_onet(edition), code__in=codes).values_list("code", "title"))
    results = [
        Found(named[code], occupation_path(code), f"{_CLASSIFICATION} {code} · also called {by_code[code]}") for code in codes
    ]
    return [FoundGroup("Occupations by other job titles", results)]


def subjects(edition: Edition, words: tuple[str, ...]) -> Sequence[FoundGroup]:
    """Tasks, elements, industries, … whose title has all of the words. One query, none where no title has them."""
    headings: dict[str, list[str]] = {}
    for about in sorted(SUBJECTS.values(), key=lambda about: about.search[1]):
        headings.setdefault(about.search[0], []).append(about.key)
    rows = _nearest_first(_subjects(edition), words, _subject_words(edition))
    by_kind: dict[str, list[Found]] = {}
    for kind, title, path in rows.values_list("kind", "title", "path")[:LOOKED_AT]:
        by_kind.setdefault(kind, []).append(Found(title, path))
    return [
        FoundGroup(heading, [found for kind in kinds for found in by_kind.get(kind, ())][:SHOWN])
        for heading, kinds in headings.items()
    ]


def _onet(edition: Edition) -> QuerySet:
    """The O*NET release of an edition, for a subquery."""
    return EditionRelease.objects.filter(edition=edition, dataset__slug=ONET).values("release_id")


def _job_titles(edition: Edition) -> QuerySet:
    return JobTitle.objects.filter(release_id__in=_onet(edition))


def _subjects(edition: Edition) -> QuerySet:
    return Profile.objects.filter(edition=edition, kind__in=[about.key for about in SUBJECTS.values()])


@cached_per_edition
def _job_title_words(edition: Edition) -> WordIndex:
    return WordIndex(_job_titles(edition).values_list("pk", "title").iterator())


@cached_per_edition
def _subject_words(edition: Edition) -> WordIndex:
    return WordIndex(_subjects(edition).values_list("pk", "title").iterator())


def _nearest_first(rows: QuerySet, words: tuple[str, ...], index: WordIndex) -> QuerySet:
    """Those whose title has all of the words. Titles in which every word begins as typed come first, short ones before
    long ones; the database sorts them, so that only those looked at are read. No query where there are none."""
    candidates = index.candidates(words, FEW)
    if not candidates:
        return rows.none()
    if len(candidates) <= FEW:
        rows = rows.filter(pk__in=candidates)
    has_all = Q(*(Q(title__icontains=word) for word in words))
    all_begun = Q(*(Q(title__istartswith=word) | Q(title__icontains=f" {word}") for word in words))
    begun = Case(When(all_begun, then=0), default=1)
    return rows.filter(has_all).order_by(begun, Length("title"), "title")


def ranks(edition: Edition, paths: Collection[str]) -> Mapping[str, ResultRank]:
    """Address → rank by AI task overlap on the ruler, of occupations that have one. Two queries the first time."""
    index, wanted = home_index(edition), set(paths)
    if index is None:
        return {}
    drawn = ((row, ruler_of(index, row)) for row in index.document.rows if row.path in wanted)
    return {row.path: ResultRank(index.figure(row, "overlap"), ruler) for row, ruler in drawn if ruler}


register_result_ranks(ranks)
register_search_source("1-job-titles", job_titles)
register_search_source("2-subjects", subjects)


def _context(edition: Edition, ledger: Ledger) -> Mapping | None:
    index = home_index(edition)
    if index is None:
        return None
    return {
        "count": index.document.count,
        "list_url": ROLES,
        "families": [{"title": family.title, "url": family.path} for family in index.document.families],
    }


OCCUPATIONS_FEATURE = register_home_feature(
    HomeFeature(
        key="occupations",
        label="U.S. occupations, by job family",
        template="occupations/home_feature.html",
        context=_context,
    )
)
register_section(ROLES, OccupationIndexDocument.kind, "U.S. occupations")
register_section(QUADRANT, OccupationIndexDocument.kind)
register_section(COMPARE, OccupationIndexDocument.kind)
for _about in SUBJECTS.values():
    register_section(_about.path, _about.key)
