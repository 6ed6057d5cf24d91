"""A figure token survives the rich text editor unharmed."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from singulariki.editorial.narrative.compiling import pick_typed_tokens, tokens_in_html

FEATURES = ["bold", "link", "ul", "figure-token"]


def through_the_editor(html: str) -> str:
    converter = ContentstateConverter(FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


@pytest.mark.parametrize(
    "html",
    [
        '<p data-block-key="a">They score <figure-token key="score">Score</figure-token> here.</p>',
        '<p data-block-key="a"><figure-token key="a">A</figure-token><figure-token key="b">B</figure-token></p>',
        '<ul><li data-block-key="a">About <figure-token key="people"><b>People</b></figure-token>.</li></ul>',
    ],
)
def test_what_was_stored_is_stored_again(html):
    assert through_the_editor(html) == html


def test_a_hostile_key_stays_an_attribute():
    stored = through_the_editor('<p data-block-key="a"><figure-token key="&quot;&gt;&lt;script&gt;">x</figure-token></p>')
    assert "<script>" not in stored
    assert tokens_in_html(stored) == ['"><script>']


def test_without_the_feature_the_token_becomes_its_label():
    converter = ContentstateConverter(["bold"])
    stored = converter.to_database_format(
        converter.from_database_format('<p>A <figure-token key="score">Score</figure-token>.</p>')
    )
    assert "figure-token" not in stored
    assert "A Score." in stored


def test_typed_tokens_become_picked_ones_but_not_inside_tags_or_unknown_ones():
    labels = {"score": "Score & rank"}
    untouched = '{other} in <a href="/{score}">it</a> <figure-token key="score">{score}</figure-token></p>'
    picked = '<figure-token key="score">Score &amp; rank</figure-token>'
    assert pick_typed_tokens("<p>{score} and { score } and " + untouched, labels) == f"<p>{picked} and {picked} and {untouched}"
