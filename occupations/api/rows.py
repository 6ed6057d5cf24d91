"""An occupation in the API's list, and what the list can be ordered by."""

from occupations.profiles.index import STUDIES, OccupationRow
from occupations.recipes import level, outlook_category


def occupation_row(row: OccupationRow) -> dict:
    """Values at full precision; null where the edition has none."""
    values = row.values
    change = values["change_percent"]
    return {
        "code": row.code,
        "title": row.title,
        "path": row.path,
        "family": row.family,
        "clusters": [row.index.clusters[place].title for place in row.clusters],
        "overlap": None if values["overlap"] is None else {"percentile": values["overlap"], "level": row.overlap_level},
        "exposure": [
            {
                "measure": study,
                "score": values[study],
                "percentile": percentile,
                "level": level(percentile),
                "bridged": row.bridged(study),
            }
            for study in STUDIES
            if (percentile := values[f"{study}-percentile"]) is not None
        ],
        "wages": {
            "median": values["median"],
            "median_percentile": values["median_percentile"],
            "employment": values["employment"],
            "top_coded": row.top_coded,
        },
        "outlook": {
            "change_percent": change,
            "annual_openings": values["annual_openings"],
            "category": None if change is None else outlook_category(change).key,
        },
        "job_zone": values["job_zone"],
        "task_count": values["task_count"],
    }


def sortable(row: OccupationRow, name: str) -> float | str | None:
    """The value that the list is ordered by; names are the API's: wages.median."""
    if name == "code":
        return row.code
    return row.title.casefold() if name == "title" else row.values[name.rpartition(".")[2]]
