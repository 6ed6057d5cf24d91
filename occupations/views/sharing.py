"""Charts of occupations for other sites (/embed/role/27-4014-00/pay), and pictures for where their addresses are shared
(/share/role/27-4014-00.png)."""

from django.http import HttpRequest

from citations.models import Edition
from occupations.addresses import occupation_code
from occupations.subjects.occupation.document import OccupationDocument, OccupationSubject, read_occupation
from occupations.subjects.occupation.document.ai import OverlapOfOccupation
from occupations.subjects.occupation.page.frame import draw_chart_of
from singulariki.delivery.share import Embed, ShareCard, embeds_of, share_cards_of, share_path
from singulariki.delivery.warming import pictured
from singulariki.editorial.rendering import share_card

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
    """The first figures of an occupation's page, by the code in its address (27-4014-00)."""
    subject = _occupation(edition, key)
    if subject is None:
        return None
    overlap, wages, outlook = subject.document.overlap, subject.document.wages, subject.document.outlook
    first = (
        (_overlap_label(overlap) if overlap else "", overlap and overlap.shown),
        ("", wages and wages.usual.median),
        ("", outlook and outlook.annual_openings),
    )
    shown = [(label or each.measure.label, each) for label, each in first if each and not each.is_missing]
    groups = {each.group.code: each.group for _, each in shown if each.group}
    return share_card(
        request,
        edition,
        subject.title,
        kicker=f"O*NET-SOC {subject.code}",
        figures=[(each.text, f"{label} *" if each.group else label) for label, each in shown],
        shown=[each for _, each in shown],
        about=f"* {'; '.join(group.words() for group in groups.values())}" if groups else "",
    )
