"""The content model, its scales, and what points and categories of the scales stand for."""

from citations.importing.cells import decimal, integer, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.onet.tables.columns import (
    CATEGORY,
    ELEMENT,
    ELEMENT_ID,
    OF_AN_ELEMENT,
    ON_A_SCALE,
    SCALE,
)
from occupations.importers.onet.tables.elements import within

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
    columns=(Column("element_id", "Element ID", within("2.D", "3.A").parse), SCALE, CATEGORY, DESCRIPTION),
    required=False,
    unique=("element_id", "scale", "category"),
    references=(OF_AN_ELEMENT, ON_A_SCALE),
    accepts=within("2.D", "3.A").accepts("Education", "Training", "Experience"),
    part_of_many=True,
)

CONTEXT_CATEGORIES = Table(
    key="context_categories",
    label="Work Context Categories",
    columns=(Column("element_id", "Element ID", within("4.C").parse), SCALE, CATEGORY, DESCRIPTION),
    required=False,
    unique=("element_id", "scale", "category"),
    references=(OF_AN_ELEMENT, ON_A_SCALE),
    accepts=within("4.C").accepts("Work Context"),
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
