"""Words of the pages a fresh site starts with. Once the pages exist, editors own them."""

import re
from pathlib import Path

_HERE = Path(__file__).parent


def _prose(name: str) -> dict:
    """Rich text without line breaks; an indented line goes on with the one before it."""
    html = (_HERE / f"{name}.html").read_text(encoding="utf-8")
    return {"type": "text", "value": re.sub(r"\n +", " ", html).replace("\n", "")}


def _entry(title: str, text: str, url: str) -> dict:
    return {"title": title, "text": text, "url": url}


HOME = {
    "title": "A source-backed encyclopedia of work and AI",
    "slug": "home",
    "seo_title": "Singulariki, a source-backed encyclopedia of work and AI",
    "search_description": "How much of each occupation AI can attempt, according to studies. Every figure names its source.",
    "lede": (
        "What each occupation does, and how much of it generative AI can attempt according to published studies. "
        "Every figure names the release it comes from."
    ),
    "body": [
        {"type": "feature", "value": {"feature": "gradient", "heading": "The gradient", "text": ""}},
        {"type": "feature", "value": {"feature": "occupations", "heading": "U.S. occupations", "text": ""}},
        {
            "type": "entries",
            "value": {
                "heading": "Ways in",
                "entries": [
                    _entry("Find an occupation", "By name, job title, family, pay, preparation or overlap with AI.", "/roles/"),
                    _entry("Overlap and pay", "All U.S. occupations on one picture.", "/quadrant"),
                    _entry("Compare", "Two to four occupations side by side, differences first.", "/compare/"),
                    _entry("Tasks", "What people do at work, statement by statement.", "/tasks/"),
                    _entry("The whole gradient", "All unit groups by mean task exposure, in six bands.", "/gradient/"),
                    _entry("Methodology", "What each measure says, and what it does not.", "/methodology"),
                    _entry("Datasets", "Who published the numbers, which releases are shown, under which licence.", "/datasets/"),
                    _entry("Newsroom", "How to quote a figure and keep its meaning.", "/newsroom/"),
                ],
            },
        },
        _prose("home_overlap"),
    ],
}

NEWSROOM = {
    "title": "Newsroom",
    "slug": "newsroom",
    "search_description": "How to quote Singulariki: what exposure means, how to name the source, and what not to write.",
    "lede": "For those who write about work and AI: how to quote a figure from this site so that it stays true.",
    "body": [
        _prose("newsroom_exposure"),
        {
            "type": "quote_line",
            "value": {
                "label": "A note to set below a chart or a story",
                "text": (
                    "AI task overlap compares what today’s AI can attempt of occupations’ work: not automation, job loss, "
                    "or a forecast. "
                    "Source: Singulariki, from the datasets named on each page."
                ),
            },
        },
        _prose("newsroom_charts"),
    ],
    "contact": "<p>Questions about a figure are best put with the address of its page and the number as it was printed.</p>",
}

# The glossary's first words.
TERMS = [
    {
        "name": "task exposure",
        "other_forms": "",
        "meaning": "How much of a task generative AI can attempt, as a study scores it, from 0 (none) to 1. It is no forecast, "
        "and does not say that anybody does the task with AI.",
        "more": "/methodology",
    },
    {
        "name": "AI task overlap",
        "other_forms": "",
        "meaning": "Where an occupation stands among all, as a percentile, when several studies of what AI can attempt are taken "
        "together. It compares occupations; it is no share of an occupation’s tasks.",
        "more": "/methodology",
    },
    {
        "name": "edition",
        "other_forms": "editions",
        "meaning": "A fixed set of releases and all figures made from them. What readers see is one edition; earlier ones stay "
        "readable.",
        "more": "/editions/",
    },
    {
        "name": "unit group",
        "other_forms": "unit groups",
        "meaning": "The finest group of occupations in ISCO-08, the international classification: four digits, such as 3521.",
        "more": "/gradient/",
    },
    {
        "name": "percentile",
        "other_forms": "percentiles",
        "meaning": "A place in an order from 0 to 100. At the 81st percentile, 81 of 100 occupations with data have a "
        "lower value.",
        "more": "",
    },
    {
        "name": "median",
        "other_forms": "",
        "meaning": "The value in the middle: half of what was counted lies below it, and half above.",
        "more": "",
    },
]

ABOUT = {
    "title": "About Singulariki",
    "slug": "about",
    "search_description": "What Singulariki is, where its figures come from, and how it is kept.",
    "lede": "An encyclopedia of work in which every number can be questioned.",
    "body": [_prose("about")],
}
