"""Putting the facts of a release on trial as those of another version, without going through files: quick enough for hundreds."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest import mock
from uuid import uuid4

from django.db import connection, models
from django.utils import timezone

from citations import guards
from citations.actions import checking
from citations.importing.facts import columns_of
from citations.importing.importer import IMPORTERS
from citations.importing.issues import STOP, Findings
from citations.importing.loading import bulk_load
from citations.importing.plausibility.judging import judge
from citations.models import Release
from gradient.models import IscoGroup
from occupations.models import (
    CareerCluster,
    CrosswalkEdge,
    EarlierTask,
    ExposureScore,
    Occupation,
    Projection,
    SocGroup,
    StudyFieldOccupation,
    WageEstimate,
)
from tests.corpus.damages import Damage, Rows, is_divided, of_2010, of_2018

# The facts of a release by their table, and by its key the rows of a table of the files, of which facts keep a part.
Facts = dict[type | str, Rows]


class NoJob:
    """Stands in for the job, which nobody watches."""

    def __call__(self, *progress: object) -> None:
        """Nobody asks how far it is."""

    def check_in(self) -> None:
        """Nobody cancels it."""


def facts_of(release: Release) -> Facts:
    """All facts of a release by their table, in the order in which they were loaded."""
    importer = IMPORTERS[release.dataset.slug]
    facts = {
        model: list(model._default_manager.filter(release=release).order_by("pk").values()) for model in importer.fact_models()
    }
    return {
        model: [{k: v for k, v in row.items() if k not in {"id", "release_id"}} for row in rows] for model, rows in facts.items()
    }


@contextmanager
def rows_of_files() -> Iterator[dict[str, Facts]]:
    """The parsed rows of the tables of whatever is loaded meanwhile, by dataset."""
    found: dict[str, Facts] = {}

    def kept(release, importer, counts, findings, job, table):
        rows = {one.key: [row._asdict() for row in table(one.key)] for one in importer.tables}
        found[release.dataset.slug] = {key: of_table for key, of_table in rows.items() if of_table}
        return judge(release, importer, counts, findings, job, table)

    with mock.patch.object(checking, "judge", kept):
        yield found


def damaged(facts: Facts, damages: Mapping[type | str, Damage]) -> Facts:
    assert damages.keys() <= facts.keys()
    return {of: damages[of](rows) if of in damages else rows for of, rows in facts.items()}


def kinds_found(base: Release, facts: Facts, version: str, *, alone: bool = False, replaces: bool = False) -> dict[str, str]:
    """What stops facts as those of another version of the dataset, by kind; `alone`: with no release before; `replaces`: as
    another issue of the base itself."""
    found = findings_of(base, facts, version, alone=alone, replaces=replaces)
    stops = [finding for finding in found.kept if finding.severity == STOP]
    kinds = [stop.kind for stop in stops]
    assert len(kinds) == len(set(kinds)), "one cause is one finding"
    return {stop.kind: stop.message for stop in stops}


def findings_of(base: Release, facts: Facts, version: str, *, alone: bool = False, replaces: bool = False) -> Findings:
    """All that is found of facts on trial, see `kinds_found`."""
    release = Release.objects.create(
        dataset=base.dataset,
        version=version,
        state=Release.State.LOADING,
        fingerprint=uuid4().hex,
        retrieved_at=timezone.now(),
        importer_version=1,
        is_sample=base.is_sample,
        **({"replaces": base, "renewal": Release.Renewal.REPLACED, "issue": 2} if replaces else {}),
    )
    if alone:
        Release.objects.filter(dataset=base.dataset, state=Release.State.READY).update(state=Release.State.SET_ASIDE, **ASIDE)
    counts = {}
    importer = IMPORTERS[base.dataset.slug]
    tables = {table.key: [table.row_type(**row) for row in facts.get(table.key, ())] for table in importer.tables}
    for model, rows in facts.items():
        if not isinstance(model, str) and (rows := _once(model, rows)):
            fields = tuple(rows[0])
            loaded = bulk_load(
                model, fields, [tuple(row[f] for f in fields) for row in rows], constants={"release_id": release.pk}
            )
            counts[model._meta.label] = loaded
    findings = Findings()
    judge(release, importer, counts, findings, NoJob(), tables.__getitem__)
    return findings


def _once(model: type, rows: Rows) -> Rows:
    """The rows without those that repeat the key of another one, for which the check of the file would refuse it."""
    key = [field.name for field in columns_of(model)[0]]
    # PostgreSQL takes whole numbers alone in columns of these.
    whole = {field.name for field in model._meta.concrete_fields if isinstance(field, models.IntegerField)}
    rows = [{k: round(v) if k in whole and isinstance(v, float) else v for k, v in row.items()} for row in rows]
    return list({tuple(row[name] for name in key): row for row in reversed(rows)}.values())[::-1]


def complete(releases: Mapping[str, Release], rows: Mapping[str, Facts]) -> None:
    """Make whole lists of codes of the sample's excerpts, and a table of career clusters of its handful of lines, in its `rows`
    of files, too: by codes of other releases of the sample, and by codes of ours."""
    structure = releases["soc-structure"]
    soc = set(WageEstimate.objects.values_list("soc_code", flat=True)) | set(Projection.objects.values_list("code", flat=True))
    soc |= set(StudyFieldOccupation.objects.exclude(soc_code="").values_list("soc_code", flat=True))
    soc |= {code for code in ExposureScore.objects.values_list("code", flat=True) if len(code) == 7}
    soc |= set(CrosswalkEdge.objects.filter(from_system="soc-2010").values_list("from_code", flat=True))
    soc |= set(SocGroup.objects.exclude(level="onet").values_list("code", flat=True))
    onet = set(Occupation.objects.values_list("code", flat=True)) | {code for code in _scored() if len(code) == 10}
    ours = {f"{major}-{number}" for major in range(11, 54, 2) for number in range(1011, 1029)}
    known = set(SocGroup.objects.values_list("code", flat=True))
    titles = dict(Occupation.objects.values_list("code", "title"))
    titles |= dict(WageEstimate.objects.values_list("soc_code", "soc_title"))
    groups = [(code, titles.get(code, f"Title of {code}"), "detailed", "") for code in sorted((soc | ours) - known)]
    groups += [(code, titles.get(code, ""), "onet", "") for code in sorted(onet | {f"{c}.00" for c in ours}) if code not in known]
    bulk_load(SocGroup, ("code", "title", "level", "parent_code"), groups, constants={"release_id": structure.pk})
    edges = set(CrosswalkEdge.objects.filter(release=structure, from_system="soc-2010").values_list("from_code", flat=True))
    more = [("soc-2010", code, "soc-2018", code) for code in sorted((soc | ours) - edges)]
    # Some occupations have two codes more, one in each vintage; and some of 2010 are two in 2018.
    more += [("soc-2010", of_2010(code), "soc-2018", code) for code in sorted(soc | ours) if of_2010(code) != code]
    in_2018 = [(of_2018(code), "", "detailed", "") for code in sorted(soc | ours) if of_2018(code) != code]
    bulk_load(SocGroup, ("code", "title", "level", "parent_code"), in_2018, constants={"release_id": structure.pk})
    divided = sorted(code for code in soc | ours if is_divided(code))
    more += [("soc-2010", f"{code[:2]}.{code[3:]}", "soc-2018", end) for code in divided[1:] for end in (code, divided[0])]
    onet_2010 = set(ExposureScore.objects.filter(system="onet-soc-2010").values_list("code", flat=True))
    onet_2010 |= set(EarlierTask.objects.values_list("code", flat=True)) | {f"{code}.00" for code in ours}
    onet_2010 -= set(CrosswalkEdge.objects.filter(from_system="onet-soc-2010").values_list("from_code", flat=True))
    more += [("onet-soc-2010", code, "onet-soc-2019", code) for code in sorted(onet_2010)]
    fields = ("from_system", "from_code", "to_system", "to_code")
    bulk_load(CrosswalkEdge, fields, more, constants={"release_id": structure.pk})
    scores = releases["ilo-genai-gradient"]
    isco = set(CrosswalkEdge.objects.filter(to_system="isco-08").values_list("to_code", flat=True))
    isco |= {str(code) for code in range(2001, 2400)}
    isco -= set(IscoGroup.objects.values_list("code", flat=True))
    bulk_load(IscoGroup, ("code", "title", "level"), [(c, "", 4) for c in sorted(isco)], constants={"release_id": scores.pk})
    clusters = [(code, f"Cluster {code[:2]}", f"Part {code[3]}") for code in sorted(soc & set(titles))]
    table = ("soc_code", "cluster", "sub_cluster")
    bulk_load(CareerCluster, table, clusters, constants={"release_id": releases["career-clusters"].pk})
    rows["career-clusters"]["places"] += [dict(zip(table, line, strict=True), title=titles[line[0]]) for line in clusters]
    guards.drop(connection)
    for release in releases.values():
        release.report["facts"] = {model._meta.label: len(rows) for model, rows in facts_of(release).items() if rows}
        release.save(update_fields=["report"])
    guards.install(connection)


def _scored() -> Iterator[str]:
    return ExposureScore.objects.values_list("code", flat=True).iterator()


ASIDE = {"set_aside_reason": "For the test.", "set_aside_at": timezone.now()}
