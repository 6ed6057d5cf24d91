"""Every page that the sample leads to, and which blocks stand on the pages of its occupations."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from citations.models import Edition, Profile
from gradient.measures import ILO
from gradient.subjects.unit_group.document import UnitGroupSubject, unit_group
from occupations.models import Occupation
from occupations.subjects.occupation.document import read_occupation
from occupations.subjects.occupation.page import OCCUPATION
from singulariki.delivery import page_cache
from singulariki.editorial.rendering import render_page
from tests.chance import drawn_here
from tests.reading.agreement import Answers, agreement
from tests.reading.documents import typed
from tests.reading.faults import faults
from tests.reading.siblings import siblings_in_facts

pytestmark = pytest.mark.django_db

ALONE = "No other occupation has a task in this activity."
# Sections of occupations' pages that stand without data. All others of the page have some on every occupation.
ABSENT = {
    "13-2051.00": {"work-context"},
    "27-2011.00": {"quadrant"},
    "27-4099.00": {"observed-use", "exposure", "tasks", "technology", "work-context", "education-of-workers", "interests",
                   "quadrant"},
    "29-2033.00": {"observed-use"},
    "29-2034.00": {"observed-use"},
    "29-2035.00": {"observed-use"},
    "37-2011.00": {"observed-use", "quadrant"},
    "45-3031.00": {"observed-use", "industries", "quadrant"},
    "47-2044.00": {"observed-use"},
    "53-3033.00": {"observed-use", "job-outlook"},
}  # fmt: skip
IN_A_CLUSTER = {"15-1232.00", "15-1252.00", "27-1024.00", "27-2011.00", "27-4011.00", "27-4014.00"}
KINDS = ("occupation", "task", "element", "industry", "technology", "study", "cluster", "family", "unit-group")
OTHER_PAGES = (
    "/",
    "/gradient/",
    "/roles/",
    "/roles/?q=sound",
    "/quadrant",
    "/families/",
    "/clusters/",
    "/elements/",
    "/industries/",
    "/technology/",
    "/study/",
    "/compare/role-15-1252-00/role-27-4014-00",
    "/datasets/",
    "/methodology",
)


@pytest.fixture(autouse=True)
def nothing_drawn(module_sample_edition: Edition) -> None:
    page_cache.clear()


def _absent(edition: Edition, code: str) -> set[str]:
    subject = read_occupation(edition, code)
    assert subject is not None
    return {key for key, section in OCCUPATION.sections.items() if section.context(subject) is None}


def test_each_block_of_an_occupation_page_is_there_or_missing_where_the_document_says(module_sample_edition: Edition) -> None:
    codes = set(Occupation.objects.values_list("code", flat=True))
    missing = {code: _absent(module_sample_edition, code) for code in codes}

    assert {code for code in codes if "career-cluster" not in missing[code]} == IN_A_CLUSTER
    assert {code: found for code in codes if (found := missing[code] - {"career-cluster"})} == ABSENT
    # The pages that show everything.
    full = {"15-1232.00", "15-1252.00", "27-1024.00", "27-4011.00", "27-4014.00"}
    assert {code for code in codes if not missing[code]} == full


def test_every_rated_branch_and_every_label_is_on_the_whole_page(client: Client) -> None:
    html = client.get("/roles/role-27-4014-00?all=1").content.decode()
    for part in (
        "Working with Computers",
        "Computers and Electronics",
        "Hearing Sensitivity",
        "Active Listening",
        "Operations Monitoring",
        "E-Mail",
        "Realistic",
        "Attention to Detail",
        "Associate&#x27;s Degree",
        "Job Zone Three",
        "Avid Pro Tools",
        "Condenser microphones",
        "Split a finished mix back into voices and instruments with software.",
        "Theater Companies and Dinner Theaters",
        "Recording Arts Technology/Technician",
    ):
        assert part in html, part


def test_tasks_that_nobody_rated_are_not_called_important(client: Client) -> None:
    rated, unrated = (client.get(f"/roles/role-{code}").content.decode() for code in ("27-4014-00", "13-2051-00"))

    assert "most important first" in rated
    assert "Most important by O*NET" in rated
    assert "It has not rated how important they are." in unrated
    assert "most important first" not in unrated
    assert "Most important by O*NET" not in unrated


@pytest.mark.parametrize("kind", KINDS)
def test_every_subject_has_a_sound_page(kind: str, module_sample_edition: Edition, client: Client) -> None:
    paths = list(Profile.objects.filter(edition=module_sample_edition, kind=kind).values_list("path", flat=True))
    wrong = {}
    for path in drawn_here(paths, f"pages of the sample, {kind}"):
        answer = client.get(path)
        found = faults(answer.content.decode()) if answer.status_code == 200 else [f"answers {answer.status_code}"]
        if found:
            wrong[path] = found

    assert len(paths) >= 2
    assert wrong == {}


@pytest.mark.parametrize("path", OTHER_PAGES)
def test_lists_and_comparisons_are_sound(path: str, client: Client) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert faults(answer.content.decode()) == []


def test_numbers_on_an_occupation_page_are_what_the_api_answers(client: Client) -> None:
    found = agreement(client.get("/roles/role-27-4014-00"), Answers(client))

    assert found.compared > 150
    assert (found.elsewhere, found.problems) == ([], [])


def _most_exposed(subject: UnitGroupSubject) -> str:
    layout = [{"type": "section", "value": {"section": "most-exposed-task"}}]
    rendered = render_page("unit-group", subject, subject.ledger(), layout_blocks=layout)
    return str(rendered.section("most-exposed-task").body_html)


def test_the_justification_of_a_score_is_called_the_samples_own_on_the_sample_alone(module_sample_edition: Edition) -> None:
    subject = unit_group(module_sample_edition, "3521")
    assert subject is not None
    releases = {**subject.releases, ILO: replace(subject.releases[ILO], is_sample=False)}
    real = replace(subject, reader=replace(subject.reader, releases=releases))

    assert "Written for this sample" in _most_exposed(subject)
    assert "written by GPT-4o for the ILO" not in _most_exposed(subject)
    assert "written by GPT-4o for the ILO" in _most_exposed(real)


def test_a_task_lists_its_siblings_and_is_called_alone_only_where_it_is(module_sample_edition: Edition, client: Client) -> None:
    facts = siblings_in_facts(module_sample_edition)
    paths = dict(Profile.objects.filter(edition=module_sample_edition, kind="task").values_list("key", "path"))
    has_some = 0
    for task, activities in drawn_here(list(facts.items()), "tasks of the sample"):
        html = client.get(paths[str(task)]).content.decode()
        answered = {one["id"]: one for one in client.get(f"/api/v1/tasks/{task}/").json()["activities"]}
        assert html.count(ALONE) == sum(not others for others in activities.values()), task
        assert answered.keys() == activities.keys()
        for activity, others in activities.items():
            assert answered[activity]["sibling_count"] == len(others)
            assert {one["id"] for one in answered[activity]["siblings"]} == others
            assert all(f'href="{paths[str(other)]}"' in html for other in others)
            has_some += bool(others)
    # None of the sample's tasks is alone; on the real releases some are (tests/reference).
    assert has_some > 15


def test_what_a_section_leaves_out_at_first_is_on_the_whole_page_and_in_the_brief(
    module_sample_edition: Edition, client: Client
) -> None:
    path = "/roles/role-27-4014-00"
    page, whole, brief = (unescape(client.get(f"{path}{more}").content.decode()) for more in ("", "?all=1", "/context.md"))
    left_out = re.findall(r'<p class="rest"><a\s+href="\?all=1#([\w-]+)">', page)
    assert {"industries", "knowledge-skills-abilities"} <= set(left_out)
    assert 'class="rest"' not in whole
    for anchor in left_out:
        section = whole[whole.index(f'id="{anchor}"') :]
        assert '<details class="fold" open>' in section[: section.index("</section>")]
    last = typed(module_sample_edition, "occupation", "27-4014.00").industries[-1].title
    assert last not in page
    assert last in whole
    assert last in brief
    # Another value leads to the page.
    assert client.get(f"{path}?all=yes").headers["Location"] == path
