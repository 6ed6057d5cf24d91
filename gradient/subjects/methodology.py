"""What the gradient adds to the methodology page: its part of the method in prose."""

from collections.abc import Callable

from citations.figures import Figure
from gradient.addresses import GRADIENT_API
from gradient.subjects.unit_group_list.document import KEY, GradientDocument
from occupations.subjects.methodology.page import EXAMPLE_SECTION, METHODOLOGY, MethodPage, prose_section
from singulariki.editorial.registry import FigureToken


def _of_the_gradient(name: str) -> Callable[[MethodPage], Figure | None]:
    """A figure of the document of all unit groups. One query."""

    def resolve(page: MethodPage) -> Figure | None:
        document = page.reader.document(GradientDocument, KEY, GRADIENT_API)
        return getattr(document, name) if document else None

    return resolve


for _token in (
    FigureToken("unit-group-count", "International unit groups with data", _of_the_gradient("unit_group_count"), "The method"),
    FigureToken("scored-tasks", "Scored tasks of the international unit groups", _of_the_gradient("scored_tasks"), "The method"),
):
    METHODOLOGY.add_token(_token)

METHODOLOGY.add_section(
    prose_section(
        "ilo-gradient",
        "The ILO's gradient",
        {
            "study": "The international pages rest on one study of the International Labour Organization. It scores the tasks of "
            "ISCO-08 unit groups from 0 to 1, for how far generative AI can attempt their content. A unit group's figure is the "
            "unweighted mean of its tasks.",
            "reach": "The release scores {scored-tasks} tasks of {unit-group-count} unit groups. Percentiles are taken among "
            "these unit groups, so they do not compare with those of U.S. occupations.",
            "bands": "The ILO places each unit group as a whole in one of six bands, from the mean and the spread of its task "
            "scores. A band says nothing of a single task; the scores of the tasks stand beside it.",
            "change": "The release also gives scores of 2023, of nearly all of these tasks. The change of a unit group's mean is "
            "that of its tasks scored in both years, but the models and the way of scoring changed between them. The "
            "difference says how the assessment moved. It is no measure of how much more models can do, or of anything that "
            "happened at work.",
        },
    ),
    after=EXAMPLE_SECTION,
)
