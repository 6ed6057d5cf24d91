"""Exposure to AI according to the studies, the composite, and the studies that are shown apart."""

from typing import Any

from citations.figures import Figure, figure
from citations.measures import Measure
from occupations.measures import datasets as of
from occupations.measures import exposure as measures
from occupations.recipes import Carried, level
from occupations.studies import BY_KEY, OTHER_STUDIES, OVERLAP, OVERLAP_MEAN, OVERLAP_PARTS, OVERLAP_STUDIES, Study
from occupations.subjects.context import Context
from occupations.subjects.occupation.document.ai import Exposure, FreyOsborne, OverlapOfOccupation, Telework


def exposure(context: Context, code: str) -> dict[str, Any]:
    return {
        "exposure": [row for study in OVERLAP_STUDIES if (row := _study(context, code, study))],
        "overlap": _overlap(context, code),
        **_telework(context, code),
        "frey_osborne": _frey_osborne(context, code),
        "observed_exposure": _of_soc(context, code, of.LABOR_MARKET, measures.OBSERVED_EXPOSURE),
        "language_modelling": _of_soc(context, code, of.FELTEN_LM, measures.FELTEN_LM_AIOE),
        "other_studies": [row for study in OTHER_STUDIES if (row := _study(context, code, study))],
    }


def _study(context: Context, code: str, study: Study) -> Exposure | None:
    score = context.standings.scores[study.key].get(code)
    if score is None:
        return None
    details: dict[str, Any] = {
        name: figure(measure, context.facts.scores(study.dataset, measure.key).get(code)) for name, measure in study.details
    }
    return Exposure(key=study.key, measure=study.key, score=_score(study, score), **_standing(context, study, code), **details)


def _score(study: Study, score: Carried) -> Figure:
    return figure(study.score, score.value, datasets=_over_bridge(study.dataset, score.bridged))


def _standing(context: Context, study: Study, code: str) -> dict[str, Any]:
    """Where the occupation stands by a study, and the codes that its score came from."""
    score = context.standings.scores[study.key][code]
    percentile = context.standings.exposure[study.key][code]
    return {
        "percentile": figure(
            study.percentile,
            percentile,
            rank=_among(context.standings.ranked[study.key]),
            datasets=_over_bridge(study.dataset, score.bridged),
        ),
        "level": level(percentile),
        "bridged": score.bridged,
        "codes": list(score.codes),
    }


def _among(occupations: int) -> str:
    return f"among {occupations:,} occupations with data"


def _over_bridge(dataset: str, bridged: bool) -> tuple[str, ...]:
    """The crosswalk is a source of what came over it."""
    return (dataset, of.SOC) if bridged else ()


def _overlap(context: Context, code: str) -> OverlapOfOccupation | None:
    overlap = context.standings.overlap.get(code)
    if overlap is None:
        return None
    studies = context.studies(overlap)
    among = _among(len(context.standings.overlap))
    return OverlapOfOccupation(
        percentile=figure(OVERLAP, overlap.percentile, rank=among, datasets=studies),
        level=level(overlap.percentile),
        mean=figure(OVERLAP_MEAN, overlap.mean, datasets=studies),
        parts=list(overlap.parts),
        part_count=figure(OVERLAP_PARTS, len(overlap.parts), datasets=studies),
        study_count=len(OVERLAP_STUDIES),
    )


def _telework(context: Context, code: str) -> dict[str, Any]:
    """`teleworkable` is a plain yes or no where the study gives one; a share where a code leads from several occupations."""
    score = context.standings.telework.get(code)
    if score is None:
        return {"teleworkable": None, "telework": None}
    share = figure(measures.TELEWORKABLE, score.value, datasets=_over_bridge(of.DINGEL_NEIMAN, score.bridged))
    return {
        "teleworkable": {0.0: False, 1.0: True}.get(score.value),
        "telework": Telework(share, score.bridged, list(score.codes)),
    }


def _frey_osborne(context: Context, code: str) -> FreyOsborne | None:
    study = BY_KEY[measures.FREY_OSBORNE_PROBABILITY.key]
    score = context.standings.scores[study.key].get(code)
    return None if score is None else FreyOsborne(probability=_score(study, score), **_standing(context, study, code))


def _of_soc(context: Context, code: str, dataset: str, measure: Measure) -> Figure | None:
    """A score of the occupation's own SOC code; part of no composite."""
    value = context.facts.scores(dataset, measure.key).get(context.facts.soc_codes[code])
    return None if value is None else figure(measure, value)
