"""A brief says in Markdown what its page says, and what it is made of."""

from citations.figures import ReleaseReference
from singulariki.delivery.briefs import Brief, BriefSection, write_brief
from singulariki.delivery.markdown import markdown_of

BASE = "https://example.org/roles/role-27-4014-00"


def test_paragraphs_links_and_emphasis_keep_their_words() -> None:
    html = '<p>Pay is <strong>high</strong>; see <a href="/methodology">how</a>.</p><p>Then\n more.</p>'
    assert markdown_of(html, BASE) == "Pay is **high**; see [how](https://example.org/methodology).\n\nThen more."


def test_a_figure_is_its_number_without_the_way_to_question_it() -> None:
    html = '<p>About <a class="figure" href="?notes=1#n"><data value="1200">1,200</data></a> openings</p>'
    assert markdown_of(html, BASE) == "About 1,200 openings"


def test_a_table_is_a_table_without_its_question_marks() -> None:
    html = (
        "<table><caption>Hidden</caption><thead><tr><th>Measure</th><th>"
        '<a class="asked" href="?notes=1#n">Score</a></th></tr></thead>'
        "<tbody><tr><th>A | B</th><td><data>0.5</data></td></tr></tbody></table>"
    )
    assert markdown_of(html, BASE) == "| Measure | Score |\n| --- | --- |\n| A \\| B | 0.5 |"


def test_lists_pairs_headings_and_quotations() -> None:
    html = (
        "<h3>Tasks</h3><ul><li>One</li><li><p>Two</p></li></ul><dl><div><dt>Zone</dt><dd>3</dd></div></dl>"
        "<blockquote><p>First.</p><p>Second.</p></blockquote><p>After.</p>"
    )
    assert markdown_of(html, BASE).split("\n\n") == [
        "### Tasks",
        "- One\n- Two\n- **Zone:** 3",
        "> First.",
        "> Second.",
        "After.",
    ]


def test_an_item_of_several_paragraphs_is_one_line_and_what_follows_is_none_of_it() -> None:
    html = "<ul><li><p>AI task overlap</p><p><data>47th</data></p><p>Moderate.</p></li><li>One</li></ul><p>After.</p>"
    assert markdown_of(html, BASE) == "- AI task overlap · 47th · Moderate.\n- One\n\nAfter."


def test_preformatted_text_keeps_its_lines_and_signs() -> None:
    html = '<p>Cite:</p><pre data-brief="bibtex">@misc{it,\n  note = {\\url{x} &amp; *y*}\n}</pre><p>Then.</p>'
    assert markdown_of(html, BASE) == "Cite:\n\n```bibtex\n@misc{it,\n  note = {\\url{x} & *y*}\n}\n```\n\nThen."


def test_what_only_a_screen_needs_is_left_out() -> None:
    html = (
        '<svg><title>Chart</title></svg><p data-brief="leave-out">Copy it</p><p>Words</p>'
        "<details><summary>More</summary><p>Rest</p></details>"
    )
    assert markdown_of(html, BASE) == "Words\n\nRest"


def test_markup_in_words_is_taken_literally() -> None:
    assert markdown_of("<p>A_b *c* [d] &lt;e&gt;</p>", BASE) == "A\\_b \\*c\\* \\[d\\] \\<e\\>"


def test_a_brief_is_stamped_with_edition_and_sources_and_leaves_out_empty_sections() -> None:
    brief = Brief(
        title='An "occupation"',
        url=BASE,
        edition="2026-01-01",
        facts=[("code", "27-4014.00")],
        opening="<p>What it is.</p>",
        sections=[BriefSection("Pay", "<p>$1</p>", ["<p>Not advice.</p>"]), BriefSection("Nothing", "")],
        sources=[ReleaseReference("onet", "O*NET", "30.2", "U.S. Department of Labor")],
    )
    assert write_brief(brief) == (
        '---\ntitle: "An \\"occupation\\""\nurl: https://example.org/roles/role-27-4014-00\nedition: "2026-01-01"\n'
        'code: "27-4014.00"\nsources:\n  - "O*NET 30.2 (U.S. Department of Labor)"\n---\n\n'
        '# An "occupation"\n\nWhat it is.\n\n## Pay\n\n$1\n\n> Not advice.\n'
    )
