"""The content model, its scales and what points and categories of the scales stand for; and the ratings of occupations and tasks
on them. All tables of ratings of elements become one."""

from citations.importing.cells import decimal, integer, text
from citations.importing.tables import Column, Reference, Table, Within
from occupations.importers.onet.columns import (
    CATEGORY,
    CODE,
    DATED,
    DOMAIN_SOURCE,
    ELEMENT,
    ELEMENT_ID,
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
        Column("description", "Anchor Description", text(300)),
    ),
    required=False,
    unique=("element_id", "scale", "value"),
    references=(OF_AN_ELEMENT, ON_A_SCALE),
)

DESCRIPTION = Column("description", "Category Description", text(400))

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


def _link(key: str, of: str, to: str) -> Table:
    """A table of links from elements of one kind to elements of another, named after both."""
    return Table(
        key=key,
        label=f"{of} to {to}",
        columns=(
            Column("from_element", f"{of} Element ID", ELEMENT_ID),
            Column("to_element", f"{to} Element ID", ELEMENT_ID),
        ),
        required=False,
        unique=("from_element", "to_element"),
        references=(
            Reference(("from_element",), "content_model", ("element_id",)),
            Reference(("to_element",), "content_model", ("element_id",)),
        ),
    )


LINKS = (
    _link("basic_interests_to_riasec", "Basic Interests", "RIASEC"),
    _link("abilities_to_work_activities", "Abilities", "Work Activities"),
    _link("abilities_to_work_context", "Abilities", "Work Context"),
    _link("skills_to_work_activities", "Skills", "Work Activities"),
    _link("skills_to_work_context", "Skills", "Work Context"),
)


# Values lie on their scales. High points are numbers of interests or values, and 0 where an occupation has no third one.
ON_ITS_SCALE = Within("value", "scale", "scales", "minimum", "maximum", exempt=frozenset({("VH", 0.0), ("IH", 0.0)}))

VALUE = Column("value", "Data Value", decimal(-100, 100))
STATISTICS = ("n", "standard_error", "lower", "upper", "recommend_suppress")


def _column(name: str, needed: tuple[str, ...]) -> Column:
    """A column that the table must have where it is among those needed; in any case its cells may be empty."""
    header, parse, blank = {
        "category": ("Category", integer(1, 99), 0),
        "n": ("N", integer(0), None),
        "standard_error": ("Standard Error", decimal(0), None),
        "lower": ("Lower CI Bound", decimal(-100, 100), None),
        "upper": ("Upper CI Bound", decimal(-100, 100), None),
        "recommend_suppress": ("Recommend Suppress", YES_OR_NO, None),
        "not_relevant": ("Not Relevant", YES_OR_NO, None),
    }[name]
    return Column(name, header, parse, required=name in needed, nullable=True, blank=blank)


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
    "Interests": (("1.B.1", "1.B.3"), (), ("Interests",)),
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
