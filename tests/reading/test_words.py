"""Each pattern of what no page may say finds the fault that it is there for, and lets sound sentences pass."""

import pytest

from tests.reading.words import NEVER, lines_of, overclaims

FAULTY = (
    "They stand at a 81st percentile, an 65th one, a overlap and an high one.",
    "Declining: from 1,500 to 1,500 jobs.",
    "Prosthodontists: 18th-percentile AI task overlap, and about 0 annual U.S. openings.",
    "It is more exposed than roughly 0 % of the 427 placed occupations.",
    "It is more exposed than about 100% of the 427 placed occupations.",
    "Covers 0 % of the occupation's tasks.",
    "Employment changing by 0.0% from 2024 to 2034.",
    "BLS projects employment of Hosts to change by 0.0%.",
    "The mean fell by 0.00 between the scorings.",
    "Scores fall by −1.7 %.",
    "0.0% works with AI, 66.7% hands the task over.",
    "50.5% works with AI, 0.0% hands the task over.",
    "50.5% working with AI · 0.0% handed to AI",
    "It stands at the 0th percentile of U.S. occupations.",
    "It stands at the 100th percentile of U.S. occupations.",
    "Roofers: 0th-percentile AI task overlap.",
    "Accountants rank in the 59th percentile of exposure.",
    "It is at the 99th or more percentile of median pay.",
    "Median annual pay of Surgeons is $239,200 or more, across about 5,330 U.S. employees.",
    "It is connected with 1 occupations.",
    "Half of 1 employees earn less.",
    "64th and the 65th: 1 points apart.",
    "1 of 3 studies are taken together.",
    "It is one of one.",
    "All 1 tasks that O*NET lists.",
    "The mean of its percentiles in those, scored by one of 3 studies.",
    "One by one, they put it between the 28th and the 28th.",
    "They lie 0 points apart.",
    "How people work with AI is known of 0: too few.",
    "Engineering Services: national industry",
    "A dash stands where BLS publishes no such figure for the occupation in the industry.",
    "22,200 openings (for Chief executives, of which Chief Sustainability Officers is one of two).",
    "Regulatory Affairs Managers is at the 81st percentile of AI task overlap.",
    "Terms of use (redistributable=False).",
    "The share whose score fell. None where no task was scored twice.",
    "`importance` is what counts.",
    "AI task overlap () of the occupation.",
    "Openings (as published (2024)) of the year",
    "Chief executives (one more included) (2024–2034), counting growth.",
    "It is so.. And so on.",
    "It stands there ,and so on. It ends here .",
    "Part of the the work.",
    "It stands here, and most tasks can be done remotely.",
    "β: with simple added tooling.",
    "That is model capability filling in.",
)
SOUND = (
    "An 81st, an 8th, an 11th, an 18%, a 65th, a 110th; an hour, a union, a European, a user, an umbrella, A part.",
    "All 1,016 occupations: from 16,900 to 16,600 jobs; from 1,500 to 1,500,000 jobs.",
    "About the same number of jobs (1,500). Openings: about 0.5 in a hundred.",
    "BLS projects employment of Actors to grow by 0.3% from 2024 to 2034, by 10.0% later, and to shrink (−1.7%).",
    "It stands at the 10th percentile, not at the 90th, in the 2020th year.",
    "At least half of Surgeons earn $239,200 or more; a wage of $239,200 or more is a bound.",
    "By each task's own score of 2025: 1 of 8 tasks. Scored by 2 of 3 studies. 21 occupations, 0.1 points, Gradient 1: no.",
    "Its percentile in one of 3 studies. The mean of its percentiles in 2 of 3 studies.",
    "One by one, they put it between the 2nd and the 22nd: 20 points apart.",
    "For Chief executives, of which this is one of two (for Chief Executives, a group of two, Officers among them).",
    "Actors stand at the 41st percentile. Each occupation is at its place.",
    "None of its 7 tasks counts. Felten et al. (AIOE) 2021 (Edward Felten). Singulariki. (2026). Tools (hand) (Edition real).",
    "On a scale from 0 to 1; E0: not exposed; 100.0% of 100 tasks; e.g. “so” … and Ph.D., M.D.",
)


@pytest.mark.parametrize("line", FAULTY)
def test_what_claims_too_much_is_found(line: str) -> None:
    assert overclaims([line]), line


@pytest.mark.parametrize("line", SOUND)
def test_what_is_sound_passes(line: str) -> None:
    assert overclaims([line]) == []


def test_every_pattern_has_a_sentence_that_it_alone_or_with_others_finds() -> None:
    assert [fault.pattern for fault in NEVER if not any(fault.compiled.search(line) for line in FAULTY)] == []


def test_words_of_publishers_are_theirs() -> None:
    line = "Handle leather garments, handbags , gloves or similar items: 0.13"
    assert overclaims([line])
    assert overclaims([line], "garments, handbags , gloves or similar items") == []


def test_lines_are_read_as_they_are_seen() -> None:
    html = (
        "<head><title>No line</title></head><h1>Sound</h1><p>Half of <span class='figure'><data value='9'>9</data><button>"
        "</button></span> employees\n earn <b>less</b>.</p><pre>from 1 to 1 jobs</pre><th>Pay in all<button>?</button></th>"
        '<section class="notes wrap"><p>Of the note</p></section>'
    )
    assert lines_of(html) == ["Half of 9 employees earn less.", "Pay in all", "Of the note"]
    assert lines_of(html, notes=False) == ["Half of 9 employees earn less.", "Pay in all"]
