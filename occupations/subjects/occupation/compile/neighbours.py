"""Related occupations, and where they and this one stand on overlap and pay."""

from typing import Any

from citations.figures import figure
from occupations.addresses import compare_path
from occupations.measures import wages as measures
from occupations.recipes import related_placed
from occupations.subjects.context import Context
from occupations.subjects.occupation.document.work import Related


def neighbours(context: Context, code: str) -> dict[str, Any]:
    standings = context.standings
    known = [other for other in context.facts.related.get(code, ()) if other in context.facts.titles]
    placed = related_placed(known, standings.overlap_percentiles, standings.pay)
    return {
        "related": [
            Related(
                **context.name(row.code),
                compare=compare_path(code, row.code),
                overlap=context.overlap_figure(row.code),
                median_percentile=figure(measures.PAY_PERCENTILE, row.pay),
                median=context.median_figure(row.code),
            )
            for row in placed
        ]
    }
