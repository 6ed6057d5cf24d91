"""One document per kind of software or tool: its examples, and the occupations that use it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import figure
from occupations.addresses import technology_path
from occupations.measures import counts
from occupations.recipes import counted
from occupations.subjects.context import Context
from occupations.subjects.technology.document import TechnologyDocument, TechnologyExample, TechnologyUser

EXAMPLES_KEPT = 50
EXAMPLES_OF_AN_OCCUPATION = 5


@dataclass
class Category:
    """A kind of software or tool: occupations by example, and what O*NET flags."""

    title: str
    is_software: bool
    by_example: Counter[str] = field(default_factory=Counter)
    by_occupation: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    hot: set[str] = field(default_factory=set)
    in_demand: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@compiler("occupations.technology", label="technologies", order=50)
def compile_technology(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each category of software and tools in the edition's O*NET release."""
    context = Context.of(edition)
    for key, category in sorted(_categories(context).items()):
        document = _document(context, key, category)
        yield ProfileDraft(key, document.title, document.path, document)


def _categories(context: Context) -> dict[str, Category]:
    categories: dict[str, Category] = {}
    for code, rows in context.facts.software.items():
        for row in rows:
            category = categories.setdefault(row.category_id, Category(row.category_title, True))
            category.by_example[row.example] += 1
            category.by_occupation[code].append(row.example)
            if row.hot:
                category.hot.add(row.example)
            if row.in_demand:
                category.in_demand[row.example].append(code)
    for code, tools in context.facts.tools.items():
        for tool in tools:
            category = categories.setdefault(tool.category_id, Category(tool.category_title, False))
            category.by_example[tool.example] += 1
            category.by_occupation[code].append(tool.example)
    return categories


def _document(context: Context, key: str, category: Category) -> TechnologyDocument:
    groups = context.facts.commodities.get(key)
    element = context.facts.elements.get(key)
    examples = sorted(category.by_example, key=lambda name: (-category.by_example[name], name.casefold(), name))
    users = [code for code in category.by_occupation if code in context.facts.titles]
    users.sort(key=lambda code: (-len(category.by_occupation[code]), code))
    return TechnologyDocument(
        code=key,
        title=category.title,
        path=technology_path(key, category.title),
        is_software=category.is_software,
        description=element.description if element else "",
        groups=[groups.segment_title, groups.family_title, groups.class_title] if groups else [],
        occupation_count=figure(counts.USERS, counted(users)),
        example_count=len(examples),
        examples=[_example(category, name) for name in examples[:EXAMPLES_KEPT]],
        occupations=[
            TechnologyUser(
                **context.name(code),
                examples=category.by_occupation[code][:EXAMPLES_OF_AN_OCCUPATION],
                median=context.median_figure(code),
                hourly_median=context.hourly_median_figure(code),
            )
            for code in users
        ],
    )


def _example(category: Category, name: str) -> TechnologyExample:
    return TechnologyExample(
        name=name,
        occupations=figure(counts.USERS, category.by_example[name]),
        hot=name in category.hot,
        in_demand=figure(counts.USERS, counted(category.in_demand[name])) if name in category.in_demand else None,
    )
