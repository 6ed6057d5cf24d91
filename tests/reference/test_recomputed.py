"""Every figure of every section, on pages and in the API, against the publishers' own files.

Pages and API are made from the same documents, so what both have wrong or lack passes where they are only compared with each
other. Here each section of each kind of page is reckoned anew by code that shares nothing with the project.
"""

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
from django.test import Client

from singulariki.editorial.registry import PAGE_KINDS
from tests.reading.leaves import leaves
from tests.reading.sections import BEFORE_SECTIONS, Section, Shown, answered_otherwise, differences, sections
from tests.reference import on_the_reference
from tests.reference import recomputed_around as around
from tests.reference import recomputed_lists as lists
from tests.reference import recomputed_standing as standing
from tests.reference import recomputed_work as work
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_work import Pages

# The same on either database: what each stores is compared elsewhere.
pytestmark = [*on_the_reference, pytest.mark.either_database]

OPENING = "opening"
OURS = {"citations", "django", "gradient", "occupations", "singulariki", "tests"}
# Sections that stand below the title, and so have no identifier.
BELOW_THE_TITLE = {"also-called", "headline-figures", OPENING}
WITHOUT_FIGURES = {
    "sources": "names the releases behind the other sections; tests/citations proves the ledger it is drawn from",
    "citation": "the same releases, worded as citations",
    "embed": "addresses of charts that other sections of the page hold",
    "take-away": "a link to the brief",
    "take-to-your-ai": "the address of the brief",
    "choose": "a form",
    "ways-in": "links to the lists",
}
RECKONING = [*Path(__file__).parent.glob("recomputed_*.py"), *Path(__file__).parent.glob("raw_*.py")]
MODULES = ("landing", "reckoning", *(path.stem for path in RECKONING))


def _nothing(raw: Reckoning, key: str) -> work.Parts:
    """The edition's releases have nothing for the section: no figure may stand there."""
    yield from ()


PAGES: dict[str, Pages] = {
    "occupation": Pages(
        "/roles/role-{}",
        (
            "27-4014.00",  # with everything
            "15-1252.00",  # with the biggest task of the sample, and more of observed use placed by pairs
            "31-1121.00",  # BLS publishes it with another one, under a combination of codes
            "15-1299.08",  # shares its SOC code with nine others; scored under older codes
            "43-4031.00",  # made from several occupations, of which some can be done from home
            "27-2011.00",  # hourly wages only
            "29-1214.00",  # wages above the top code, some tasks unrated
            "29-1242.00",  # no task rated
            "23-2093.00",  # some ratings withheld
            "11-2033.00",  # some shares of education withheld; new tasks
            "55-1011.00",  # nothing known
            "13-1021.00",  # Microsoft scores it with two others, under a combination of codes
            "11-9199.00",  # two studies alone, one under a code that has another content since
            "15-2099.00",  # one study alone
        ),
        {
            "also-called": work.also_called,
            "headline-figures": work.headline_figures,
            "observed-use": work.observed_use,
            "exposure": work.exposure,
            "tasks": work.tasks,
            "work-activities": standing.work_activities,
            "knowledge-skills-abilities": standing.knowledge_skills_abilities,
            "technology": standing.technology,
            "work-context": _nothing,
            "how-to-get-in": standing.how_to_get_in,
            "education-of-workers": standing.education_of_workers,
            "interests": standing.interests,
            "job-outlook": work.job_outlook,
            "wages": standing.wages,
            "industries": standing.industries,
            "career-cluster": standing.career_cluster,
            "quadrant": standing.quadrant,
            "what-you-can-do": standing.what_you_can_do,
            "gradient-place": standing.gradient_place,
        },
        "/api/v1/occupations/{}/",
    ),
    "unit-group": Pages(
        "/gradient/{}",
        ("3521", "4132", "7126", "5246", "2310"),
        {
            "headline-figures": lists.unit_group_head,
            "band-table": lists.band_table,
            "tasks-strip": lists.tasks_strip,
            "most-exposed-task": lists.most_exposed_task,
            "fastest-task": lists.fastest_task,
            "us-occupations": lists.us_occupations,
            "context": lists.context,
        },
        "/api/v1/gradient/{}/",
    ),
    "gradient": Pages(
        "/gradient/{}",
        ("", "3"),
        {
            OPENING: lists.gradient_opening,
            "gradient-chart": lists.gradient_chart,
            "gradient-table": lists.gradient_table,
            "major-groups": lists.major_groups,
        },
        "/api/v1/gradient/?page_size=1000",
    ),
    "task": Pages(
        "/tasks/{}",
        ("1", "7731", "8823", "10", "5623", "21670", "8959"),
        {"task": around.task_rated, "observed-use": around.task_use, "similar-tasks": around.task_similar},
        "/api/v1/tasks/{}/",
    ),
    "element": Pages(
        "/elements/{}",
        ("2.A.1.a", "1.A.4.b.1", "1.B.1.a", "1.B.2.a", "1.D.3.b", "4.A.3.b.1"),
        {
            OPENING: around.element_opening,
            "meaning": around.element_meaning,
            "distribution": around.element_distribution,
            "highest": around.element_highest,
            "lowest": around.element_lowest,
            "overlap": around.element_overlap,
            "linked": around.element_linked,
        },
        "/api/v1/elements/{}/",
    ),
    "industry": Pages(
        "/industries/{}",
        ("51", "44", "711110"),
        {OPENING: around.industry_opening, "occupations": around.industry_occupations},
        "/api/v1/industries/{}/",
    ),
    "technology": Pages(
        "/technology/{}",
        ("43232202", "10111302", "43231513"),
        {
            OPENING: around.technology_opening,
            "examples": around.technology_examples,
            "occupations": around.technology_occupations,
        },
    ),
    "study": Pages(
        "/study/{}",
        ("10", "10.0203", "01.0508"),
        {OPENING: around.study_opening, "occupations": around.study_occupations, "fields": around.study_fields},
    ),
    "family": Pages(
        "/families/{}",
        ("27-0000", "31-0000", "55-0000"),
        {OPENING: around.family_opening, "occupations": around.family_occupations},
    ),
    "cluster": Pages(
        "/clusters/{}",
        ("arts-entertainment-and-design", "healthcare-and-human-services", "advanced-manufacturing"),
        {OPENING: around.cluster_opening, "occupations": around.cluster_occupations},
    ),
    "compare": Pages(
        "/compare/{}",
        ("27-4011.00 27-4014.00", "27-2011.00 29-1214.00 55-1011.00", "15-1299.08 31-1121.00"),
        {
            "exposure": lists.compared_exposure,
            "pay": lists.compared_pay,
            "preparation": lists.compared_preparation,
            "skills": lists.compared_skills,
            "tasks": lists.compared_tasks,
        },
    ),
    "compare-form": Pages("/compare/{}", ("",), {}),
    "roles": Pages(
        "/roles/{}", ("",), {OPENING: lists.roles_opening, "list": lists.roles}, "/api/v1/occupations/?page_size=1500"
    ),
    "quadrant": Pages("/quadrant{}", ("",), {"picture": lists.quadrant}),
    "list-of-families": Pages("/families/{}", ("",), {"list": lists.families}),
    "list-of-clusters": Pages("/clusters/{}", ("",), {"list": lists.clusters}),
    "list-of-industries": Pages("/industries/{}", ("",), {"list": lists.industries}, "/api/v1/industries/"),
    "list-of-tasks": Pages("/tasks/{}", ("",), {"list": lists.tasks}, "/api/v1/tasks/"),
    "list-of-technology": Pages("/technology/{}", ("",), {"list": lists.technology}),
    "list-of-study": Pages("/study/{}", ("",), {"list": lists.study}),
    "list-of-elements": Pages("/elements/{}", ("",), {"list": lists.elements}, "/api/v1/elements/"),
}
# Of kinds of pages that came later, their own tests say what they should hold.
LATER = [
    import_module(f"tests.occupations.pages.{path.stem}")
    for path in sorted((Path(__file__).parents[1] / "occupations" / "pages").glob("test_*.py"))
    if "\nRECOMPUTED" in path.read_text()
]
for _module in LATER:
    PAGES |= _module.RECOMPUTED
SUBJECTS = [(kind, key) for kind, pages in PAGES.items() for key in pages.subjects]


@pytest.fixture(scope="module")
def raw(releases_folder: Path, pins: dict[str, str]) -> Reckoning:
    return Reckoning(releases_folder, pins)


def _address(kind: str, key: str) -> str:
    """Where a subject's page is; what is left out of it, the site adds by redirecting."""
    name = {
        "occupation": key.replace(".", "-"),
        "family": key[:2],
        "gradient": key and f"major-{key}.html",
        "compare": "/".join(f"role-{code.replace('.', '-')}" for code in key.split()),
    }.get(kind, key)
    return PAGES[kind].address.format(name)


def _below_the_title(name: str, head: Section, expected: list[Shown | str]) -> list[str]:
    """Job titles are words among the figures of another section."""
    return differences(Section([], head.text) if name == "also-called" else head, expected)


def test_every_section_is_reckoned_anew_or_said_to_hold_no_figure() -> None:
    missing = [
        f"{kind}: {section}"
        for kind, declared in PAGE_KINDS.items()
        for section in declared.sections
        if section not in WITHOUT_FIGURES and (kind not in PAGES or section not in PAGES[kind].sections)
    ]
    assert missing == [], "sections without a recomputation from the files"
    gone = [(kind, name) for kind, pages in PAGES.items() for name in pages.sections if name not in PAGE_KINDS[kind].sections]
    assert {name for _, name in gone} <= {OPENING}


def _imported(module: Path) -> dict[str, str]:
    """Name in a module → the project's module that it was imported from, but for those that reckon anew."""
    found = {}
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for one in node.names:
                origin = (isinstance(node, ast.ImportFrom) and node.module) or one.name
                found[one.asname or one.name] = f"{origin}.{one.name}" if origin == "tests.reference" else origin
    allowed = {"tests.reading.leaves", "tests.reading.sections", *(f"tests.reference.{name}" for name in MODULES)}
    return {name: origin for name, origin in found.items() if origin.partition(".")[0] in OURS and origin not in allowed}


def _names_used(reckon: Callable, module: ModuleType) -> set[str]:
    """All that a function of a module names, and the functions of the module that it names."""
    waiting, names = [reckon.__code__], set()
    while waiting:
        code = waiting.pop()
        waiting += [inner for inner in code.co_consts if isinstance(inner, CodeType)]
        named = [vars(module).get(name) for name in set(code.co_names) - names]
        waiting += [one.__code__ for one in named if isinstance(one, FunctionType) and one.__module__ == module.__name__]
        names |= set(code.co_names)
    return names


def test_what_reckons_anew_shares_nothing_with_the_project() -> None:
    reading = [Path(one.__code__.co_filename) for one in (sections, leaves)]
    for path in (*(Path(__file__).parent / f"{name}.py" for name in MODULES), *reading):
        assert _imported(path) == {}, path.name
    for module in LATER:
        reckoned = [*(pages.sections.values() for pages in module.RECOMPUTED.values()), *getattr(module, "WHOLE", {}).values()]
        used = {name for functions in reckoned for one in functions for name in _names_used(one, module)}
        assert used & set(_imported(Path(module.__file__))) == set(), module.__name__


@pytest.mark.parametrize(("kind", "key"), SUBJECTS)
def test_what_a_page_prints_is_what_the_files_say(kind: str, key: str, raw: Reckoning, reader: Client) -> None:
    # With what its sections leave out at first.
    page = reader.get(_address(kind, key), {"all": "1"} if kind == "occupation" else {}, follow=True)
    assert page.status_code == 200
    printed = sections(page.content.decode())
    problems = {}
    for name, reckon in PAGES[kind].sections.items():
        expected = list(reckon(raw, key))
        if name in BELOW_THE_TITLE:
            problems[name] = _below_the_title(name, printed[BEFORE_SECTIONS], expected)
        else:
            problems[name] = differences(printed.get(name, Section()), expected)
    for name in WITHOUT_FIGURES:
        problems[name] = differences(printed.get(name, Section()), [])
    assert {name: found[:5] for name, found in problems.items() if found} == {}


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind, key in SUBJECTS if PAGES[kind].answer])
def test_what_the_api_answers_is_what_the_files_say(kind: str, key: str, raw: Reckoning, reader: Client) -> None:
    answer = reader.get(PAGES[kind].answer.format(key))
    assert answer.status_code == 200
    problems = {name: answered_otherwise(answer.json(), list(reckon(raw, key))) for name, reckon in PAGES[kind].sections.items()}
    assert {name: found[:5] for name, found in problems.items() if found} == {}
