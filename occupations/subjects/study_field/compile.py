"""One document per field of study and per family of fields: the occupations that it leads to."""

from collections.abc import Iterable, Iterator
from typing import Any

from citations.compiling import EditionFacts, ProfileDraft, compiler
from citations.figures import Figure, figure
from occupations.addresses import study_path
from occupations.measures import counts, datasets
from occupations.recipes import counted
from occupations.subjects.context import Context
from occupations.subjects.fields import Named
from occupations.subjects.study_field.document import FieldOfFamily, StudyFieldDocument

_COUNTED = (datasets.CIP, datasets.ONET)


@compiler("occupations.study", label="fields of study", order=50)
def compile_study(edition: EditionFacts) -> Iterator[ProfileDraft]:
    """A profile for each field of study and each family of fields of the edition's CIP–SOC crosswalk."""
    context = Context.of(edition)
    if not context.facts.codes:
        return
    leads_to: dict[str, list[str]] = {}
    for soc, fields in context.facts.fields_of_soc.items():
        for field in fields:
            leads_to.setdefault(field, []).extend(context.facts.occupations_of_soc.get(soc, ()))
    families: dict[str, tuple[str, list[str]]] = {}
    for field, facts in context.facts.study_fields.items():
        families.setdefault(facts.family_code, (facts.family_title, []))[1].append(field)
    for family, (title, fields) in sorted(families.items()):
        documents = [_family(context, family, title, fields, leads_to)]
        documents += [_field(context, field, leads_to.get(field, [])) for field in fields]
        for document in documents:
            yield ProfileDraft(document.code, document.title, document.path, document)


def _field(context: Context, field: str, codes: list[str]) -> StudyFieldDocument:
    facts = context.facts.study_fields[field]
    family = Named(**_named(facts.family_code, facts.family_title))
    about = _named(field, facts.title)
    return StudyFieldDocument(**about, is_family=False, family=family, fields=[], **_occupations(context, codes))


def _family(context: Context, family: str, title: str, fields: list[str], leads_to: dict[str, list[str]]) -> StudyFieldDocument:
    codes = [code for field in fields for code in leads_to.get(field, ())]
    rows = [
        FieldOfFamily(**_named(field, context.facts.study_fields[field].title), occupation_count=_count(leads_to.get(field, ())))
        for field in fields
    ]
    return StudyFieldDocument(**_named(family, title), is_family=True, family=None, fields=rows, **_occupations(context, codes))


def _named(code: str, title: str) -> dict[str, Any]:
    return {"code": code, "title": title, "path": study_path(code, title)}


def _occupations(context: Context, codes: list[str]) -> dict[str, Any]:
    """Occupations by code, each once."""
    return {"occupation_count": _count(codes), "occupations": [context.row(code) for code in sorted(set(codes))]}


def _count(codes: Iterable[str]) -> Figure:
    return figure(counts.OCCUPATION_COUNT, counted(codes), datasets=_COUNTED)
