"""Charts of occupations for other sites (/embed/role/27-4014-00/pay), and pictures for where their addresses are shared
(/share/role/27-4014-00.png)."""

from django.http import HttpRequest

from citations.models import Edition
from occupations.addresses import occupation_code
from occupations.subjects.occupation.document import OccupationDocument, OccupationSubject, read_occupation
from occupations.subjects.occupation.document.ai import OverlapOfOccupation
from occupations.subjects.occupation.page.frame import draw_chart_of, ranks_by_study
from singulariki.charts.ruler import Mark
from singulariki.delivery.share import Embed, embeds_of, share_cards_of, share_path
from singulariki.delivery.share_pictures import RankScale, ShareCard
from singulariki.delivery.warming import pictured
from singulariki.editorial.sharing import share_card

pictured(OccupationDocument.kind, lambda code: share_path("role", code.replace(".", "-")))


def _occupation(edition: Edition, key: str) -> OccupationSubject | None:
    try:
        code = occupation_code(f"role-{key}")
    except ValueError:
        return None
    return read_occupation(edition, code)


@embeds_of("role")
def chart_of_occupation(request: HttpRequest, edition: Edition, key: str, chart: str) -> Embed | None:
    """A chart of an occupation, by the code in its address (27-4014-00)."""
    subject = _occupation(edition, key)
    return draw_chart_of(request, subject, chart) if subject else None


def _overlap_label(overlap: OverlapOfOccupation) -> str:
    """What the rank, or what stands in its place, is."""
    if not overlap.unranked_mean:
        return "Percentile of AI task overlap"
    studies = f"{len(overlap.parts)} of {overlap.study_count} studies"
    return f"Mean of {studies}' percentiles" if len(overlap.parts) > 1 else f"Its percentile in {studies}"


@share_cards_of("role")
def card_of_occupation(request: HttpRequest, edition: Edition, key: str) -> ShareCard | None:
    """Where an occupation stands by AI task overlap, by the code in its address (27-4014-00). Where no study scores it: its pay,
    or what is projected of it."""
    subject = _occupation(edition, key)
    if subject is None:
        return None
    overlap, wages, outlook = subject.document.overlap, subject.document.wages, subject.document.outlook
    answers = (
        (_overlap_label(overlap) if overlap else "", overlap and overlap.shown),
        ("", wages and wages.usual.median),
        ("", outlook and outlook.annual_openings),
    )
    label, figure = next(((label, each) for label, each in answers if each and not each.is_missing), ("", None))
    group = figure and figure.group
    return share_card(
        request,
        edition,
        subject.title,
        kicker=f"O*NET-SOC {subject.code}",
        value=figure.text if figure else "",
        label=label or (figure.measure.label if figure else ""),
        shown=[figure] if figure else (),
        about=group.words() if group else "",
        scale=_ruler(subject),
    )


def _ruler(subject: OccupationSubject) -> RankScale | None:
    """The ranks that the page's ruler has; None where no study scores the occupation."""
    overlap = subject.document.overlap
    studies = [Mark(rank.value, name, rank.text) for name, rank in ranks_by_study(subject) if rank.value is not None]
    rank = overlap.percentile.value if overlap else None
    least, most = "least AI task overlap", "most"
    return RankScale(rank, studies, least, most) if studies or rank is not None else None
