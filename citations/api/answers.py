"""Answers of the API: typed classes, and their OpenAPI description derived from them.

Answers about subjects are made of the documents of an edition (see `citations.documents`), with values for figures.
"""

from collections.abc import Callable, Collection
from typing import Annotated, Any

import msgspec
from drf_spectacular.utils import OpenApiResponse
from msgspec import Meta, Struct

from citations.documents import Document, figures_in, values_of
from citations.figures import Figure, Missing
from citations.models import Edition
from citations.reading import EditionReader

_REFERENCE = "#/components/schemas/{name}"
# Classes that descriptions refer to.
_DESCRIBED: dict[str, type[Struct]] = {}


class ErrorDetail(Struct, frozen=True):
    """An error in three parts."""

    what: Annotated[str, Meta(description="What happened.")]
    where: Annotated[str, Meta(description="The address, parameter or header that it is about.")]
    next: Annotated[str, Meta(description="What to do next.")]


class ErrorAnswer(Struct, frozen=True):
    """Why there is no other answer."""

    error: ErrorDetail


class Source(Struct, frozen=True):
    """A release that figures of an answer come from."""

    dataset: Annotated[str, Meta(description="Slug of the dataset; see /api/v1/datasets/.")]
    title: Annotated[str, Meta(description="Short title of the dataset.")]
    version: Annotated[str, Meta(description="Name of the release.")]
    publisher: Annotated[str, Meta(description="Who publishes the dataset.")]
    is_sample: Annotated[bool, Meta(description="True for the built-in sample, which is not the real release.")]
    issue: Annotated[int, Meta(description="1, or more where the publisher has completed or corrected that version since.")]


class EditionReference(Struct, frozen=True, kw_only=True):
    """The edition that an answer is drawn from."""

    name: Annotated[str, Meta(description="Name of the edition; part of the addresses of its pages.")]
    fingerprint: Annotated[str, Meta(description="SHA-256 of the edition's inputs.")]
    published_on: Annotated[str, Meta(description="When the edition first went live.", extra_json_schema={"format": "date-time"})]


class AnsweredCaveat(Struct, frozen=True, kw_only=True):
    """What figures of an answer do not say, as the site's editors put it."""

    key: Annotated[str, Meta(description="Stable name of the caveat.")]
    severity: Annotated[str, Meta(description="`note`, `caution` or `warning`.")]
    title: Annotated[str, Meta(description="Its title; may be empty.")]
    short: Annotated[str, Meta(description="One sentence, to print beside a figure.")]
    text: Annotated[str, Meta(description="All of it, without markup.")]
    measures: Annotated[list[str], Meta(description="Keys of the measures in the answer that it qualifies.")]


# (edition, keys of measures, datasets) → caveats of an answer that holds values of these.
CaveatsOf = Callable[["EditionReader", Collection[str], Collection[str]], list[AnsweredCaveat]]
# Where caveats come from: the room that editors write them in registers itself.
_CAVEATS: list[CaveatsOf] = []


def caveats_from(read: CaveatsOf) -> CaveatsOf:
    """Register what knows caveats of the measures and datasets of an answer."""
    _CAVEATS.append(read)
    return read


def caveats_of(reader: EditionReader, measures: Collection[str], datasets: Collection[str]) -> list[AnsweredCaveat]:
    """Caveats of an answer with values of these measures, from these datasets."""
    return [caveat for read in _CAVEATS for caveat in read(reader, measures, datasets)]


class Sourced(Struct, frozen=True, kw_only=True):
    """What every answer about a subject ends with: what it is made from."""

    sources: Annotated[list[Source], Meta(description="The releases behind the answer, by title.")]
    edition: Annotated[EditionReference, Meta(description="The edition that it is drawn from.")]


class Provenance(Sourced, frozen=True, kw_only=True):
    """Why values are missing, which are lower bounds, how sure they are, and what the answer is made from."""

    missing: Annotated[dict[str, Missing], Meta(description="JSON pointer of each null that has a reason → the reason.")]
    at_least: Annotated[
        list[str],
        Meta(description="JSON pointers of values that the publisher top-codes: the true value is this or more."),
    ]
    standard_errors: Annotated[
        dict[str, float],
        Meta(description="JSON pointer of each value whose standard error is published → one standard error, in the same unit."),
    ]
    caveats: Annotated[list[AnsweredCaveat], Meta(description="What these figures do not say, the most severe first.")]
    low_precision: Annotated[
        list[str],
        Meta(
            description="JSON pointers of values that the publisher prints with the advice not to rely on them: few answers, or "
            "a wide error."
        ),
    ]


class ListPage(Struct, frozen=True, kw_only=True):
    """A page of a list. The rows are `results`."""

    count: Annotated[int, Meta(description="Rows that fit, on all pages.")]
    next: Annotated[str | None, Meta(description="Address of the next page.")]
    previous: Annotated[str | None, Meta(description="Address of the page before.")]
    caveats: Annotated[list[AnsweredCaveat], Meta(description="What the figures of the rows do not say, the most severe first.")]
    edition: Annotated[EditionReference, Meta(description="The edition that the list is drawn from.")]


def edition_reference(edition: Edition) -> EditionReference:
    """A published edition (with `published_on`, see citations.selectors) as every answer names it."""
    published_on = edition.published_on.isoformat().replace("+00:00", "Z")  # type: ignore[attr-defined]
    return EditionReference(name=edition.name, fingerprint=edition.fingerprint, published_on=published_on)


def answer_of(document: Document, reader: EditionReader, *datasets: str) -> dict[str, Any]:
    """The answer about a subject: its document with values for figures, and their provenance.

    `datasets` are those that its texts and relations come from; figures bring their own.
    """
    figures = list(figures_in(document))
    known = [figure for figure in figures if figure.value is not None]
    measures = {figure.measure.key for figure in known}
    cited = {release.dataset for figure in known for release in figure.releases}.union(datasets)
    return {
        **values_of(document),
        "missing": {figure.pointer: figure.missing for figure in figures if figure.missing},
        "at_least": [figure.pointer for figure in figures if figure.at_least],
        "standard_errors": {figure.pointer: figure.error for figure in figures if figure.error is not None},
        "low_precision": [figure.pointer for figure in figures if figure.low_precision],
        "caveats": caveats_of(reader, measures, cited),
        "sources": sources_of(reader, known, *datasets),
        "edition": edition_reference(reader.edition),
    }


def sources_of(reader: EditionReader, figures: list[Figure], *datasets: str) -> list[Source]:
    """The edition's releases behind these figures and datasets, by title."""
    cited = {release.dataset for figure in figures for release in figure.releases}.union(datasets)
    sources = [release for slug, release in reader.releases.items() if slug in cited]
    return [
        Source(one.dataset, one.short_title, one.version, one.publisher, one.is_sample, one.issue)
        for one in sorted(sources, key=lambda one: (one.short_title.casefold(), one.version))
    ]


def answer_class(name: str, document: type[Document], about: str) -> type[Struct]:
    """The class of answers about subjects with documents of this class: for the description (see `answer_of`)."""
    provenance = [(field.name, field.type) for field in msgspec.structs.fields(Provenance)]
    return msgspec.defstruct(name, provenance, bases=(document,), namespace={"__doc__": about}, frozen=True, kw_only=True)


def described(cls: type[Struct], *errors: int) -> dict[int, OpenApiResponse]:
    """For `extend_schema(responses=…)`: an answer of this class, and the statuses of errors there can be besides 400."""
    return {200: _described(cls), **{status: _described(ErrorAnswer) for status in (400, *errors)}}


def _described(cls: type[Struct]) -> OpenApiResponse:
    if _DESCRIBED.setdefault(cls.__name__, cls) is not cls:
        raise ValueError(f"Two kinds of answers are called {cls.__name__}. Rename one.")
    return OpenApiResponse({"$ref": _REFERENCE.format(name=cls.__name__)}, description=(cls.__doc__ or "").strip())


def describe_answers(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Hook of drf-spectacular: add the descriptions of the classes that answers are made of."""
    classes = [cls for _, cls in sorted(_DESCRIBED.items())]
    _, components = msgspec.json.schema_components(classes, schema_hook=_schema_of_figure, ref_template=_REFERENCE)
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas.update({name: _all_given(schema) for name, schema in components.items()})
    return result


def _schema_of_figure(cls: type) -> dict[str, Any]:
    """Nothing: the field says whether a whole number or any stands there (see `citations.documents`)."""
    if cls is not Figure:
        raise NotImplementedError(cls)
    return {}


def _all_given(schema: dict[str, Any]) -> dict[str, Any]:
    """Answers give every field: a default is for documents stored before there was the field. Only what may be left out
    altogether (`msgspec.UNSET`) has none."""
    properties = schema.get("properties")
    if not properties:
        return schema
    required = [name for name, field in properties.items() if name in schema.get("required", ()) or "default" in field]
    fields = {name: {key: value for key, value in field.items() if key != "default"} for name, field in properties.items()}
    return {**schema, "properties": fields, "required": required}
