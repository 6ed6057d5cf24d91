"""GET /api/v1/tasks/, /api/v1/tasks/<code>/."""

from citations.api.answers import answer_class
from occupations.addresses import TASKS_API
from occupations.measures import datasets as of
from occupations.subjects.kinds import SubjectApi
from occupations.subjects.task.document import TaskDocument

TASK_API = SubjectApi(
    path=TASKS_API,
    answer=answer_class("OccupationTask", TaskDocument, "A task with all that its page shows."),
    operation=("task", "list_tasks"),
    pattern=r"^\d{1,9}$",
    datasets=(of.ONET, of.ELOUNDOU),
    about=(
        "One task of a U.S. occupation: how it is rated and used, and similar tasks elsewhere.",
        "All tasks of U.S. occupations, by number.",
    ),
)
