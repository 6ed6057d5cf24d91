"""Exposure to AI according to the studies, the composite, and the two studies that stand apart."""

from occupations.compiling.context import Context
from occupations.compiling.documents import figure
from occupations.compiling.standings import CURRENT_STUDIES, Study
from occupations.measures import datasets as of
from occupations.measures import exposure as studies
from occupations.measures import standing
from occupations.recipes import level

SCORES = {
    "felten-aioe": studies.FELTEN_AIOE,
    "eloundou-gamma": studies.ELOUNDOU_GAMMA,
    "microsoft-applicability": studies.MICROSOFT_APPLICABILITY,
}


def exposure(context: Context, code: str) -> dict:
    return {
        "exposure": [row for study in CURRENT_STUDIES if (row := _study(context, code, study))],
        "overlap": _overlap(context, code),
        **_telework(context, code),
        "frey_osborne": _frey_osborne(context, code),
        "observed_exposure": _observed(context, code),
        "language_modelling": _language_modelling(context, code),
    }


def _study(context: Context, code: str, study: Study) -> dict | None:
    score = context.standings.scores[study.measure].get(code)
    if score is None:
        return None
    percentile = context.standings.exposure[study.measure][code]
    among = context.standings.ranked[study.measure]
    row = {
        "key": study.measure,
        "measure": study.measure,
        "score": figure(SCORES[study.measure], score.value, datasets=_over_bridge(study.dataset, score.bridged)),
        "percentile": figure(
            standing.EXPOSURE_PERCENTILES[study.measure],
            percentile,
            rank=f"among {among:,} occupations with data",
            datasets=_over_bridge(study.dataset, score.bridged),
        ),
        "level": level(percentile),
        "bridged": score.bridged,
        "codes": list(score.codes),
    }
    if study.measure == "eloundou-gamma":
        scores = context.facts.scores
        row["alpha"] = figure(studies.ELOUNDOU_ALPHA, scores(of.ELOUNDOU, "eloundou-alpha").get(code))
        row["beta"] = figure(studies.ELOUNDOU_BETA, scores(of.ELOUNDOU, "eloundou-beta").get(code))
    return row


def _over_bridge(dataset: str, bridged: bool) -> tuple[str, ...]:
    """The crosswalk is a source of what came over it."""
    return (dataset, of.SOC) if bridged else ()


def _overlap(context: Context, code: str) -> dict | None:
    overlap = context.standings.overlap.get(code)
    if overlap is None:
        return None
    studies_of = context.studies(overlap)
    among = len(context.standings.overlap)
    return {
        "percentile": figure(
            standing.OVERLAP, overlap.percentile, rank=f"among {among:,} occupations with data", datasets=studies_of
        ),
        "level": level(overlap.percentile),
        "mean": figure(standing.OVERLAP_MEAN, overlap.mean, datasets=studies_of),
        "parts": list(overlap.parts),
        "part_count": figure(standing.OVERLAP_PARTS, len(overlap.parts), datasets=studies_of),
    }


def _telework(context: Context, code: str) -> dict:
    """`teleworkable` is a plain yes or no where the study gives one; a share where a code leads from several occupations."""
    found = context.standings.telework.get(code)
    if found is None:
        return {"teleworkable": None, "telework": None}
    return {
        "teleworkable": {0.0: False, 1.0: True}.get(found.value),
        "telework": {
            "share": figure(studies.TELEWORKABLE, found.value, datasets=_over_bridge(of.DINGEL_NEIMAN, found.bridged)),
            "bridged": found.bridged,
            "codes": list(found.codes),
        },
    }


def _frey_osborne(context: Context, code: str) -> dict | None:
    found = context.standings.frey_osborne.get(code)
    if found is None:
        return None
    percentile = context.standings.frey_osborne_percentiles[code]
    among = len(context.standings.frey_osborne)
    datasets = _over_bridge(of.FREY_OSBORNE, found.bridged)
    return {
        "probability": figure(studies.FREY_OSBORNE_PROBABILITY, found.value, datasets=datasets),
        "percentile": figure(
            standing.EXPOSURE_PERCENTILES["frey-osborne-probability"],
            percentile,
            rank=f"among {among:,} occupations with data",
            datasets=datasets,
        ),
        "level": level(percentile),
        "bridged": found.bridged,
        "codes": list(found.codes),
    }


def _observed(context: Context, code: str) -> dict | None:
    """Share of the occupation's tasks that observed use of Claude covers."""
    value = context.facts.scores(of.LABOR_MARKET, "anthropic-observed-exposure").get(context.facts.soc_codes[code])
    return None if value is None else figure(studies.OBSERVED_EXPOSURE, value)


def _language_modelling(context: Context, code: str) -> dict | None:
    """Felten's measure for language modelling alone, where scored under the occupation's own code. Part of no composite."""
    value = context.facts.scores(of.FELTEN_LM, "felten-lm-aioe").get(context.facts.soc_codes[code])
    return None if value is None else figure(studies.FELTEN_LM_AIOE, value)
