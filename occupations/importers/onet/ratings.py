"""The content model, its scales and what points and categories of the scales stand for; and the ratings of occupations and tasks
on them. All tables of ratings of elements become one."""

from collections.abc import Sequence

from citations.importing.cells import decimal, integer, text
from citations.importing.tables import Column, Reference, Table, Within
from occupations.importers.onet.columns import (
    CATEGORY,
    CODE,
    DATED,
    DOMAIN_SOURCE,
    ELEMENT,
    ELEMENT_ID,
    NO_PAGE,
    OF_A_TASK,
    OF_AN_ELEMENT,
    OF_AN_OCCUPATION,
    ON_A_SCALE,
    SCALE,
    TASK_ID,
    YES_OR_NO,
    sound_or_called,
    within,
)

CONTENT_MODEL = Table(
    key="content_model",
    label="Content Model Reference",
    columns=(ELEMENT, Column("title", "Element Name", text(200)), Column("description", "Description", text())),
    required=False,
    unique=("element_id",),
)

SCALES = Table(
    key="scales",
    label="Scales Reference",
    columns=(
        SCALE,
        Column("title", "Scale Name", text(80)),
        Column("minimum", "Minimum", decimal(-100, 100)),
        Column("maximum", "Maximum", decimal(-100, 100)),
    ),
    required=False,
    unique=("scale",),
)

LEVEL_ANCHORS = Table(
    key="level_anchors",
    label="Level Scale Anchors",
    columns=(
        ELEMENT,
        SCALE,
        Column("value", "Anchor Value", integer(0, 100)),
        Column("description", "Anchor Description", text(1_000)),
    ),
    required=False,
    unique=("element_id", "scale", "value"),
    references=(OF_AN_ELEMENT, ON_A_SCALE),
)

DESCRIPTION = Column("description", "Category Description", text(1_000))

EDUCATION_CATEGORIES = Table(
    key="education_categories",
    label="Education, Training, and Experience Categories",
    columns=(Column("element_id", "Element ID", within("2.D", "3.A")), SCALE, CATEGORY, DESCRIPTION),
    required=False,
    unique=("element_id", "scale", "category"),
    references=(OF_AN_ELEMENT, ON_A_SCALE),
    accepts=sound_or_called("Education", "Training", "Experience"),
    part_of_many=True,
)

CONTEXT_CATEGORIES = Table(
    key="context_categories",
    label="Work Context Categories",
    columns=(Column("element_id", "Element ID", within("4.C")), SCALE, CATEGORY, DESCRIPTION),
    required=False,
    unique=("element_id", "scale", "category"),
    references=(OF_AN_ELEMENT, ON_A_SCALE),
    accepts=sound_or_called("Work Context"),
)

TASK_CATEGORIES = Table(
    key="task_categories",
    label="Task Categories",
    columns=(SCALE, CATEGORY, DESCRIPTION),
    required=False,
    unique=("scale", "category"),
    references=(ON_A_SCALE,),
    excludes=("Element ID", "Element Name"),
)


def _link(of: str, to: str, *, also_of: Sequence[str] = (), also_to: Sequence[str] = (), usual: bool = True) -> Table:
    """A table of links from elements of one kind to elements of another, named after both. `also_of` and `also_to` are what later
    releases call them, which may have a file for each."""
    return Table(
        key=f"{of} to {to}".casefold().replace(" ", "_"),
        label=f"{of} to {to}",
        columns=(
            Column("from_element", f"{of} Element ID", ELEMENT_ID, aliases=tuple(f"{kind} Element ID" for kind in also_of)),
            Column("to_element", f"{to} Element ID", ELEMENT_ID, aliases=tuple(f"{kind} Element ID" for kind in also_to)),
        ),
        required=False,
        part_of_many=bool(also_of),
        usual=usual,
        unique=("from_element", "to_element"),
        references=(
            Reference(("from_element",), "content_model", ("element_id",)),
            Reference(("to_element",), "content_model", ("element_id",)),
        ),
    )


LINKED = ("Work Activities", "Work Context")
LINKS = (
    _link("Basic Interests", "RIASEC", also_of=("Specific Interest Areas",), also_to=("Career Interest Types",)),
    *(_link("Abilities", to) for to in LINKED),
    *(_link("Skills", to, also_of=("Essential Skills", "Transferable Skills")) for to in LINKED),
    *(_link("Work Styles", to, usual=False) for to in LINKED),
)


# Values lie on their scales. High points are numbers of interests or values, and 0 where an occupation has no third one.
ON_ITS_SCALE = Within("value", "scale", "scales", "minimum", "maximum", exempt=frozenset({("VH", 0.0), ("IH", 0.0)}))

VALUE = Column("value", "Data Value", decimal(-100, 100))
STATISTICS = ("n", "standard_error", "lower", "upper", "recommend_suppress")


def _column(name: str, needed: tuple[str, ...]) -> Column:
    """A column of estimates. Of those that the table always has, it must have the ones that pages cannot do without: categories,
    and the advice against relying on a value. The cells may be empty."""
    header, parse, missed = {
        "category": ("Category", integer(1, 99), ""),
        "n": ("N", integer(0), NO_PAGE),
        "standard_error": ("Standard Error", decimal(0), "pages print no margin of error"),
        "lower": ("Lower CI Bound", decimal(-100, 100), NO_PAGE),
        "upper": ("Upper CI Bound", decimal(-100, 100), NO_PAGE),
        "recommend_suppress": ("Recommend Suppress", YES_OR_NO, ""),
        "not_relevant": ("Not Relevant", YES_OR_NO, NO_PAGE),
    }[name]
    required = name in needed and not missed
    blank = 0 if name == "category" else None
    return Column(name, header, parse, required, nullable=True, blank=blank, missed=missed if name in needed else "")


def _ratings(label: str, prefixes: tuple[str, ...], needed: tuple[str, ...], words: tuple[str, ...]) -> Table:
    return Table(
        key=label.partition(",")[0].casefold().replace(" ", "_"),
        label=label,
        columns=(
            CODE,
            Column("element_id", "Element ID", within(*prefixes)),
            SCALE,
            _column("category", needed),
            VALUE,
            *(_column(name, needed) for name in (*STATISTICS, "not_relevant")),
            DATED,
            DOMAIN_SOURCE,
        ),
        required=False,
        unique=("code", "element_id", "scale", "category"),
        references=(OF_AN_OCCUPATION, OF_AN_ELEMENT, ON_A_SCALE),
        within=ON_ITS_SCALE,
        accepts=sound_or_called(*words),
        part_of_many=True,
    )


SURVEYED = (*STATISTICS, "not_relevant")
# Label → the branches of the content model that a table rates, the columns it always has, words of its file's name.
KINDS = {
    "Abilities": (("1.A",), SURVEYED, ("Abilities",)),
    "Skills": (("2.A", "2.B"), SURVEYED, ("Skills",)),
    "Knowledge": (("2.C",), SURVEYED, ("Knowledge",)),
    "Work Activities": (("4.A",), SURVEYED, ("Work Activities",)),
    "Work Context": (("4.C",), ("category", *SURVEYED), ("Work Context",)),
    "Education, Training, and Experience": (
        ("2.D", "3.A"),
        ("category", *STATISTICS),
        ("Education", "Training", "Experience"),
    ),
    "Interests": (("1.B.1", "1.B.3"), (), ("Interest",)),
    "Work Values": (("1.B.2",), (), ("Work Values",)),
    "Work Styles": (("1.C", "1.D"), (), ("Work Styles",)),
}
RATING_BRANCHES = {label: prefixes for label, (prefixes, _, _) in KINDS.items()}
RATINGS = tuple(_ratings(label, prefixes, needed, words) for label, (prefixes, needed, words) in KINDS.items())

TASK_RATINGS = Table(
    key="task_ratings",
    label="Task Ratings",
    columns=(
        CODE,
        TASK_ID,
        SCALE,
        _column("category", ("category",)),
        VALUE,
        *(_column(name, STATISTICS) for name in STATISTICS),
        DATED,
        DOMAIN_SOURCE,
    ),
    required=False,
    unique=("task_id", "scale", "category"),
    references=(OF_AN_OCCUPATION, OF_A_TASK, ON_A_SCALE),
    within=ON_ITS_SCALE,
)
