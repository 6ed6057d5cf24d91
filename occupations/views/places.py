"""Where the subjects around the occupations are: from the last part of an address to a subject's key, and the way back up."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from occupations.profiles.subject import SubjectProfile

Step = Mapping[str, str]
ROLES_STEP: Step = {"title": "Roles", "url": "/roles/"}
_FAMILIES: Step = {"title": "Job families", "url": "/families/"}
_CLUSTERS: Step = {"title": "Career clusters", "url": "/clusters/"}
_ELEMENTS: Step = {"title": "Elements", "url": "/elements/"}
_INDUSTRIES: Step = {"title": "Industries", "url": "/industries/"}
_TECHNOLOGY: Step = {"title": "Technology", "url": "/technology/"}
_STUDY: Step = {"title": "Fields of study", "url": "/study/"}


def _task_trail(profile: SubjectProfile) -> list[Step]:
    occupation = profile.parts["occupation"]
    return [ROLES_STEP, {"title": occupation["title"], "url": occupation["path"]}]


def _study_trail(profile: SubjectProfile) -> list[Step]:
    family: Any = profile.parts.get("family")
    return [ROLES_STEP, _STUDY, *([{"title": family["title"], "url": family["path"]}] if family else [])]


def _below(step: Step) -> Callable[[SubjectProfile], list[Step]]:
    return lambda profile: [ROLES_STEP, step]


@dataclass(frozen=True)
class Place:
    """A family of addresses.

    kind     of the profiles and of the page
    address  finds the key, its group 1, in what follows the first part of the address: "2.A.1.a-reading-comprehension"
    key      from that group, as somebody may have typed it, to the key of the profile
    trail    what stands above the page's title
    system   what the code is a code of; shown before it, empty where no code is shown
    """

    kind: str
    address: re.Pattern[str]
    trail: Callable[[SubjectProfile], list[Step]]
    key: Callable[[str], str] = str
    system: str = ""


def _element_id(typed: str) -> str:
    """'2.a.1.A' → '2.A.1.a': the second part of an id is a capital, later letters are small, but for I01 and D01."""
    parts = typed.lower().split(".")
    return ".".join(part.upper() if place == 1 or re.fullmatch(r"[id]\d\d", part) else part for place, part in enumerate(parts))


def _sector(typed: str) -> str:
    """'31-33' → '31': the survey names sectors that take several numbers by the first."""
    return typed.partition("-")[0]


PLACES = {
    "families": Place("family", re.compile(r"(\d\d)(?:-.*)?"), _below(_FAMILIES), lambda typed: f"{typed}-0000", "SOC"),
    "clusters": Place("cluster", re.compile(r"([\w-]+)"), _below(_CLUSTERS), str.lower),
    "tasks": Place("task", re.compile(r"(\d{1,9})(?:-.*)?"), _task_trail, system="O*NET task"),
    "elements": Place(
        "element", re.compile(r"(\d(?:\.[0-9A-Za-z]{1,3})+)(?:-.*)?"), _below(_ELEMENTS), _element_id, "O*NET element"
    ),
    "industries": Place("industry", re.compile(r"(\d\d-\d\d|\d{2,6})(?:-.*)?"), _below(_INDUSTRIES), _sector, "NAICS"),
    "technology": Place("technology", re.compile(r"(\d{8}|\d(?:\.[0-9A-Za-z]{1,3})+)(?:-.*)?"), _below(_TECHNOLOGY), _element_id),
    "study": Place("study", re.compile(r"(\d\d(?:\.\d{2,4})?)(?:-.*)?"), _study_trail, system="CIP"),
}
