"""From profiles to answers. Numbers are the figures' values, at full precision."""

from citations.api.views import edition_reference
from citations.figures import ReleaseReference
from citations.models import Edition
from gradient.measures import BRIDGE, CROSSWALK, ILO, ONET
from gradient.profiles import IndexRow, MajorGroup, TaskRow, UnitGroupProfile


def row_answer(row: IndexRow) -> dict:
    """A unit group in the list."""
    return {
        "code": row.code,
        "title": row.title,
        "major_group": _major(row.major),
        "mean_score": row.values["mean_score"],
        "mean_score_previous": row.values["mean_score_previous"],
        "change": row.values["change"],
        "percentile": row.values["percentile"],
        "band": row.band.key,
        "task_count": row.values["task_count"],
        "url": row.path,
    }


def unit_group_answer(profile: UnitGroupProfile, edition: Edition) -> dict:
    """A unit group with all that its page shows."""
    return {
        "code": profile.code,
        "title": profile.title,
        "major_group": _major(profile.major),
        "mean_score": profile.mean.value,
        "mean_score_previous": profile.mean_previous.value,
        "change": profile.change.value,
        "percentile": profile.percentile.value,
        "band": profile.band.key,
        "task_count": profile.task_count.value,
        "url": profile.path,
        "occupation_count": profile.occupation_count.value,
        "exposed_share": profile.exposed_share.value,
        "band_2023": profile.band_2023,
        "bands": [{"band": row.band.key, "tasks": row.tasks.value, "share": row.share.value} for row in profile.bands],
        "tasks": [_task(task) for task in profile.tasks],
        "most_exposed_task": _named_task(profile.most_exposed),
        "fastest_task": _named_task(profile.fastest) if profile.fastest else None,
        "us_occupation_count": profile.us_occupation_count.value,
        "us_occupations": [
            {
                "code": row.code,
                "title": row.title,
                "employment": row.employment.value,
                "employment_missing": row.employment.missing.value if row.employment.missing else None,
            }
            for row in profile.us_occupations or ()
        ],
        "sources": [_source(release) for release in _sources(profile)],
        "edition": edition_reference(edition),
    }


def _major(major: MajorGroup) -> dict:
    return {"code": major.code, "title": major.title}


def _task(task: TaskRow) -> dict:
    return {
        "number": task.number,
        "statement": task.statement,
        "score": task.score.value,
        "score_previous": task.score_previous.value,
        "change": task.change.value,
        "rationale": task.rationale,
    }


def _named_task(task: TaskRow) -> dict:
    return {"number": task.number, "statement": task.statement, "score": task.score.value, "change": task.change.value}


def _sources(profile: UnitGroupProfile) -> list[ReleaseReference]:
    """Releases that the answer's figures, titles and relations come from, as the page's source list orders them."""
    cited = {ILO}
    if profile.us_occupations is not None:
        cited |= {CROSSWALK, BRIDGE}
        cited |= {release.dataset for row in profile.us_occupations for release in row.employment.releases}
    if profile.has_onet_titles:
        cited.add(ONET)
    found = [release for slug, release in profile.releases.items() if slug in cited]
    return sorted(found, key=lambda release: (release.short_title.casefold(), release.version))


def _source(release: ReleaseReference) -> dict:
    return {
        "dataset": release.dataset,
        "title": release.short_title,
        "version": release.version,
        "publisher": release.publisher,
        "is_sample": release.is_sample,
    }
