"""Wrong releases that are well-formed, by family: what was done to the facts of a sound one, and what must be said of it.

Each entry names the dataset, the damage by table, and the kinds of findings of which one at least must stop the release.
"""

from dataclasses import dataclass

from gradient.models import UnitGroup, UnitGroupTask
from occupations import models as of
from tests.corpus.damages import (
    Damage,
    added,
    both,
    emptied,
    every,
    filled_down,
    invented,
    inverted,
    only,
    recoded,
    scaled,
    shifted,
    shuffled,
    some_unknown,
    sorted_by_itself,
    swapped,
    unknown,
    where,
    without_facts_of,
)


@dataclass(frozen=True)
class Wrong:
    """A wrong release. `damages`: by table of facts, or by the key of a table of the files; `alone`: even with no release before
    it."""

    dataset: str
    damages: dict[type | str, Damage]
    kinds: set[str]
    alone: bool = False


SCALED, INVERTED, SHUFFLED, SHIFTED = "values-scaled", "values-inverted", "values-reshuffled", "values-shifted"
CONSTANT, ALIKE, SWAPPED, MISSING = "values-all-equal", "values-changed-alike", "columns-swapped", "values-missing"
SORTED, LOST, UNKNOWN, TITLES, SAME = "values-sorted", "rows-lost", "codes-unknown", "titles-moved", "same-facts"
ORDER, LEANING, UNUSUAL = "columns-out-of-order", "mean-below-median", "values-unusual"
MOVED = {SHUFFLED, INVERTED, SHIFTED}


def figures(dataset: str, model: type, *columns: str, table: tuple[str, str]) -> dict[str, Wrong]:
    """What can happen to any column of figures. `table`: a column, and how its values begin in the rows of one file."""

    def wrong(damage: Damage, *kinds: str) -> Wrong:
        return Wrong(dataset, {model: damage}, set(kinds))

    what = f"{dataset} {model.__name__}"
    return {
        f"{what}: ten times": wrong(scaled(*columns, by=10), SCALED),
        f"{what}: a hundred times": wrong(scaled(*columns, by=100), SCALED),
        f"{what}: a thousand times": wrong(scaled(*columns, by=1000), SCALED),
        f"{what}: a tenth": wrong(scaled(*columns, by=0.1), SCALED),
        f"{what}: a thousandth": wrong(scaled(*columns, by=0.001), SCALED),
        f"{what}: a third of them a hundred times": wrong(scaled(*columns, by=100, every=3), SCALED, *MOVED),
        f"{what}: twice": wrong(scaled(*columns, by=2), ALIKE),
        f"{what}: a tenth more": wrong(scaled(*columns, by=1.1), ALIKE),
        f"{what}: inverted": wrong(inverted(*columns), INVERTED),
        f"{what}: shuffled": wrong(shuffled(*columns), SHUFFLED),
        f"{what}: sorted": wrong(sorted_by_itself(*columns), SORTED),
        f"{what}: sorted downwards": wrong(sorted_by_itself(*columns, descending=True), SORTED),
        f"{what}: a row down": wrong(shifted(*columns), SHIFTED),
        f"{what}: a row up": wrong(shifted(*columns, by=-1), SHIFTED),
        f"{what}: all equal": wrong(filled_down(*columns), CONSTANT),
        f"{what}: cut in half": wrong(where(*table, only(0.5)), LOST),
        f"{what}: the last half": wrong(where(*table, only(0.5, from_the_end=True)), LOST),
        f"{what}: every second row": wrong(every(2), LOST),
        f"{what}: the same again": wrong(lambda rows: rows, SAME),
    }


MICROSOFT, ELOUNDOU, FELTEN, ILO = "microsoft-working-with-ai", "eloundou-gpts", "felten-aioe", "ilo-genai-gradient"


# Columns of codes that are held to a list; and those of titles, held to a list or to the release before, of which the sample has
# enough to tell.
CODES = (
    (MICROSOFT, of.ExposureScore, "code"), (ELOUNDOU, of.ExposureScore, "code"),
    (FELTEN, of.ExposureScore, "code"), ("frey-osborne", of.ExposureScore, "code"), ("dingel-neiman", of.ExposureScore, "code"),
    ("anthropic-labor-market", of.ExposureScore, "code"), ("anthropic-task-statements", of.EarlierTask, "code"),
    ("bls-oews", of.WageEstimate, "soc_code"), ("bls-ep", of.Projection, "code"), ("onet", of.Occupation, "code"),
    (ILO, UnitGroup, "code"), ("ibs-crosswalk", of.CrosswalkEdge, "from_code"), ("ibs-crosswalk", of.CrosswalkEdge, "to_code"),
    ("nces-cip-soc", of.StudyFieldOccupation, "soc_code"), ("career-clusters", of.CareerCluster, "soc_code"),
)  # fmt: skip
TITLED_BY_LISTS = (
    (MICROSOFT, "scores", "title"),
    (ELOUNDOU, "occupations", "title"), (ELOUNDOU, of.TaskLabel, "statement"), (FELTEN, "aioe", "title"),
    ("frey-osborne", "index", "title"), ("dingel-neiman", "by_onet_soc", "title"),
    ("anthropic-labor-market", "job_exposure", "title"), ("anthropic-task-statements", "earlier_tasks", "title"),
    ("anthropic-task-statements", "earlier_tasks", "task"), ("bls-oews", of.WageEstimate, "soc_title"),
    ("bls-ep", of.Projection, "title"),
    ("onet", of.Occupation, "title"), ("nces-cip-soc", "crosswalk", "soc_title"), ("career-clusters", "places", "title"),
    ("soc-structure", "soc_2010_to_2018", "from_title"), ("soc-structure", "soc_2010_to_2018", "to_title"),
    ("soc-structure", "onet_2010_to_2019", "to_title"), ("soc-structure", "onet_2019_to_soc", "from_title"),
    ("soc-structure", "onet_2019_to_soc", "to_title"),
)  # fmt: skip
TITLED_BEFORE = (
    (ILO, UnitGroup, "title"), (ILO, UnitGroupTask, "statement"), ("onet", of.TaskStatement, "statement"),
    ("onet", of.Element, "title"), ("onet", of.DetailedActivity, "title"), ("onet", of.TechnologySkill, "category_title"),
    ("nces-cip-soc", of.StudyField, "title"), ("soc-structure", of.SocGroup, "title"),
)  # fmt: skip


def _texts(columns: tuple, *, alone: bool) -> dict[str, Wrong]:
    return {
        f"{dataset} {table if isinstance(table, str) else table.__name__}.{column} a row {where_to}": Wrong(
            dataset, {table: shifted(column, by=by)}, {TITLES}, alone
        )
        for dataset, table, column in columns
        for where_to, by in (("down", 1), ("up", -1))
    }


NAMES = {
    **{
        f"{dataset} {model.__name__}.{column}: a handful invented": Wrong(
            dataset, {model: invented(column, count=5)}, {UNKNOWN}, alone=dataset != ILO
        )
        for dataset, model, column in CODES
    },
    **_texts(TITLED_BY_LISTS, alone=True),
    **_texts(TITLED_BEFORE, alone=False),
}


def measure(name: str, damage: Damage) -> Damage:
    return where("measure", name, damage)


SCORES = {
    **figures(MICROSOFT, of.ExposureScore, "value", table=("code", "")),
    **figures(ILO, UnitGroupTask, "score_2025", table=("number", "")),
    "microsoft: unknown codes": Wrong(MICROSOFT, {of.ExposureScore: recoded("code", code=unknown)}, {UNKNOWN}, alone=True),
    "microsoft: codes of another vintage": Wrong(
        MICROSOFT, {of.ExposureScore: recoded("code", code=some_unknown)}, {UNKNOWN}, alone=True
    ),
    "microsoft: all equal, the first release": Wrong(MICROSOFT, {of.ExposureScore: filled_down("value")}, {CONSTANT}, alone=True),
    "microsoft: without three major groups": Wrong(
        MICROSOFT, {of.ExposureScore: without_facts_of("code", lambda code: code[:2] in {"27", "29", "43"})}, {LOST}
    ),
    "felten: ten times": Wrong(FELTEN, {of.ExposureScore: scaled("value", by=10)}, {SCALED}),
    "felten: the sign lost": Wrong(
        FELTEN, {of.ExposureScore: lambda rows: [{**r, "value": abs(r["value"])} for r in rows]}, MOVED
    ),
    "felten: one more": Wrong(FELTEN, {of.ExposureScore: added("value", amount=1.0)}, {ALIKE}),
    "felten: upside down": Wrong(FELTEN, {of.ExposureScore: scaled("value", by=-1)}, {INVERTED}),
    "eloundou: γ inverted": Wrong(ELOUNDOU, {of.ExposureScore: measure("eloundou-gamma", inverted("value"))}, {INVERTED, ORDER}),
    "eloundou: α and γ exchanged": Wrong(
        ELOUNDOU,
        {
            of.ExposureScore: lambda rows: [
                {**r, "measure": {"eloundou-alpha": "eloundou-gamma", "eloundou-gamma": "eloundou-alpha"}.get(m, m)}
                for r in rows
                for m in [r["measure"]]
            ]
        },
        {ORDER, SWAPPED},
        alone=True,
    ),
    "eloundou: β shuffled": Wrong(
        ELOUNDOU, {of.ExposureScore: measure("eloundou-beta", shuffled("value"))}, {ORDER, *MOVED}, alone=True
    ),
    "ilo: both years exchanged": Wrong(
        ILO,
        {UnitGroupTask: both(lambda rows: [r for r in rows if r["score_2023"] is not None], swapped("score_2023", "score_2025"))},
        {SWAPPED},
    ),
    "ilo: 2023 emptied": Wrong(ILO, {UnitGroupTask: emptied("score_2023")}, {MISSING}),
    "ilo: titles a row down": Wrong(ILO, {UnitGroup: shifted("title")}, {TITLES}),
}

OEWS, EP = "bls-oews", "bls-ep"
PAY = [name for name in of.WageEstimate.VALUES if name.startswith(("hourly", "annual"))]
YEARLY = [name for name in PAY if name.startswith("annual")]


def national(damage: Damage) -> Damage:
    return where("industry_level", "cross-industry", damage)


def pay(damage: Damage) -> dict[type, Damage]:
    return {of.WageEstimate: damage}


WAGES = {
    **figures(OEWS, of.WageEstimate, *PAY, table=("industry_level", "cross")),
    **figures(EP, of.Projection, "employment_base", "employment_projected", "openings", table=("code", "")),
    "pay in thousands, the first release": Wrong(OEWS, pay(scaled(*PAY, by=0.001)), {UNUSUAL}, alone=True),
    "pay in cents, the first release": Wrong(OEWS, pay(scaled(*PAY, by=100)), {UNUSUAL}, alone=True),
    "mean and median exchanged": Wrong(
        OEWS,
        pay(both(swapped("annual_mean", "annual_median"), swapped("hourly_mean", "hourly_median"))),
        {SWAPPED, ORDER, LEANING},
        alone=True,
    ),
    "tenth and ninetieth percentile exchanged": Wrong(OEWS, pay(swapped("annual_p10", "annual_p90")), {ORDER}, alone=True),
    "median and third quarter exchanged": Wrong(OEWS, pay(swapped("annual_median", "annual_p75")), {ORDER}, alone=True),
    "hourly and yearly medians exchanged": Wrong(
        OEWS, pay(swapped("hourly_median", "annual_median")), {UNUSUAL, ORDER}, alone=True
    ),
    "medians shifted a column": Wrong(OEWS, pay(both(swapped("annual_p25", "annual_median"))), {ORDER}, alone=True),
    "one percentile shuffled": Wrong(OEWS, pay(shuffled("annual_p75")), {ORDER, *MOVED}, alone=True),
    "yearly pay by the month": Wrong(OEWS, pay(scaled(*YEARLY, by=1 / 12)), {SCALED}),
    "national pay shuffled": Wrong(OEWS, pay(national(shuffled(*PAY))), {*MOVED, ORDER}),
    "employment shuffled": Wrong(OEWS, pay(national(shuffled("employment"))), MOVED),
    "employment in thousands": Wrong(OEWS, pay(scaled("employment", by=0.001)), {SCALED}),
    "pay suppressed": Wrong(OEWS, pay(emptied(*PAY)), {MISSING}),
    "employment suppressed": Wrong(OEWS, pay(emptied("employment")), {MISSING}),
    "unknown codes": Wrong(OEWS, pay(recoded("soc_code", code=unknown)), {UNKNOWN}, alone=True),
    "codes of another vintage": Wrong(OEWS, pay(recoded("soc_code", code=some_unknown)), {UNKNOWN}, alone=True),
    "titles a row down": Wrong(OEWS, pay(national(shifted("soc_title"))), {TITLES}, alone=True),
    "titles sorted": Wrong(
        OEWS, pay(lambda rows: [{**r, "soc_title": t} for r, t in zip(rows, sorted(r["soc_title"] for r in rows), strict=True)]),
        {TITLES},
    ),
    "projection: both years exchanged, and unlike": Wrong(
        EP, {of.Projection: both(swapped("employment_base", "openings"))}, {SWAPPED, SCALED, *MOVED}
    ),
    "projection: in single jobs": Wrong(
        EP, {of.Projection: scaled("employment_base", "employment_projected", by=1000)}, {UNUSUAL}, alone=True
    ),
    "projection: change inverted": Wrong(EP, {of.Projection: scaled("change", "change_percent", by=-1)}, {INVERTED}),
    "projection: wages by the hour": Wrong(EP, {of.WorkerCharacteristics: scaled("median_wage", by=1 / 2080)}, {SCALED}),
    "projection: unknown codes": Wrong(EP, {of.Projection: recoded("code", code=unknown)}, {UNKNOWN}, alone=True),
    "projection: titles a row down": Wrong(EP, {of.Projection: shifted("title")}, {TITLES}),
}  # fmt: skip

ONET = "onet"


def scale(name: str, damage: Damage) -> dict[type, Damage]:
    return {of.Rating: where("scale", name, damage)}


RATINGS = {
    **figures(ONET, of.Rating, "value", table=("element_id", "1.A")),
    "importance ten times": Wrong(ONET, scale("IM", scaled("value", by=10)), {SCALED}),
    "importance inverted": Wrong(ONET, scale("IM", inverted("value")), {INVERTED}),
    "importance shuffled": Wrong(ONET, scale("IM", shuffled("value")), {SHUFFLED}),
    "importance a row down": Wrong(ONET, scale("IM", shifted("value")), {SHIFTED}),
    "importance sorted": Wrong(ONET, scale("IM", sorted_by_itself("value")), {SORTED}),
    "interests filled down": Wrong(ONET, scale("OI", filled_down("value")), {CONSTANT}),
    "interests twice": Wrong(ONET, scale("OI", scaled("value", by=2)), {ALIKE}),
    "work context half gone": Wrong(ONET, scale("CX", every(2)), {LOST}),
    "occupations half gone": Wrong(ONET, {of.Occupation: only(0.5)}, {LOST}),
    "unknown occupations": Wrong(ONET, {of.Occupation: recoded("code", code=unknown)}, {UNKNOWN}, alone=True),
    "occupations of another vintage": Wrong(ONET, {of.Occupation: recoded("code", code=some_unknown)}, {UNKNOWN}, alone=True),
    "occupation titles a row down": Wrong(ONET, {of.Occupation: shifted("title")}, {TITLES}, alone=True),
    "occupation titles shuffled": Wrong(
        ONET,
        {of.Occupation: lambda rows: [{**r, "title": t["title"]} for r, t in zip(rows, rows[7:] + rows[:7], strict=True)]},
        {TITLES},
        alone=True,
    ),
    "job zones inverted": Wrong(ONET, {of.OccupationJobZone: inverted("zone")}, {INVERTED}),
    "job zones shuffled": Wrong(ONET, {of.OccupationJobZone: shuffled("zone")}, MOVED),
    "job zones all equal": Wrong(ONET, {of.OccupationJobZone: filled_down("zone")}, {CONSTANT}),
    "task importance inverted": Wrong(ONET, {of.TaskRating: inverted("value")}, {INVERTED}),
    "task importance shuffled": Wrong(ONET, {of.TaskRating: shuffled("value")}, MOVED),
    "tasks cut in half": Wrong(ONET, {of.TaskStatement: only(0.5)}, {LOST}),
}

SOC, IBS, CIP, CLUSTERS = "soc-structure", "ibs-crosswalk", "nces-cip-soc", "career-clusters"


def edges(dataset: str, model: type, one: str, other: str) -> dict[str, Wrong]:
    """What can happen to a table that says which codes lead to which."""

    def wrong(damage: Damage, *kinds: str) -> Wrong:
        return Wrong(dataset, {model: damage}, set(kinds))

    what = f"{dataset} {model.__name__}"
    return {
        f"{what}: cut in half": wrong(only(0.5), LOST),
        f"{what}: the last half": wrong(only(0.5, from_the_end=True), LOST),
        f"{what}: every second line": wrong(every(2), LOST),
        f"{what}: one end a row down": wrong(shifted(other), LOST),
        f"{what}: one end seven rows down": wrong(shifted(other, by=7), LOST),
        f"{what}: the other end a row up": wrong(shifted(one, by=-1), LOST),
        f"{what}: unknown codes": wrong(recoded(one, other, code=unknown), UNKNOWN, LOST),
        f"{what}: one end unknown": wrong(recoded(other, code=unknown), UNKNOWN, LOST),
        f"{what}: some of another vintage": wrong(recoded(other, code=some_unknown), UNKNOWN, LOST),
        f"{what}: without a group": wrong(without_facts_of(other, lambda code: code[:1] in "24"), LOST),
    }


EDGES = {
    **edges(SOC, of.CrosswalkEdge, "from_code", "to_code"),
    **edges(IBS, of.CrosswalkEdge, "from_code", "to_code"),
    **edges(CIP, of.StudyFieldOccupation, "field_code", "soc_code"),
    **edges(CLUSTERS, of.CareerCluster, "soc_code", "soc_code"),
    "soc-structure: titles a row down": Wrong(SOC, {of.SocGroup: shifted("title")}, {TITLES}),
    "soc-structure: cut in half": Wrong(SOC, {of.SocGroup: only(0.5)}, {LOST}),
    "soc-structure: the same again": Wrong(SOC, {}, {SAME}),
    "cip: titles a row down": Wrong(CIP, {of.StudyField: shifted("title")}, {TITLES}),
    "clusters: unknown codes, the first release": Wrong(
        CLUSTERS, {of.CareerCluster: recoded("soc_code", code=unknown)}, {UNKNOWN}, alone=True
    ),
    "ibs: unknown codes, the first release": Wrong(
        IBS, {of.CrosswalkEdge: recoded("from_code", code=unknown)}, {UNKNOWN}, alone=True
    ),
    "cip: unknown codes, the first release": Wrong(
        CIP, {of.StudyFieldOccupation: recoded("soc_code", code=unknown)}, {UNKNOWN}, alone=True
    ),
}
FAMILIES = {"names": NAMES, "scores": SCORES, "wages": WAGES, "ratings": RATINGS, "edges": EDGES}
