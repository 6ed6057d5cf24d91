"""The international part of the built-in sample in the publishers' layouts, and the loading of the whole of it."""

import hashlib
import io
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

from citations.actions.choosing import choose_releases
from citations.actions.editions import compile_edition, input_fingerprint
from citations.actions.publishing import publish_edition
from citations.actions.releases import import_release
from citations.actions.uploading import Original
from citations.jobs import Listener, ignore_progress
from citations.models import Edition, Release
from citations.sample_files import Cell, archive_of, stata, text_rows, workbook
from citations.selectors import live_edition
from occupations.sample.files.text import US_SAMPLE
from singulariki.editorial.seeds import ensure_default_layouts

FOLDER = Path(__file__).parent


def unit_groups() -> list[Mapping]:
    """The sample's unit groups with their tasks, as written in `unit-groups/`, by code."""
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "unit-groups").glob("*.toml"))]


def score_2025(task: Mapping) -> float:
    """A task's score of 2025, from 0 to 1: the mean of the models' scores, or what was settled where they were reconciled."""
    predicted = [task[model]["score"] for model in ("gpt4o", "gemini") if model in task]
    return task.get("reconciled_2025", round(fmean(predicted), 4))


def ilo_genai_gradient() -> dict[str, bytes]:
    """The ILO's workbook of task scores, and the ISCO-08 structure."""
    rows = list(_task_rows())
    return {
        "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx": workbook(
            {"Sheet1": (list(rows[0]), *(list(row.values()) for row in rows))}
        ),
        "struct08.xlsx": workbook({"ISCO-08 structure Eng09": text_rows(FOLDER / "isco" / "structure.csv")}),
    }


def _task_rows() -> Iterator[dict[str, Cell]]:
    """The rows of the ILO's table, by its columns."""
    for group in unit_groups():
        tasks = group["tasks"]
        spread_2023 = round(stdev(task["score_2023"] for task in tasks if "score_2023" in task), 2)
        spread_2025 = round(stdev(map(score_2025, tasks)), 2)
        for number, task in enumerate(tasks, start=1):
            gemini = task.get("gemini", {})
            yield {
                "label4d": f"{group['code']} - {group['title']}",
                "label1d": group["major_group"],
                "ISCO_08": group["code"],
                "Title": group["title"],
                "taskID": number,
                "Task_ISCO": task["statement"],
                "score_2023": task.get("score_2023"),
                "Weaviate Status": "success",
                "predicted_score_2025_gpt4o": task["gpt4o"]["score"],
                "prediction_justification_gpt4o": task["gpt4o"]["rationale"],
                "weaviate_status_gemini": "success" if gemini else "fail",
                "predicted_score_2025_gemini": gemini.get("score"),
                "prediction_justification_gemini": gemini.get("rationale"),
                "score_2025": score_2025(task),
                "source": "reconciled" if "reconciled_2025" in task else "predicted",
                "mean_score_2023": group["mean_2023"],
                "mean_score_2025": group["mean_2025"],
                "SD_2023": spread_2023,
                "SD_2025": spread_2025,
                "potential25": group["band_2025"],
                "potential23": group["band_2023"],
            }


def ibs_crosswalk() -> dict[str, bytes]:
    """The edges from SOC 2010 to ISCO-08 as a Stata file in an archive."""
    heading, *rows = text_rows(FOLDER / "crosswalk" / "soc10_isco08.csv")
    edges = stata(heading, [[int(cell) for cell in row] for row in rows])
    return {"onetsoc_to_isco_cws_ibs.zip": archive_of({"onetsoc_to_isco_cws_ibs/soc10_isco08.dta": edges})}


# What each dataset's publisher would issue: file name to content.
SAMPLE_FILES: Mapping[str, Callable[[], dict[str, bytes]]] = {
    **US_SAMPLE,
    "ibs-crosswalk": ibs_crosswalk,
    "ilo-genai-gradient": ilo_genai_gradient,
}


class SampleNotLoaded(RuntimeError):
    """A release of the sample did not become ready. The message says which, and what was found in it."""


@dataclass(frozen=True)
class LoadedSample:
    """What came of loading the sample.

    releases   the sample's release of each dataset, by slug
    created    slugs whose release was imported just now
    outdated   slugs whose release was loaded earlier, from files that have changed since
    edition    the edition compiled from them, and whether that was done just now
    live       the edition readers see, and whether the sample was published just now
    """

    releases: Mapping[str, Release]
    created: Sequence[str]
    outdated: Sequence[str]
    edition: Edition
    compiled: bool
    live: Edition
    published: bool


def load_sample(*, user=None, listener: Listener = ignore_progress) -> LoadedSample:
    """Import, compile and, where readers see no edition of real releases, publish the sample. A second run finds all there.

    Releases and edition are marked as sample. A live edition of real releases stays live. Raises `SampleNotLoaded`.
    """
    here = {slug: release for slug in SAMPLE_FILES if (release := _sample_release(slug))}
    imported, outdated = {}, []
    for slug, make_files in SAMPLE_FILES.items():
        files = make_files()
        if slug not in here:
            listener(f"Importing the sample of {slug}", 0, None)
            imported[slug] = _import(slug, files, user=user, listener=listener)
        elif _digests(files) != set(here[slug].files.values_list("sha256", flat=True)):
            outdated.append(slug)
    ensure_default_layouts()
    edition = _compiled_before()
    compiled = edition is None
    if edition is None:
        edition = compile_edition(user=user, is_sample=True, listener=listener)
    live, published = live_edition(), False
    if live is None or (live.is_sample and live != edition):
        publish_edition(edition=edition, user=user, reason="The built-in sample")
        live, published = edition, True
    releases = {slug: here.get(slug) or imported[slug] for slug in SAMPLE_FILES}
    return LoadedSample(releases, list(imported), outdated, edition, compiled, live, published)


def _sample_release(slug: str) -> Release | None:
    return Release.objects.filter(dataset__slug=slug, is_sample=True, state=Release.State.READY).order_by("pk").last()


def _digests(files: Mapping[str, bytes]) -> set[str]:
    return {hashlib.sha256(content).hexdigest() for content in files.values()}


def _compiled_before() -> Edition | None:
    """The newest edition of just these releases and recipes, if there is one."""
    fingerprint = input_fingerprint(choose_releases(is_sample=True))
    same = Edition.objects.filter(is_sample=True, state=Edition.State.READY, fingerprint=fingerprint)
    return same.order_by("pk").last()


def _import(slug: str, files: Mapping[str, bytes], *, user, listener: Listener) -> Release:
    originals = [Original(name, io.BytesIO(content)) for name, content in files.items()]
    release, _ = import_release(files=originals, dataset=slug, user=user, is_sample=True, listener=listener)
    if release.state == Release.State.READY and release.is_sample:
        return release
    problems = [str(issue) for issue in release.issues.filter(severity="error")[:5]]
    raise SampleNotLoaded(
        f"The sample of {slug} is {release.get_state_display().lower()} as release {release.pk}. "
        f"{'; '.join(problems) or release.failure or 'Its files were uploaded before as a release that is not marked as sample.'}"
    )
