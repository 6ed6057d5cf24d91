"""All that an edition knows of a U.S. occupation: what its page, its answer in the API and its brief show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, cast

from msgspec import Meta, defstruct

from citations.compiling import CALLED_BY_COMPILERS, EditionFacts
from citations.documents import Number, Record, Whole
from citations.models import Edition
from citations.reading import reader_of
from occupations.addresses import occupation_api
from occupations.subjects.fields import Named, Path, Text
from occupations.subjects.occupation.document import ai, market, work
from singulariki.delivery.share import share_path
from singulariki.editorial.subjects import PageDocument, Subject

# From an occupation's code to the value of the field.
Find = Callable[[str], Any]


@dataclass(frozen=True)
class Addition:
    """A field of the document.

    name    in the document and the API
    type    of its values, with its description; None must be one of them: earlier documents lack it
    values  called once a compile; what compilers of lower order left in `facts.shared` is there
    """

    name: str
    type: Any
    values: Callable[[EditionFacts], Find]


ADDITIONS: dict[str, Addition] = {}


def addition(name: str, type_: Any, description: str) -> Callable[[Callable[[EditionFacts], Find]], Callable]:
    """Register a field; fields stand at the end of the document in the order of their names."""

    def register(values: Callable[[EditionFacts], Find]) -> Callable[[EditionFacts], Find]:
        if name in ADDITIONS:
            raise ValueError(f"Field {name!r} of the occupation's document is added twice.")
        CALLED_BY_COMPILERS.append(values)
        ADDITIONS[name] = Addition(name, Annotated[type_, Meta(description=description)], values)
        return values

    return register


class Soc(Record, frozen=True):
    """The SOC 2018 occupation that figures of BLS are published for."""

    code: Annotated[str, Meta(description="SOC 2018 code.")]
    title: Annotated[str, Meta(description="Its title; may be empty.")]
    occupations: Annotated[list[Named], Meta(description="The other O*NET-SOC occupations of it.")]


class ClusterOfOccupation(Record, frozen=True):
    """A career cluster that the occupation belongs to."""

    title: Annotated[str, Meta(description="Title of the cluster.")]
    path: Path
    sub_clusters: Annotated[list[str], Meta(description="Parts of the cluster that it belongs to.")]


BY_IMPORTANCE = "Rated above 3 on a scale from 1 to 5, highest first; last those that the publisher advises against relying on."


class OccupationDocument(PageDocument, frozen=True, kw_only=True):
    """A U.S. occupation with all that its page shows. Other rooms add to it; see `occupation_document`."""

    kind: ClassVar[str] = "occupation"
    shape: ClassVar[int] = 2

    code: Annotated[str, Meta(description="O*NET-SOC 2019 code.")]
    title: Annotated[str, Meta(description="What it is called.")]
    path: Path
    api: Annotated[str, Meta(description="Address of this answer.")]
    brief: Annotated[str, Meta(description="Address of its brief in Markdown.")]
    description: Text
    also_called: Annotated[list[str], Meta(description="Other job titles.")]
    job_family: Annotated[str | None, Meta(description="Title of its job family.")]
    family: Annotated[Named | None, Meta(description="Its job family: a major group of the classification.")]
    soc: Soc
    is_rated: Annotated[bool, Meta(description="False where O*NET has no ratings of the occupation.")]
    clusters: Annotated[list[ClusterOfOccupation], Meta(description="Its career clusters.")]
    work_map: Annotated[ai.WorkMap | None, Meta(description="Null where none of its tasks was observed.")]
    usage: Annotated[ai.Usage | None, Meta(description="Null where none of its tasks was observed.")]
    exposure: Annotated[list[ai.Exposure], Meta(description="Scores of the studies that score it.")]
    overlap: Annotated[ai.OverlapOfOccupation | None, Meta(description="Null where none of its studies scores it.")]
    teleworkable: Annotated[bool | None, Meta(description="Yes or no, where the study gives one.")]
    telework: Annotated[ai.Telework | None, Meta(description="The study's figure; null where it covers nothing of it.")]
    frey_osborne: Annotated[ai.FreyOsborne | None, Meta(description="Null where there is no estimate.")]
    observed_exposure: Annotated[Number | None, Meta(description="Share of the tasks that observed use covers.")]
    language_modelling: Annotated[Number | None, Meta(description="Felten et al., for language modelling alone.")]
    outlook: Annotated[market.Outlook | None, Meta(description="Null where BLS projects nothing for it.")]
    wages: Annotated[market.Wages | None, Meta(description="Null where BLS surveys nothing of it.")]
    industries: Annotated[list[market.IndustryOfOccupation], Meta(description="Most workers first.")]
    concentration: Annotated[list[market.IndustryOfOccupation], Meta(description="Most concentrated first.")]
    task_count: Annotated[Whole, Meta(description="How many tasks O*NET lists.")]
    tasks: Annotated[
        list[work.TaskOfOccupation], Meta(description="Most important first; those without a rating to rely on last.")
    ]
    emerging_tasks: Annotated[list[work.EmergingTask], Meta(description="Reported since the list was made.")]
    work_activities: Annotated[list[work.RatedElement], Meta(description=BY_IMPORTANCE)]
    knowledge: Annotated[list[work.RatedElement], Meta(description=BY_IMPORTANCE)]
    essential_skills: Annotated[list[work.RatedElement], Meta(description=BY_IMPORTANCE)]
    transferable_skills: Annotated[list[work.RatedElement], Meta(description=BY_IMPORTANCE)]
    abilities: Annotated[list[work.RatedElement], Meta(description=BY_IMPORTANCE)]
    skills_in_demand: Annotated[list[work.Software], Meta(description="Software that postings for it often ask for.")]
    software: Annotated[list[work.Software], Meta(description="Hot and in demand first.")]
    tools: Annotated[list[work.Tool], Meta(description="Tools in O*NET's order.")]
    work_context: Annotated[list[work.RatedElement], Meta(description="Conditions, on O*NET's scale from 1 to 5.")]
    interests: Annotated[list[work.RatedElement], Meta(description="Holland's interests, from 1 to 7.")]
    basic_interests: Annotated[list[work.RatedElement], Meta(description="Interest areas, from 1 to 7.")]
    work_styles: Annotated[list[work.RatedElement], Meta(description="Personal qualities, from −3 to 3.")]
    job_zone: Annotated[Whole | None, Meta(description="From 1 to 5.")]
    preparation: Annotated[work.Preparation | None, Meta(description="Null where O*NET gives no job zone.")]
    study: Annotated[list[work.StudyFamily], Meta(description="By title.")]
    education: Annotated[
        list[work.Education],
        Meta(description="Levels that those asked say are required, highest share first; `attainment` says what workers have."),
    ]
    related: Annotated[list[work.Related], Meta(description="Nearest first.")]
    other_studies: Annotated[list[ai.Exposure], Meta(description="Studies that do not count towards overlap.")] = []
    observed_exposure_origin: Annotated[ai.Origin | None, Meta(description="Where `observed_exposure` comes from.")] = None
    language_modelling_origin: Annotated[ai.Origin | None, Meta(description="Where `language_modelling` comes from.")] = None
    attainment: Annotated[
        work.Attainment | None, Meta(description="What workers have learned; null where BLS publishes no shares for it.")
    ] = None
    label_agreement: Annotated[
        work.LabelAgreement | None, Meta(description="People and GPT-4 on the tasks; null where no task is labelled by both.")
    ] = None

    def study_of(self, key: str) -> ai.Exposure | None:
        """What the study with this key says."""
        return next((row for row in (*self.exposure, *self.other_studies) if row.key == key), None)


@cache
def occupation_document() -> type[OccupationDocument]:
    """The whole class, with what other rooms add. Ask for it once all apps are ready."""
    fields = [(one.name, one.type, None) for _, one in sorted(ADDITIONS.items())]
    made = defstruct(
        "OccupationDocument",
        fields,
        bases=(OccupationDocument,),
        frozen=True,
        kw_only=True,
        module=__name__,
        namespace={"__doc__": OccupationDocument.__doc__},
    )
    return cast("type[OccupationDocument]", made)


@dataclass(frozen=True)
class OccupationSubject(Subject[OccupationDocument]):
    """An occupation as its page, its brief, its charts and its pictures read it."""

    @property
    def code(self) -> str:
        """O*NET-SOC code, such as 27-4014.00."""
        return self.document.code

    @property
    def slug(self) -> str:
        """The last part of the address: role-27-4014-00."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def share_image(self) -> str:
        return share_path("role", self.slug.removeprefix("role-"))


def read_occupation(edition: Edition, code: str) -> OccupationSubject | None:
    """An occupation of an edition, or None where the edition has none of this code. Two queries."""
    return next(iter(read_occupations(edition, [code])), None)


def read_occupations(edition: Edition, codes: Iterable[str]) -> list[OccupationSubject]:
    """Those of the occupations that the edition has, by code. Two queries."""
    reader = reader_of(edition)
    documents = reader.documents(occupation_document(), codes, occupation_api)
    return [OccupationSubject(document, reader) for document in documents.values()]
