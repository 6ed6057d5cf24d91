"""A layout's blocks become the sections of one subject's page."""

from types import SimpleNamespace

import pytest
from django.utils.safestring import mark_safe

from citations.ledger import Ledger
from singulariki.editorial.page_renderer import PageRenderer, RenderedCaveat, RenderedPage
from singulariki.editorial.stored_blocks import read_local_notes
from tests.editorial.subjects import RELEASES, STUDY, Thing, thing_kind

pytestmark = pytest.mark.usefixtures("specimen_templates")

PHRASES = SimpleNamespace(
    not_covered="No {needs} are known for {title}.", hidden_section="Left out. {reason}", notes_heading="Notes on the figures"
)
NOTHING_EXPLAINED = SimpleNamespace(explained=str, notes=[])
CAVEATS = {
    1: RenderedCaveat("Mind", mark_safe("<p>Overlap, not a verdict.</p>")),
    2: RenderedCaveat("", mark_safe("<p>Second.</p>")),
}


def block(block_type: str, **value) -> dict:
    return {"type": block_type, "value": value}


def draw(
    *blocks: dict, thing: Thing | None = None, local: list[dict] | None = None, ledger: Ledger | None = None
) -> RenderedPage:
    renderer = PageRenderer(
        thing_kind(),
        thing or Thing(),
        ledger or Ledger(RELEASES),
        local=read_local_notes(local or []),
        caveats=CAVEATS,
        phrases=PHRASES,
        explainer=NOTHING_EXPLAINED,
        page=None,
        request=None,
    )
    return renderer.draw(blocks)


def test_a_section_prints_its_heading_words_and_rows():
    [section] = draw(
        block("section", section="rows", heading="Rows, scored {score}", intro="<p>Before.</p>", outro="<p>After.</p>")
    ).sections
    assert (section.key, section.anchor, section.heading_text) == ("rows", "rows", "Rows, scored 0.35")
    assert 'data-measure="score"' in section.heading_html
    html = section.body_html
    assert html.index("Before.") < html.index("Rows of Tuners &amp; Menders.") < html.index("<li>a</li>") < html.index("After.")


def test_a_heading_that_lacks_its_figure_gives_way_to_the_sections_own_name():
    [section] = draw(block("section", section="rows", heading="Rows, scored {score}"), thing=Thing(score=None)).sections
    assert section.heading_html == section.heading_text == "Its rows"


def test_editors_words_replace_the_default_ones():
    words = [{"type": "item", "value": {"key": "shown", "text": "The {people} of it"}}]
    [section] = draw(block("section", section="rows", wording=words)).sections
    assert "1,234" in section.body_html
    assert "Rows of" not in section.body_html


def test_figures_in_words_that_a_section_does_not_show_are_not_noted():
    ledger = Ledger(RELEASES)
    draw(block("section", section="rows"), ledger=ledger)
    assert ledger.sources == []


def test_late_sections_know_what_was_printed_after_them_and_keep_their_place():
    page = draw(
        block("section", section="sources", heading="Sources"),
        block("narrative", heading="More", text="<p>They score {score}.</p>"),
    )
    assert [section.heading_text for section in page.sections] == ["Sources", "More"]
    assert f"<li>{STUDY}</li>" in page.sections[0].body_html


def test_a_section_without_data_says_what_is_not_covered():
    [section] = draw(block("section", section="rows", intro="<p>Before.</p>"), thing=Thing(rows=[])).sections
    assert section.body_html == '<p class="section__absent">No rows are known for Tuners &amp; Menders.</p>'


def test_a_page_hides_a_section_with_its_reason_and_adds_notes_beside_others():
    local = [
        block("hidden", section="rows", reason="They are being checked for {title}."),
        block("note", section="sources", position="before", text="<p>Look here: {score}.</p>"),
        block("note", section="sources", position="after", text="<p>Thank you.</p>"),
    ]
    rows, sources = draw(block("section", section="rows"), block("section", section="sources"), local=local).sections
    assert rows.body_html == '<p class="section__absent">Left out. They are being checked for Tuners &amp; Menders.</p>'
    html = sources.body_html
    assert html.index("Look here") < html.index("<li>Study 2025</li>") < html.index("Thank you.")


def test_a_hidden_section_prints_no_figure_and_names_no_source():
    ledger = Ledger(RELEASES)
    words = [{"key": "shown", "text": "{people}"}]
    draw(block("section", section="rows", wording=words), local=[block("hidden", section="rows", reason="So.")], ledger=ledger)
    assert ledger.sources == []


def test_the_opening_paragraph_stands_apart_from_the_sections():
    page = draw(
        block("narrative", placement="opening", text="<p>They score {score}. About {people}.</p>"), thing=Thing(people=None)
    )
    assert page.sections == []
    assert page.lede_text == "They score 0.35."
    assert "0.35</data>" in page.lede_html


def test_caveats_stand_across_the_page_or_in_the_margin():
    page = draw(
        block("caveat", caveat=1, position="standing"),
        block("section", section="rows", caveats=[{"type": "item", "value": 2}]),
        block("caveat", caveat=1, position="margin"),
        block("caveat", caveat=77, position="standing"),
    )
    assert page.caveats == [CAVEATS[1]]
    assert page.sections[0].caveats == [CAVEATS[2], CAVEATS[1]]


def chapter(heading: str, text: str = "<p>They score {score}.</p>", **more: str) -> dict:
    return block("narrative", placement="chapter", heading=heading, text=text, **more)


def test_chapters_hold_the_sections_that_follow_them_under_names_of_their_own():
    rows, sources = block("section", section="rows"), block("section", section="sources")
    page = draw(rows, chapter("Its work"), sources, chapter("Its work"), rows, chapter("Rows"), sources)
    assert [(one.anchor, one.heading_text, len(one.sections)) for one in page.chapters] == [
        ("", "", 1),
        ("its-work", "Its work", 1),
        ("chapter-its-work", "Its work", 1),
        ("chapter-rows", "Rows", 1),  # a section has the plain name
    ]
    assert "0.35</data>" in page.chapters[1].opening_html


def test_a_chapter_whose_words_are_for_other_pages_still_holds_its_sections():
    rows = block("section", section="rows")
    [first, second] = draw(
        chapter("One"), rows, chapter("Two", only_if="people is known"), rows, thing=Thing(people=None)
    ).chapters
    assert (second.heading_text, second.opening_html, len(second.sections)) == ("Two", "", 1)
    assert len(first.sections) == 1
    told = draw(chapter("Two", only_if="people is known", otherwise="<p>Nobody.</p>"), rows, thing=Thing(people=None)).chapters
    assert "Nobody." in told[0].opening_html


def test_a_chapter_of_words_alone_is_printed_and_one_without_a_heading_is_none():
    page = draw(chapter("Alone"), chapter("{people}"), block("section", section="rows"), thing=Thing(people=None))
    assert [(one.heading_text, len(one.sections)) for one in page.chapters] == [("Alone", 1)]


def test_a_narrative_with_nothing_left_to_say_leaves_no_heading():
    assert draw(block("narrative", heading="People", text="<p>About {people}.</p>"), thing=Thing(people=None)).sections == []


def test_a_section_that_no_app_registers_any_more_is_left_out():
    page = draw(block("section", section="gone"), block("section", section="rows"), block("unheard-of"))
    assert [section.key for section in page.sections] == ["rows"]


def test_the_report_kit_names_the_source_of_each_line_from_its_figures():
    page = draw(
        block(
            "report_kit",
            heading="Write a report on this",
            headline="{title} score {score}",
            factoids=["{title} score {score}.", "About {people} people do it.", "It is {band}."],
            closing="Source: {page-address}",
        ),
        thing=Thing(people=None),
    )
    html = page.section("report-kit").body_html
    assert html.count('<p class="report-kit__source">Study 2025</p>') == 2
    assert "people do it" not in html
    assert (
        "Tuners &amp; Menders score 0.35 • Tuners &amp; Menders score 0.35. (Study 2025) • It is Minimal. (Study 2025) "
        "Source: https://singulariki.com/things/1" in html
    )


def test_notes_say_what_a_figure_measures_and_does_not_where_it_is_from_and_where_the_api_has_it():
    html = draw(block("narrative", text="<p>They score {score}, as {score} says.</p>")).notes_html
    assert html.count('id="note--score"') == 1
    for said in (
        "What it measures. (on a scale from 0 to 1)",
        "What it does not mean.",
        '<a href="/datasets/study/">Study 2025</a>',
        '<a href="/methodology#score">',
        '<a href="/api/v1/things/1/#/score">#/score</a>',
    ):
        assert said in html


def test_a_page_without_figures_has_no_notes():
    assert draw(block("narrative", text="<p>Words only.</p>")).notes_html.strip() == ""
