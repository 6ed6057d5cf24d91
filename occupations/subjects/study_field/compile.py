"""One document per field of study and per family of fields: the occupations that it leads to."""

from collections.abc import Iterator

from citations.compiling import EditionFacts, ProfileDraft, compiler
from occupations.addresses import study_path
from occupations.compiling.context import Context
from occupations.compiling.documents import figure, with_pointers
from occupations.measures import counts, datasets

KIND = "study"
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
    for field, known in context.facts.study_fields.items():
        families.setdefault(known.family_code, (known.family_title, []))[1].append(field)
    for family, (title, fields) in sorted(families.items()):
        yield _family(context, family, title, fields, leads_to)
        for field in fields:
            yield _field(context, field, leads_to.get(field, []))


def _field(context: Context, field: str, codes: list[str]) -> ProfileDraft:
    known = context.facts.study_fields[field]
    path = study_path(field, known.title)
    document = {
        "code": field,
        "title": known.title,
        "path": path,
        "is_family": False,
        "family": {
            "code": known.family_code,
            "title": known.family_title,
            "path": study_path(known.family_code, known.family_title),
        },
        "fields": [],
        **_occupations(context, codes),
    }
    return ProfileDraft(KIND, field, known.title, path, with_pointers(document))


def _family(context: Context, family: str, title: str, fields: list[str], leads_to: dict[str, list[str]]) -> ProfileDraft:
    path = study_path(family, title)
    codes = [code for field in fields for code in leads_to.get(field, ())]
    named = [(field, context.facts.study_fields[field].title) for field in fields]
    document = {
        "code": family,
        "title": title,
        "path": path,
        "is_family": True,
        "family": None,
        "fields": [
            {
                "code": field,
                "title": field_title,
                "path": study_path(field, field_title),
                "occupation_count": figure(counts.OCCUPATION_COUNT, len(set(leads_to.get(field, ()))), datasets=_COUNTED),
            }
            for field, field_title in named
        ],
        **_occupations(context, codes),
    }
    return ProfileDraft(KIND, family, title, path, with_pointers(document))


def _occupations(context: Context, codes: list[str]) -> dict:
    """Occupations by code, each once."""
    distinct = sorted(set(codes))
    return {
        "occupation_count": figure(counts.OCCUPATION_COUNT, len(distinct), datasets=_COUNTED),
        "occupations": [context.row(code) for code in distinct],
    }
