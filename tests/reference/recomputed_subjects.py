"""What documents of tasks, elements, industries and groups of occupations hold beside the figures of their sections."""

import itertools
from collections import Counter, defaultdict

from tests.reference import recomputed_around as around
from tests.reference import recomputed_occupations as whole
from tests.reference.raw_files import NOT_COVERED
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_occupations import fields, list_errors, listed, named, paid, ranked
from tests.reference.recomputed_standing import INDUSTRY_KEYS, NEEDED
from tests.reference.recomputed_work import Parts, answered, is_number

# Tasks and elements.


def task(raw: Reckoning, key: str) -> Parts:
    number = int(key)
    code = raw.owner[number]
    line, observed = raw.tasks[code][number], raw.observed(code)
    yield from fields(
        id=number,
        statement=line["Task"],
        type=whole.task_type(line),
        occupation=ranked(raw, code),
        activities=[
            {"id": one, "title": raw.activity_titles[one], "group": raw.wider_activity[one], "siblings": []}
            for one in sorted(raw.activities.get(number, ()))
        ],
    )
    if around.penetration(raw, number) is None:
        yield from fields(penetration=None)
    if number not in observed:
        yield from fields(usage=None)
        return
    how = {"words": "words", "number": "number", "pair": "pair"}
    yield from fields(
        usage={
            "collaboration": whole.way_of_working(raw.ways(code, number)),
            "autonomy": None,
            "work_share": None,
            **whole.NOT_COUNTED,
            "placed": sorted({how[raw.placed[words][0]] for words in raw.used[number]}),
        }
    )


def siblings(raw: Reckoning, key: str) -> Parts:
    """In the answer about a task: of the forty most important tasks of an activity, the first twelve of other occupations."""
    for place, one in enumerate(sorted(raw.activities.get(int(key), ()))):
        others = [n for n in raw.tasks_of_activity[one][:40] if raw.owner[n] != raw.owner[int(key)]]
        yield answered(f"/activities/{place}/siblings", [_instance(raw, number) for number in others[:12]])


def _instance(raw: Reckoning, number: int) -> dict[str, object]:
    code = raw.owner[number]
    return {"id": number, "statement": raw.tasks[code][number]["Task"], "occupation": named(raw, code)}


def activity(raw: Reckoning, key: str) -> Parts:
    tasks = [_instance(raw, number) for number in raw.tasks_of_activity[key][:40]]
    yield from fields(id=key, title=raw.activity_titles[key], tasks=tasks)


def element(raw: Reckoning, key: str) -> Parts:
    scale, _, label = around.scale_of(key)
    values, row = around.values(raw, key), raw.scales[scale]
    low, high = float(row["Minimum"]), float(row["Maximum"])
    ends = [low + (high - low) * part / 16 for part in range(17)]
    anchors = sorted(raw.anchors.get(key, ()), key=lambda anchor: int(anchor["Anchor Value"]))
    yield from fields(
        id=key,
        title=raw.elements[key],
        kind=label.partition(" (")[0].lower().replace(" ", "-"),
        kind_label=label,
        description=raw.onet_by("Element ID", "Content Model Reference")[key][0]["Description"],
        scale={"key": scale, "title": row["Scale Name"], "minimum": low, "maximum": high},
        anchors=[{"level": int(a["Anchor Value"]), "example": a["Anchor Description"]} for a in anchors],
        distribution=[{"low": one, "high": other} for one, other in itertools.pairwise(ends)],
        links=[{"id": other, "title": raw.elements[other]} for other in around.linked(raw, key)],
    )
    for name, sign in (("highest", -1), ("lowest", 1)):
        order = sorted(values, key=lambda code: (sign * values[code], code))[:25]
        yield from fields(**{name: [{**ranked(raw, code), "value": values[code]} for code in order]})


# Groups of occupations.


def family(raw: Reckoning, key: str) -> Parts:
    codes = around.of_family(raw, key)
    yield from fields(
        code=key,
        title=raw.groups[key],
        occupation_count=len(codes),
        total_employment=raw.cell("", key, "TOT_EMP"),
        occupations=[listed(raw, code) for code in codes],
    )
    yield from list_errors(raw, codes)


def cluster(raw: Reckoning, key: str) -> Parts:
    [title] = [title for title in raw.members_of_clusters if around.cluster_slug(title) == key]
    members = raw.members_of_clusters[title]
    sizes = [size for soc in {raw.paid_as(code) for code in members} if is_number(size := raw.cell("", soc, "TOT_EMP"))]
    yield from fields(
        code=key,
        title=title,
        sub_clusters=sorted({part for parts in members.values() for part in parts}),
        occupation_count=len(members),
        total_employment=sum(sizes) if sizes else NOT_COVERED,
        occupations=[{**listed(raw, code), "sub_clusters": parts} for code, parts in members.items()],
    )
    yield from list_errors(raw, members)


def study(raw: Reckoning, key: str) -> Parts:
    codes, titles = around.of_study(raw, key), raw.fields_of_study
    below = sorted(field for field in titles if field[:2] == key)
    yield from fields(
        code=key,
        is_family=len(key) == 2,
        fields=[{"code": f, "title": titles[f], "occupation_count": len(around.of_study(raw, f))} for f in below],
        occupation_count=len(codes),
        occupations=[listed(raw, code) for code in codes],
        title_as_published=raw.title_as_published(key),
        **({"title": titles[key], "family": {"code": key[:2]}} if key in titles else {"family": None}),
    )
    yield from list_errors(raw, codes)


def industry(raw: Reckoning, key: str) -> Parts:
    known = raw.industries[key]
    found = around.biggest_first({soc: raw.cell(key, soc, "TOT_EMP") for soc in known["occupations"]})
    yield from fields(
        code=key,
        title=known["title"],
        level=INDUSTRY_KEYS[known["level"]],
        employment=raw.cell(key, "00-0000", "TOT_EMP"),
        occupations=[
            {"title": raw.surveyed.get(soc, soc), "occupations": [named(raw, code) for code in raw.of_codes(soc)]}
            for soc in found
        ],
    )


def technology(raw: Reckoning, key: str) -> Parts:
    rows = around.uses(raw, key)
    programs = [row for row in rows if "In Demand" in row]
    users = Counter(row["Example"] for row in rows)
    hot = {row["Example"] for row in programs if row["Hot Technology"] == "Y"}
    in_demand = Counter(row["Example"] for row in programs if row["In Demand"] == "Y")
    by_occupation: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_occupation[row["O*NET-SOC Code"]].append(row["Example"])
    place = raw.commodities.get(key)
    yield from fields(
        code=key,
        title=rows[0]["Commodity Title"],
        is_software=bool(programs),
        description="",
        groups=[place[f"{name} Title"] for name in ("Segment", "Family", "Class")] if place else [],
        occupation_count=len(by_occupation),
        example_count=len(users),
        examples=[
            {"name": name, "occupations": users[name], "hot": name in hot, "in_demand": in_demand.get(name)}
            for name in sorted(users, key=lambda name: (-users[name], name.casefold(), name))[:50]
        ],
        occupations=[
            {**named(raw, code), **paid(raw, code), "examples": sorted(by_occupation[code])[:5]}
            for code in sorted(by_occupation, key=lambda code: (-len(by_occupation[code]), code))
        ],
    )


def lower_ratings(raw: Reckoning, code: str) -> Parts:
    """Ratings of what occupations are compared by that are not above 3, so that pages do not list them."""
    compared = tuple(within for _, within in NEEDED)
    ratings = raw.ratings("IM")[code].items()
    yield from fields(code=code, values={e: v for e, v in ratings if e.startswith(compared) and v <= 3 and type(v) is float})
