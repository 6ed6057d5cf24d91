"""Job zones and related occupations."""

from citations.importing.cells import choice, integer, text
from citations.importing.tables import Column, Reference, Table
from occupations.importers.codes import ONET_SOC_CODE
from occupations.importers.onet.tables.columns import CODE, DATED, DOMAIN_SOURCE, OF_AN_OCCUPATION

ZONE = Column("zone", "Job Zone", integer(1, 5))
TIERS = ("Primary-Short", "Primary-Long", "Supplemental")

JOB_ZONE_REFERENCE = Table(
    key="job_zone_reference",
    label="Job Zone Reference",
    columns=(
        ZONE,
        Column("title", "Name", text(120)),
        Column("experience", "Experience", text()),
        Column("education", "Education", text()),
        Column("training", "Job Training", text()),
        Column("examples", "Examples", text()),
        Column("svp_range", "SVP Range", text(40)),
    ),
    required=False,
    unique=("zone",),
)

JOB_ZONES = Table(
    key="job_zones",
    label="Job Zones",
    columns=(CODE, ZONE, DATED, DOMAIN_SOURCE),
    required=False,
    unique=("code",),
    references=(OF_AN_OCCUPATION, Reference(("zone",), "job_zone_reference", ("zone",))),
)

RELATED_OCCUPATIONS = Table(
    key="related_occupations",
    label="Related Occupations",
    columns=(
        CODE,
        Column("related_code", "Related O*NET-SOC Code", ONET_SOC_CODE),
        Column("tier", "Relatedness Tier", choice({tier: tier for tier in TIERS})),
        Column("rank", "Index", integer(1, 99)),
    ),
    required=False,
    unique=("code", "related_code"),
    references=(OF_AN_OCCUPATION, Reference(("related_code",), "occupation_data", ("code",))),
)
