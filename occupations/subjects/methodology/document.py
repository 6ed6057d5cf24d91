"""What the methodology page says in numbers of an edition: how many occupations a method reaches, and what its choices change."""

from typing import Annotated, ClassVar

from msgspec import Meta

from citations.documents import Number, Record, Whole
from citations.reading import EditionReader
from singulariki.editorial.subjects import PageDocument

KEY = "methodology"
PATH = "/methodology"
API = "/api/v1/methodology/"


class StudyOfMethod(Record, frozen=True, kw_only=True):
    """A study that AI task overlap is made of."""

    key: Annotated[str, Meta(description="Of the study; the same as its measure's.")]
    name: Annotated[str, Meta(description="What running text calls it.")]
    ranked: Annotated[Whole, Meta(description="Occupations that its percentiles are taken over.")]
    bridged: Annotated[Whole, Meta(description="Occupations that it scores only under older codes, over a crosswalk.")]


class OverlapOfMethod(Record, frozen=True, kw_only=True):
    """How many occupations AI task overlap reaches."""

    version: Annotated[int, Meta(description="Version of the method.")]
    base: Annotated[
        Whole, Meta(description="Occupations that the ranking is taken over: those that a study scores under their own code.")
    ]
    all_studies: Annotated[Whole, Meta(description="Occupations that every study scores.")]
    some_studies: Annotated[Whole, Meta(description="Occupations that one or more of the studies score, but not all.")]
    no_study: Annotated[Whole, Meta(description="Occupations without a score that counts.")]
    ranked: Annotated[Whole, Meta(description="Occupations that are given a percentile.")]


class PayOfMethod(Record, frozen=True, kw_only=True):
    """How many occupations pay reaches, and whom it is published for."""

    ranked: Annotated[Whole, Meta(description="Occupations that percentiles of pay are taken over.")]
    top_coded: Annotated[Whole, Meta(description="Occupations with a median at or above the top code.")]
    hourly_only: Annotated[Whole, Meta(description="Occupations with hourly wages alone.")]
    wider_group: Annotated[Whole, Meta(description="Occupations whose pay is published for more than the occupation.")]
    shared_code: Annotated[Whole, Meta(description="Those of them whose SOC code has pay of its own, which others share.")]
    combination: Annotated[Whole, Meta(description="Those of them with pay of a combination of SOC codes.")]
    left_out: Annotated[
        Whole | None,
        Meta(
            description="Occupations of the survey whose earlier code leads to no one code of 2018; null where none is left out."
        ),
    ] = None


class Effect(Record, frozen=True, kw_only=True):
    """What percentiles would be by another choice of method, against what they are: points, up or down alike."""

    mean: Annotated[Number, Meta(description="Points that a percentile would move, on average over the occupations.")]
    largest: Annotated[Number, Meta(description="Points that the percentile which moves furthest would move.")]
    occupations: Annotated[Whole, Meta(description="Occupations with a percentile by either choice.")]


class EffectsOfMethod(Record, frozen=True, kw_only=True):
    """What another choice would change."""

    overlap_votes: Annotated[Effect | None, Meta(description="Overlap: one vote for each SOC code, in studies and composite.")]
    overlap_base: Annotated[Effect | None, Meta(description="Overlap: only occupations that every study scores in the base.")]
    pay_votes: Annotated[Effect | None, Meta(description="Pay: one vote for each SOC code.")]
    pay_top_coded: Annotated[Effect | None, Meta(description="Pay: medians at or above the top code in the base, too.")]


class MethodDocument(PageDocument, frozen=True, kw_only=True):
    """The method of an edition in numbers."""

    kind: ClassVar[str] = KEY

    title: Annotated[str, Meta(description="What the page is called.")]
    path: Annotated[str, Meta(description="Address of the page.")]
    occupations: Annotated[Whole, Meta(description="Occupations of the edition.")]
    studies: Annotated[list[StudyOfMethod], Meta(description="The studies that AI task overlap is made of.")]
    overlap: Annotated[OverlapOfMethod | None, Meta(description="Null where the edition holds none of the studies.")]
    pay: Annotated[PayOfMethod | None, Meta(description="Null where the edition holds no pay.")]
    effects: Annotated[EffectsOfMethod, Meta(description="What other choices of method would change.")]
    projections_left_out: Annotated[
        Whole | None,
        Meta(description="Occupations of the projections whose earlier code leads to no one code of 2018; null where none is."),
    ] = None

    def study(self, key: str) -> StudyOfMethod | None:
        """The study of this key; None where the edition holds no scores of it."""
        return next((study for study in self.studies if study.key == key), None)


def read_method(reader: EditionReader, key: str = KEY) -> MethodDocument | None:
    """The method of an edition in numbers; None for editions of before these were kept. One query."""
    return reader.document(MethodDocument, key, API)
