"""What every page around the occupations ends with, and the layout it starts with."""

from collections.abc import Mapping, Sequence

from occupations.profiles.subject import SubjectProfile
from singulariki.editorial.registry import Section


def nothing_more(profile: SubjectProfile) -> Mapping:
    """The context of a section that is drawn from the ledger alone."""
    return {}


CLOSING: tuple[Section, ...] = (
    Section(
        "sources",
        "Sources for this page",
        "editorial/sections/sources.html",
        nothing_more,
        wording={
            "introduction": "Every figure above traces to a named public dataset and the exact release below — not "
            "hand-written opinion.",
            "methodology_link": "See the full methodology for what each measure does and does not mean",
            "compiled": "Data compiled",
        },
        late=True,
    ),
    Section(
        "citation",
        "Cite this page",
        "editorial/sections/citation.html",
        nothing_more,
        wording={"introduction": "Made from the sources that this page prints, with the edition it shows."},
        late=True,
    ),
)


def layout(opening: str, sections: Sequence[Section], *, caveats: Sequence[str] = ()) -> list[dict]:
    """Blocks of a first layout: an opening paragraph (HTML with {tokens}), standing caveats, the sections in order."""
    return [
        {"type": "narrative", "value": {"placement": "opening", "text": opening}},
        *({"type": "caveat", "value": {"caveat": caveat, "position": "standing"}} for caveat in caveats),
        *({"type": "section", "value": {"section": section.key}} for section in sections),
    ]
