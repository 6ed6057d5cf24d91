"""Live blocks of articles: a sentence, a figure, a chart, a ranked list or a comparison, read from the live edition or from one
that is named, each with its sources below it. What cannot be drawn is refused when it is saved, with the reason; where a later
edition lacks it, readers are told so in its place."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError

from citations.figures import ReleaseReference
from citations.printing import NOTES
from citations.selectors import published_editions
from singulariki.editorial.blocks.examples import ByExample
from singulariki.editorial.blocks.sections import ComparedStructBlock, NarrativeTextBlock, OfKind
from singulariki.editorial.registry import PAGE_KINDS, PageKind, subject_at


class Absent(Exception):
    """What a block asks for is not there: which field asks, and why in a sentence for editors. `edition` names the edition that
    lacks it, where nothing else is wrong with the question."""

    def __init__(self, field: str, words: str, edition: str = "") -> None:
        super().__init__(words)
        self.field, self.words, self.edition = field, words, edition


@dataclass
class Drawn:
    """A live block as readers see it.

    html     what is drawn
    title    of the page that it is from; `address` is that page, or the list as it was asked for
    edition  name of the edition
    sources  releases of what is drawn
    caveats  what it does not say, a sentence each
    notes    on its figures, as components/notes.html takes them
    """

    html: SafeString
    title: str
    address: str
    edition: str
    sources: list[ReleaseReference]
    caveats: list[str]
    notes: list[dict] = field(default_factory=list)


_ID = re.compile(r'\bid="([^"]+)"')
_NAMING = re.compile(r'\b(id|for|href|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')


def with_own_ids(html: str, others: Iterable[str], mark: str) -> SafeString:
    """The HTML with `-mark` after every id in it, and after those of `others`, wherever it names them: so that a page can hold
    two charts of a kind."""
    ids = {*_ID.findall(html), *others}

    def named(match: re.Match) -> str:
        name, value = match[1], match[2]
        if name == "href":
            place = value.removeprefix(NOTES)
            return f'href="{value}-{mark}"' if place.startswith("#") and place[1:] in ids else match[0]
        return f'{name}="{" ".join(f"{one}-{mark}" if one in ids else one for one in value.split())}"'

    return mark_safe(_NAMING.sub(named, html))


def published_names() -> list[tuple[str, str]]:
    """The live edition, and each that was published, by name."""
    return [("", "The live one"), *((edition.name, f"Always {edition.name}") for edition in published_editions())]


def figure_kinds() -> list[PageKind]:
    """Kinds of pages whose figures and charts can be quoted alone: those with more than the tokens of every page."""
    return [kind for kind in PAGE_KINDS.values() if kind.key_at and kind.charts]


_IN_EDITION = re.compile(r"^(?:https?://[^/]+)?/editions/([\w-]+)(?=/)")


def _take_edition(value: Any) -> None:
    """An address that names an edition names it for the block. StructBlockValidationError where the block names another one."""
    for name in ("page", "address", "pages"):
        typed = value.get(name) or ()
        for one in [typed] if isinstance(typed, str) else typed:
            if match := _IN_EDITION.match(one or ""):
                if value["edition"] and value["edition"] != match[1]:
                    why = f"This address is of the edition {match[1]}, and the block names {value['edition']}. Give one of both."
                    raise StructBlockValidationError(block_errors={name: ValidationError(why, code="edition")})
                value["edition"] = match[1]


def _is_given(value: Any) -> bool:
    return bool(strip_tags(str(getattr(value, "source", value) or "")).strip())


def code_of(typed: str) -> str:
    """The code or the address in what a field of a page holds: "27-4014.00 Sound Engineering Technicians"."""
    return (typed.split() or [""])[0]


class PageBlock(OfKind, blocks.CharBlock):
    """A page with figures, found by title, code or address."""

    plain_path = "wagtail.blocks.CharBlock"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        help_text = "Find it by its title, code or address."
        super().__init__(*args, **{"label": "Page", "max_length": 300, "help_text": help_text, **kwargs})
        attributes = {"autocomplete": "off", "class": "preview-subject", "data-controller": "preview-subject"}
        self.field.widget.attrs.update(attributes)


class FigureNameBlock(OfKind, blocks.CharBlock):
    """A figure, and how it is put: "median-pay", "median-pay:short"."""

    plain_path = "wagtail.blocks.CharBlock"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label": "Figure", "max_length": 120, **kwargs})
        self.field.widget.attrs["data-controller"] = "figure-field"


def _edition_choice() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=published_names,
        required=False,
        help_text="Empty: the live one, so that the block changes with every publication. Named: it stays as it is.",
    )


# (the block's value, request or None) → what it shows. Absent where the edition lacks something of it.
Read = Callable[[Mapping[str, Any], HttpRequest | None], Drawn]


class LiveBlock(ByExample, ComparedStructBlock):
    """A block whose content is read from an edition, by the function that is declared for its class."""

    read: ClassVar[Any]

    @classmethod
    def read_by(cls, read: Read) -> Read:
        """Declares what reads blocks of this class."""
        cls.read = staticmethod(read)
        return read

    def look_at(self, cleaned: Any) -> None:
        """Looks at what needs no drawing, and completes it. StructBlockValidationError where it is wrong."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        _take_edition(cleaned)
        if self.is_deferred_validation and self.is_unfinished(cleaned):
            return cleaned
        self.look_at(cleaned)
        try:
            self.read(cleaned, None)
        except Absent as why:
            # A draft keeps what a publication took the figures of.
            if not (self.is_deferred_validation and why.edition):
                way_out = " Name an edition that has it, or take the block out." if why.edition else ""
                told = ValidationError(f"{why.words}{way_out}", code="absent")
                raise StructBlockValidationError(block_errors={why.field: told}) from why
        return cleaned

    def is_unfinished(self, value: Any) -> bool:
        """Whether it lacks something that is asked for, as a draft may."""
        given = (value[name] for name in self.child_blocks if name not in ("caption", "edition"))
        return not all(
            all(one) if isinstance(one, Sequence) and one and not isinstance(one, str) else _is_given(one) for one in given
        )

    def draw(self, value: Mapping[str, Any], request: HttpRequest, mark: str) -> tuple[SafeString, list[dict]]:
        """The block as HTML, and the notes on its figures; `mark` tells its ids from those of other blocks."""
        try:
            drawn = self.read(value, request)
        except Absent as why:
            return SafeString(render_to_string("editorial/blocks/absent.html", {"edition": why.edition})), []
        context = {"drawn": drawn, "caption": value.get("caption") or "", "is_fixed": bool(value.get("edition"))}
        html = render_to_string("editorial/blocks/live.html", context)
        notes = [{**note, "id": f"{note['id']}-{mark}"} for note in drawn.notes]
        return with_own_ids(html, [f"note-{note['id']}" for note in drawn.notes], mark), notes


class PassageBlock(LiveBlock):
    """Sentences with figures of one page."""

    class Meta:
        description = "Sentences with figures of one page, read from the edition."

    def __init__(self, **kwargs: Any) -> None:
        fields = [("page", PageBlock()), ("text", NarrativeTextBlock()), ("edition", _edition_choice())]
        super().__init__(fields, **{"icon": "pilcrow", "label": "Text with figures", **kwargs})

    def look_at(self, cleaned: Any) -> None:
        found = subject_at(code_of(cleaned["page"]))
        try:
            cleaned["text"] = NarrativeTextBlock(kind=found[0] if found else None).clean(cleaned["text"])
        except ValidationError as problem:
            raise StructBlockValidationError(block_errors={"text": problem}) from problem


class FigureBlock(LiveBlock):
    """One figure of a page, large."""

    class Meta:
        description = "One figure of a page, large, with its source."

    def __init__(self, **kwargs: Any) -> None:
        caption = blocks.CharBlock(required=False, max_length=300, help_text="Empty: the name of the figure and of the page.")
        fields = [("page", PageBlock()), ("figure", FigureNameBlock()), ("caption", caption), ("edition", _edition_choice())]
        super().__init__(fields, **{"icon": "decimal", "label": "Figure", "label_format": "{page}", **kwargs})


def chart_choices() -> list[tuple[str, str]]:
    return [(f"{kind.key}/{key}", f"{kind.label}: {name}") for kind in figure_kinds() for key, name in kind.charts.items()]


class ChartBlock(LiveBlock):
    """A chart of a page."""

    class Meta:
        description = "A chart of a page, with its numbers and its source."

    def __init__(self, **kwargs: Any) -> None:
        fields = [
            ("page", PageBlock()),
            ("chart", blocks.ChoiceBlock(choices=chart_choices)),
            ("caption", blocks.CharBlock(required=False, max_length=300)),
            ("edition", _edition_choice()),
        ]
        super().__init__(fields, **{"icon": "chart", "label": "Chart", "label_format": "{page}", **kwargs})


MOST_ROWS = 50


class RankedListBlock(LiveBlock):
    """The first rows of a list of the site, sorted and narrowed as its address says."""

    class Meta:
        description = "The first rows of a list of the site, sorted as you found it."

    def __init__(self, **kwargs: Any) -> None:
        address = blocks.CharBlock(
            max_length=300,
            label="Address of the list",
            help_text="Sort and narrow a list on the site, such as /roles/ or a job family's, and paste its address here.",
        )
        fields = [
            ("address", address),
            ("rows", blocks.IntegerBlock(min_value=1, max_value=MOST_ROWS, default=10)),
            (
                "columns",
                blocks.ChoiceBlock(
                    choices=[("sorted", "The one it is sorted by"), ("all", "All of the list")], default="sorted", help_text=""
                ),
            ),
            ("caption", blocks.CharBlock(required=False, max_length=300)),
            ("edition", _edition_choice()),
        ]
        super().__init__(fields, **{"icon": "list-ol", "label": "Ranked list", "label_format": "{address}", **kwargs})


MOST_COMPARED, MOST_FIGURES = 4, 12


class ComparisonBlock(LiveBlock):
    """Figures of two to four pages side by side."""

    class Meta:
        description = "Figures of two to four pages side by side."

    def __init__(self, **kwargs: Any) -> None:
        fields = [
            ("pages", blocks.ListBlock(PageBlock(), default=["", ""], max_num=MOST_COMPARED)),
            ("figures", blocks.ListBlock(FigureNameBlock(), max_num=MOST_FIGURES)),
            ("caption", blocks.CharBlock(required=False, max_length=300)),
            ("edition", _edition_choice()),
        ]
        super().__init__(fields, **{"icon": "table", "label": "Comparison", "label_format": "{pages}", **kwargs})

    def is_unfinished(self, value: Any) -> bool:
        return super().is_unfinished(value) or len(value["pages"]) < 2


LIVE_BLOCKS = [
    (name, block(group="From the edition"))
    for name, block in (
        ("passage", PassageBlock),
        ("figure", FigureBlock),
        ("chart", ChartBlock),
        ("ranked_list", RankedListBlock),
        ("comparison", ComparisonBlock),
    )
]


class LiveBlockAdapter(StructBlockAdapter):
    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/admin/figures.js", "js/admin/layout-form.js"])


register(LiveBlockAdapter(), LiveBlock)
