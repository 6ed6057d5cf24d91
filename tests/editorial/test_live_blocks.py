"""What live blocks refuse, what a draft may lack, and what becomes of them when an edition takes their figures."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from citations.actions.choosing import WITHOUT
from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.models import Edition
from singulariki.editorial.models import ArticlePage
from singulariki.editorial.published import change_stamp
from tests.editorial.forms import address, problems, rendered_form, words_of
from tests.editorial.test_articles import (
    AUDIO,
    SOUND,
    SOUND_PATH,
    in_list,
    live,
    mona,
    newsroom,
    passage,
    post,
    publish,
    read,
    said,
    text,
)

__all__ = ["mona", "newsroom"]
pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
GROUP = "3521"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    ("block", "why"),
    [
        (live("figure", page="99-9999.00", figure="median-pay"), "has no page “99-9999.00”"),
        (live("figure", page="nonsense", figure="median-pay"), "“nonsense” is no page with figures"),
        (live("figure", page=SOUND, figure="median-pai"), "Did you mean {median-pay}"),
        (live("figure", page=SOUND, figure="if median-pay is known"), "Conditions belong into a text"),
        (live("figure", page=SOUND, figure="mean-exposure"), "have no figure called {mean-exposure}"),
        (live("chart", page=SOUND, chart="unit-group/tasks"), "has no chart “International unit groups: Task scores”"),
        (live("ranked_list", address=SOUND_PATH, rows="5", columns="all"), "has no list that can be sorted"),
        (live("ranked_list", address="/roles/?sort=height", rows="5", columns="all"), "cannot be asked for “sort=height”"),
        (live("ranked_list", address="/roles/?q=zzzz", rows="5", columns="all"), "has nothing to rank at this address"),
        (
            live("comparison", pages=in_list([SOUND, GROUP]), figures=in_list(["median-pay"])),
            "are of different kinds and have no figures in common",
        ),
        (passage("<p>{median-pai} is not.</p>"), "Did you mean {median-pay}"),
        (passage("<p>Only {mean-exposure}.</p>"), "have no figure called {mean-exposure}"),
        (passage("<p>Open { brace {median-pay}.</p>"), "A brace stands alone"),
        (live("figure", page=SOUND, figure="median-pay", edition="never"), "not one of the available choices"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_cannot_be_read_is_refused_with_the_reason(mona, newsroom, block, why) -> None:
    answer = post(mona, newsroom, block, **{"action-publish": "1"})
    assert answer.status_code == 200
    assert why in words_of(answer)
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    "block",
    [
        live("figure", page="", figure="median-pay"),
        live("figure", page=SOUND, figure=""),
        live("chart", page="", chart=""),
        live("ranked_list", address="", rows="", columns="all"),
        live("ranked_list", address="/roles/?sort=median", rows="", columns="sorted"),
        live("comparison", pages=in_list([SOUND]), figures=in_list(["median-pay"])),
        live("comparison", pages=in_list([]), figures=in_list([])),
        live("comparison", pages=in_list(["", ""]), figures=in_list([""])),
        passage("", page=""),
        passage("<p></p>"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_an_unfinished_block_is_a_draft_and_can_be_looked_at(mona, newsroom, block) -> None:
    answer = post(mona, newsroom, block)
    assert answer.status_code == 302, problems(answer)
    article = ArticlePage.objects.get()
    assert mona.get(address(article, "view_draft")).status_code == 200
    fields = rendered_form(mona.get(address(article, "edit")).content.decode())
    refused = mona.post(address(article, "edit"), {**fields, "action-publish": "1"})
    assert refused.status_code == 200
    article.refresh_from_db()
    assert not article.live


def test_what_a_publication_took_does_not_keep_a_draft_from_being_saved(mona, newsroom) -> None:
    article = publish(mona, newsroom, live("figure", page=SOUND, figure="median-pay"), text("<p>Words.</p>"))
    publish_edition(edition=compile_edition(name="without-wages", pins={"bls-oews": WITHOUT}, is_sample=True))
    fields = rendered_form(mona.get(address(article, "edit")).content.decode())
    fields["standfirst"] = "Said anew."
    assert mona.post(address(article, "edit"), fields).status_code == 302
    refused = mona.post(address(article, "edit"), {**fields, "action-publish": "1"})
    assert "Name an edition that has it, or take the block out." in words_of(refused)


def test_an_address_of_an_edition_names_it_for_the_block(mona, newsroom, module_sample_edition: Edition) -> None:
    name = module_sample_edition.name
    article = publish(mona, newsroom, live("ranked_list", address=f"/editions/{name}/roles/?sort=title", rows="3", columns="all"))
    assert article.body[0].value["edition"] == name
    assert f"edition {name}, as it was then." in said(read().select_one(".live"))
    wrong = live("figure", page=f"/editions/nope{SOUND_PATH}", figure="median-pay")
    assert "No published edition is called “nope”." in words_of(post(mona, newsroom, wrong, slug="other"))


def test_a_list_without_a_value_to_rank_by_and_figures_put_in_words(mona, newsroom) -> None:
    publish(
        mona,
        newsroom,
        live("comparison", pages=in_list([SOUND, AUDIO]), figures=in_list(["median-pay:short"])),
        live("ranked_list", address="/roles/?sort=median", rows="3", columns="sorted"),
        live("chart", page=SOUND, chart="occupation/employment"),
        text('<p><a href="https://example.org/">A link [1]</a> and a call.[1]</p>'),
        footnotes=("<p>One.</p>",),
    )
    page = read()
    assert re.fullmatch(r"\$\d+k", said(page.select(".live tbody td")[0]))
    assert not page.select("a a, a sup")
    asked = {link["href"].partition("#")[2] for link in page.select(".live a[href^='?notes=1#']")}
    assert asked <= {note["id"] for note in read("/newsroom/on-sound/?notes=1").select(".note")}
    publish_edition(edition=compile_edition(name="without-wages", pins={"bls-oews": WITHOUT}, is_sample=True))
    # Employment is a projection, of which wages are no part.
    assert len(read().select(".section__absent")) == 2


def test_characters_that_no_feed_can_hold_do_not_break_it(mona, newsroom) -> None:
    article = publish(mona, newsroom, text("<p>Words.</p>"))
    ArticlePage.objects.filter(pk=article.pk).update(title="A\x0bB\ufffeC", standfirst="\x01 D", authors="E\x1f")
    change_stamp()
    feed = ET.fromstring(Client().get("/newsroom/feed.xml").content)  # noqa: S314 -- ours
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == ["ABC"]
