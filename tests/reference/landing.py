"""Whether all that publishers' files have lands somewhere: rows by what becomes of them, and why where nothing does."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tests.reference.raw_files import wording
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_around import RATED
from tests.reference.recomputed_work import is_sure


class Landed(NamedTuple):
    """Rows of one kind: how many there are, how many are behind a figure, a word or a relation of the edition, and the others by
    why they are not. `unexplained` names those that no reason fits."""

    rows: str
    count: int
    used: int
    left: dict[str, int]
    unexplained: list[str]

    @property
    def line(self) -> str:
        """As `docs/known-differences.md` lists it."""
        why = "; ".join(f"{count:,}: {reason}" for reason, count in self.left.items())
        return f"| {self.rows} | {self.count:,} | {self.used:,} | {why} |"


def landed(rows: str, keys: Iterable, is_used: Callable, *reasons: tuple[str, Callable]) -> Landed:
    """The first reason that fits a row is its own."""
    count, used, left, unexplained = 0, 0, Counter[str](), []
    for key in keys:
        count += 1
        if is_used(key):
            used += 1
        elif why := next((reason for reason, fits in reasons if fits(key)), None):
            left[why] += 1
        else:
            unexplained.append(f"{rows}: {key!r}")
    return Landed(rows, count, used, {reason: left[reason] for reason, _ in reasons if left[reason]}, unexplained)


def all_landed(raw: Reckoning) -> Iterator[Landed]:
    yield from _of_bls(raw)
    yield from _of_studies(raw)
    yield from _of_onet(raw)
    yield from _of_use(raw)
    yield from _of_crosswalks(raw)


def _of_bls(raw: Reckoning) -> Iterator[Landed]:
    def published(known: Iterable[str]) -> set[str]:
        known = set(known)
        return {raw.published_under(code, known) for code in raw.titles}

    detailed = [(naics, soc) for naics, soc in raw.survey if raw.survey[naics, soc]["O_GROUP"] == "detailed"]
    paid, projected, attained, clustered = map(published, (raw.surveyed, raw.projections, raw.attained, raw.clusters))
    families = {f"{code[:2]}-0000" for code in raw.titles}
    groups = [soc for naics, soc in raw.survey if not naics and raw.survey[naics, soc]["O_GROUP"] == "major"]
    yield landed("OEWS, detailed occupations", (soc for naics, soc in detailed if not naics), paid.__contains__)
    yield landed("OEWS, major groups", groups, families.__contains__)
    yield landed(
        "OEWS by industry, detailed occupations", (row for row in detailed if row[0]), lambda row: row[0] in raw.industries
    )
    yield landed("Projections, line items", raw.projections, projected.__contains__)
    yield landed("Projections, education of workers", raw.attained, attained.__contains__)
    yield landed("Career clusters, rows", raw.cluster_rows, lambda row: row["SOC Code"] in clustered)


HYBRID = "not a code of SOC 2010 but a wider group or a hybrid of a survey of its time, which no crosswalk leads from"
OWN_FIRST = "code whose successors all have a score under their own code, which goes first"


def _of_studies(raw: Reckoning) -> Iterator[Landed]:
    older = {layer: {old for olds in raw.older[layer].values() for old in olds} for layer in raw.older}
    succeeding = {
        layer: {old: {new for new, olds in raw.older[layer].items() if old in olds} for old in older[layer]}
        for layer in raw.older
    }
    for study, name in (
        ("felten-aioe", "Felten, AIOE"),
        ("felten-lm-aioe", "Felten, language modelling"),
        ("eloundou-gamma", "Eloundou, occupations"),
        ("microsoft-applicability", "Microsoft, applicability"),
        ("frey-osborne", "Frey and Osborne, probabilities"),
        ("dingel-neiman", "Dingel and Neiman, occupations"),
        ("observed", "Anthropic, observed exposure of occupations"),
    ):
        scores = raw.scores(study)
        used = {code for score in scores.values() for code in score.codes}
        layer = "onet" if study == "dingel-neiman" else "soc"
        own = {score.codes[0] for score in scores.values() if score.is_own}

        def is_followed(code: str, layer: str = layer, own: set[str] = own) -> bool:
            return bool(succeeding[layer].get(code)) and succeeding[layer][code] <= own

        reasons = ((OWN_FIRST, is_followed), (HYBRID, lambda code: code not in older["soc"]))
        yield landed(f"{name}, scores", raw.published(study), used.__contains__, *reasons)
    yield landed(
        "Eloundou, labels of tasks",
        raw.labels,
        lambda key: raw.owner.get(key[1]) == key[0],
        ("task of O\\*NET 27.2 that 30.2 no longer has", lambda key: key[1] not in raw.owner),
    )
    words = {wording(line["Task"]) for lines in raw.tasks.values() for line in lines.values()}
    yield landed(
        "Anthropic, penetration of tasks",
        raw.penetration,
        words.__contains__,
        ("words that no task of 30.2 has, and a share of 0", lambda one: raw.penetration[one] == 0),
        ("words that no task of 30.2 has, and a share above 0", lambda one: raw.earlier.get(one) is not None),
    )
    tasks = [(group, task["taskID"]) for group, lines in raw.unit_groups.items() for task in lines]
    yield landed("ILO, tasks", tasks, lambda task: task[0] in raw.unit_groups)


BELOW = "advised against by O\\*NET and not above the bound of the occupation's list"


def _of_onet(raw: Reckoning) -> Iterator[Landed]:
    bounds = {"IM": 3.0, "OI": 1.9999}
    for scale, name in (("IM", "importance"), ("OI", "interests"), ("WI", "work styles"), ("EX", "work values")):
        rated = raw.ratings(scale)
        rows = [(code, element, value) for code, known in rated.items() for element, value in known.items()]
        within = [part for part, (of, _, _) in RATED.items() if of == scale]

        def has_page(row: tuple, within: list[str] = within) -> bool:
            return any(row[1].startswith(part) for part in within)

        def is_used(row: tuple, scale: str = scale, has_page: Callable = has_page) -> bool:
            return has_page(row) and (is_sure(row[2]) or row[2] > bounds.get(scale, 9))

        yield landed(f"O\\*NET, ratings of {name}", rows, is_used, (BELOW, has_page))
    known = raw.titles.keys()
    for table in ("Task Statements", "Emerging Tasks", "Job Zones", "Technology Skills", "Tools Used"):
        yield landed(f"O\\*NET, {table}", (row["O*NET-SOC Code"] for row in raw.onet(table)), known.__contains__)
    yield landed(
        "O\\*NET, detailed activities",
        raw.activity_titles,
        raw.tasks_of_activity.__contains__,
        ("activity that no task is an instance of", lambda one: one not in raw.tasks_of_activity),
    )
    for table in ("Task Ratings", "Tasks to DWAs"):
        yield landed(f"O\\*NET, {table}", (int(row["Task ID"]) for row in raw.onet(table)), raw.owner.__contains__)
    required = [row for row in raw.onet("Education, Training, and Experience") if row["Scale ID"] == "RL"]
    yield landed(
        "O\\*NET, required education",
        (float(row["Data Value"]) for row in required),
        lambda share: share > 0,
        ("level that none of those asked named", lambda share: share == 0),
    )
    related = [(code, place) for code, others in raw.related.items() for place, _ in enumerate(others)]
    yield landed(
        "O\\*NET, related occupations",
        related,
        lambda row: row[1] < 12,
        ("beyond the nearest twelve, which pages show", lambda row: row[1] >= 12),
    )


def _of_use(raw: Reckoning) -> Iterator[Landed]:
    yield landed(
        "Economic Index, texts of tasks",
        (words for words in raw.usage if words != "none"),
        raw.placed.__contains__,
        ("text of O\\*NET 20.1 whose task 30.2 no longer has, and no reviewed pair", lambda words: words in raw.earlier),
    )
    yield landed("Economic Index, ways of working by task", raw.patterns, raw.usage.__contains__)


def _of_crosswalks(raw: Reckoning) -> Iterator[Landed]:
    yield landed(
        "NCES, pairs of field and occupation",
        raw.cip_rows,
        lambda row: row["SOC2018Code"] in raw.of_soc and row["CIP2020Title"] != "NO MATCH",
        ("occupation without a field (99.9999)", lambda row: row["CIP2020Title"] == "NO MATCH"),
        ("field without an occupation (99-9999), which has a page", lambda row: row["SOC2018Code"] == "99-9999"),
    )
    older = {old for code in raw.titles for old in raw.older["soc"][raw.soc[code]]}
    yield landed(
        "IBS, edges from SOC 2010 to ISCO-08",
        [(soc, isco) for soc, groups in raw.isco_of_soc_2010.items() for isco in groups],
        lambda edge: edge[0] in older and edge[1] in raw.unit_groups,
        ("armed forces, which the ILO does not score", lambda edge: edge[1][0] == "0"),
        (
            "unit group “not elsewhere classified” that the ILO does not score",
            lambda edge: edge[1][-1] == "9" or edge[1] == "3435",
        ),
    )
    of_layer = {"soc": set(raw.soc.values()), "onet": set(raw.titles)}
    for layer, name in (("soc", "SOC 2010 → SOC 2018"), ("onet", "O\\*NET-SOC 2010 → 2019")):
        edges = [(new, old) for new, olds in raw.older[layer].items() for old in olds]
        yield landed(f"Bridge {name}", edges, lambda edge, layer=layer: edge[0] in of_layer[layer])
    yield landed("O\\*NET-SOC 2019 → SOC 2018", raw.soc, raw.titles.__contains__)
