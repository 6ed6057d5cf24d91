"""By kind of document, all that the publishers' files say of a subject: what sections print, and everything else."""

from collections.abc import Callable, Iterable, Mapping

from tests.reference import recomputed_around as around
from tests.reference import recomputed_gradient as gradient
from tests.reference import recomputed_lists as lists
from tests.reference import recomputed_method as method
from tests.reference import recomputed_occupations as occupations
from tests.reference import recomputed_standing as standing
from tests.reference import recomputed_subjects as subjects
from tests.reference import recomputed_work as work
from tests.reference.reckoning import Reckoning
from tests.reference.recomputed_work import Parts

# Fields that no file has: addresses, and names of measures, which are ours.
OURS = frozenset({"path", "api", "url", "brief", "compare", "measure"})
# Titles of families of fields of study are not in the crosswalk; what stands in indexes beside the answers that are made of them.
IGNORED: Mapping[str, frozenset[str]] = {
    "occupation": frozenset({"/study/*/title"}),
    "study": frozenset({"/title", "/family/title"}),
    "gradient-index": frozenset({"/title", "/columns/*/*"}),
    "methodology": frozenset({"/title", "/studies/*/name"}),
    "dataset-coverage": frozenset({"/recipe", "/introduction"}),
}

DOCUMENTS: Mapping[str, tuple[Callable[[Reckoning, str], Parts], ...]] = {
    "occupation": (
        work.also_called,
        work.headline_figures,
        work.observed_use,
        work.exposure,
        work.tasks,
        work.job_outlook,
        standing.work_activities,
        standing.knowledge_skills_abilities,
        standing.technology,
        standing.how_to_get_in,
        standing.education_of_workers,
        standing.interests,
        standing.wages,
        standing.industries,
        standing.career_cluster,
        standing.quadrant,
        standing.gradient_place,
        *occupations.ALL,
    ),
    "unit-group": (
        lists.unit_group_head,
        lists.band_table,
        lists.tasks_strip,
        lists.most_exposed_task,
        lists.fastest_task,
        lists.us_occupations,
        gradient.unit_group,
    ),
    "gradient-index": (gradient.gradient,),
    "task": (around.task_rated, around.task_use, around.task_similar, subjects.task),
    "activity": (subjects.activity,),
    "lower-ratings": (subjects.lower_ratings,),
    "element": (
        around.element_opening,
        around.element_distribution,
        around.element_highest,
        around.element_lowest,
        around.element_overlap,
        around.element_linked,
        subjects.element,
    ),
    "family": (subjects.family,),
    "cluster": (subjects.cluster,),
    "study": (subjects.study,),
    "industry": (around.industry_opening, around.industry_occupations, subjects.industry),
    "technology": (subjects.technology,),
    "methodology": (method.method,),
    "dataset-coverage": (method.coverage,),
}

# Keys of the subjects that there must be a document of.
SUBJECTS: Mapping[str, Callable[[Reckoning], Iterable[str]]] = {
    "occupation": lambda raw: raw.titles,
    "unit-group": lambda raw: raw.unit_groups,
    "gradient-index": lambda raw: ["all"],
    "task": lambda raw: map(str, raw.owner),
    "activity": lambda raw: raw.tasks_of_activity,
    "lower-ratings": lambda raw: [code for code, rated in raw.ratings("IM").items() if rated],
    "element": around.rated_elements,
    "family": lambda raw: {f"{code[:2]}-0000" for code in raw.titles},
    "cluster": lambda raw: map(around.cluster_slug, raw.members_of_clusters),
    "study": lambda raw: {*raw.fields_of_study, *(field[:2] for field in raw.fields_of_study)},
    "industry": lambda raw: raw.industries,
    "technology": lambda raw: raw.onet_by("Commodity Code", "Technology Skills", "Tools Used"),
    "methodology": lambda raw: ["methodology"],
    "dataset-coverage": lambda raw: ["anthropic-economic-index"],
}

# Lists of names in the API, by where they stand: key → title.
DIRECTORIES: Mapping[str, Callable[[Reckoning], dict[str, str]]] = {
    "tasks": lambda raw: {str(n): raw.tasks[code][n]["Task"][:200] for n, code in raw.owner.items()},
    "elements": lambda raw: {element: raw.elements[element] for element in around.rated_elements(raw)},
    "industries": lambda raw: {naics: known["title"] for naics, known in raw.industries.items()},
}
