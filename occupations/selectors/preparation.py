"""Preparation, fields of study, career clusters, and which occupations are near each other."""

from collections import defaultdict
from typing import NamedTuple

from occupations.models import CareerCluster, JobZone, OccupationJobZone, RelatedOccupation, StudyField, StudyFieldOccupation
from occupations.selectors.ordering import in_code_point_order


class ZoneFacts(NamedTuple):
    title: str
    experience: str
    education: str
    training: str
    examples: str
    svp_range: str


class FieldFacts(NamedTuple):
    code: str
    title: str
    family_code: str
    family_title: str


def job_zones(release_id: int) -> dict[int, ZoneFacts]:
    """What each zone asks for. A zone that the release merged into the next one has no row."""
    rows = JobZone.objects.filter(release_id=release_id).order_by("zone")
    return {zone: ZoneFacts(*row) for zone, *row in rows.values_list("zone", *ZoneFacts._fields)}


def zone_of_occupation(release_id: int) -> dict[str, int]:
    """O*NET-SOC code → job zone."""
    return dict(OccupationJobZone.objects.filter(release_id=release_id).order_by("code").values_list("code", "zone"))


def related_occupations(release_id: int) -> dict[str, list[str]]:
    """O*NET-SOC code → related ones, nearest first."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = RelatedOccupation.objects.filter(release_id=release_id).order_by("code", "rank", "related_code")
    for code, related in rows.values_list("code", "related_code").iterator():
        found[code].append(related)
    return found


def study_fields(release_id: int) -> dict[str, FieldFacts]:
    """Fields of study by CIP code."""
    rows = StudyField.objects.filter(release_id=release_id).order_by("code")
    return {row[0]: FieldFacts(*row) for row in rows.values_list(*FieldFacts._fields)}


def fields_of_soc(release_id: int) -> dict[str, list[str]]:
    """SOC 2018 code → fields of study that prepare for it, by code."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = StudyFieldOccupation.objects.filter(release_id=release_id).exclude(soc_code="").exclude(field_code="")
    for soc, field in rows.order_by("soc_code", "field_code").values_list("soc_code", "field_code"):
        found[soc].append(field)
    return found


def clusters_of_soc(release_id: int) -> dict[str, list[tuple[str, str]]]:
    """SOC 2018 code, or a combination of BLS → (career cluster, sub-cluster), by alphabet."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = CareerCluster.objects.filter(release_id=release_id).order_by("soc_code", "cluster", "sub_cluster")
    for soc, cluster, sub_cluster in rows.values_list("soc_code", "cluster", "sub_cluster"):
        found[soc].append((cluster, sub_cluster))
    return in_code_point_order(found)
