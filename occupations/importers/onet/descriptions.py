"""Occupations in words: definitions, titles, tasks and the work activities they are instances of; job zones and related
occupations; software and tools, and the classification of commodities they stand in."""

from citations.importing.cells import choice, integer, matching, text
from citations.importing.tables import Column, Reference, Table, folded_header
from occupations.importers.codes import ONET_SOC_CODE
from occupations.importers.onet.columns import (
    CODE,
    DATED,
    DOMAIN_SOURCE,
    ELEMENT_ID,
    NO_PAGE,
    OF_A_TASK,
    OF_AN_ELEMENT,
    OF_AN_OCCUPATION,
    TASK_ID,
    YES_OR_NO,
)

# From 30.3 on they are elements of the content model: 4.A.1.a.1.a and 4.A.1.a.1.a.1, not 4.A.1.a.1.I01 and 4.A.1.a.1.I01.D01.
INTERMEDIATE = r"4\.A(\.\w{1,2}){3}\.(I\d\d|[a-z]{1,2})"
INTERMEDIATE_ID = matching(INTERMEDIATE, "the id of an intermediate work activity like 4.A.1.a.1.I01 or 4.A.1.a.1.a")
DETAILED_ID = matching(
    rf"{INTERMEDIATE}\.(D\d\d|\d{{1,3}})", "the id of a detailed work activity like 4.A.1.a.1.I01.D01 or 4.A.1.a.1.a.1"
)
COMMODITY_CODE = matching(r"\d{8}", "a UNSPSC code of eight digits")
COMMODITY_OR_SOFTWARE = matching(
    r"\d{8}|2\.E(\.\w{1,2})*", "a UNSPSC code of eight digits or an element id of software like 2.E.5.b"
)

OCCUPATION_DATA = Table(
    key="occupation_data",
    label="Occupation Data",
    columns=(CODE, Column("title", "Title", text(150)), Column("description", "Description", text())),
    unique=("code",),
)

REPORTED_TITLES = Table(
    key="reported_titles",
    label="Sample of Reported Titles",
    columns=(
        CODE,
        Column("title", "Reported Job Title", text(250)),
        Column(
            "in_my_next_move",
            "Shown in My Next Move",
            YES_OR_NO,
            required=False,
            blank=False,
            missed="titles that My Next Move shows do not come first",
        ),
    ),
    required=False,
    unique=("code", "title"),
    references=(OF_AN_OCCUPATION,),
)

ALTERNATE_TITLES = Table(
    key="alternate_titles",
    label="Alternate Titles",
    columns=(
        CODE,
        Column("title", "Alternate Title", text(250), aliases=("Job Title",)),
        Column("short_title", "Short Title", text(150), required=False, nullable=True, blank="", missed=NO_PAGE),
        Column("sources", "Source(s)", text(80), required=False, nullable=True, blank="", missed=NO_PAGE),
    ),
    required=False,
    # 27.0 to 29.3 list a title of 21-1014.00 with its acronym and without.
    unique=("code", "title", "short_title"),
    references=(OF_AN_OCCUPATION,),
)

TASK_STATEMENTS = Table(
    key="task_statements",
    label="Task Statements",
    columns=(
        CODE,
        TASK_ID,
        Column("statement", "Task", text()),
        Column(
            "task_type",
            "Task Type",
            choice({"Core": "Core", "Supplemental": "Supplemental"}),
            required=False,
            nullable=True,
            blank="",
            missed="pages do not tell core tasks from supplemental ones",
        ),
        Column("incumbents_responding", "Incumbents Responding", integer(0), required=False, nullable=True, missed=NO_PAGE),
        DATED,
        DOMAIN_SOURCE,
    ),
    unique=("task_id",),
    references=(OF_AN_OCCUPATION,),
    excludes=("DWA ID", "DWA Element ID", "Scale ID"),
)

EMERGING_TASKS = Table(
    key="emerging_tasks",
    label="Emerging Tasks",
    columns=(
        CODE,
        Column("statement", "Task", text()),
        Column("kind", "Category", choice({"New": "new", "Revision": "revision"})),
        Column("original_task_id", "Original Task ID", integer(1), nullable=True),
        Column("original_statement", "Original Task", text(), required=False, nullable=True, blank="", missed=NO_PAGE),
        DATED,
        DOMAIN_SOURCE,
    ),
    required=False,
    # One statement may take the place of several tasks.
    unique=("code", "statement", "original_task_id"),
    references=(OF_AN_OCCUPATION,),
)

WORK_ACTIVITY = Column("element_id", "Element ID", ELEMENT_ID, aliases=("GWA Element ID",))
DETAILED_ACTIVITY = Column("activity_id", "DWA ID", DETAILED_ID, aliases=("DWA Element ID",))

INTERMEDIATE_ACTIVITIES = Table(
    key="intermediate_activities",
    label="IWA Reference",
    columns=(
        Column("activity_id", "IWA ID", INTERMEDIATE_ID, aliases=("IWA Element ID",)),
        WORK_ACTIVITY,
        Column("title", "IWA Title", text(150), aliases=("IWA Element Name",)),
    ),
    required=False,
    unique=("activity_id",),
    references=(OF_AN_ELEMENT,),
    excludes=("DWA ID", "DWA Element ID"),
)

DETAILED_ACTIVITIES = Table(
    key="detailed_activities",
    label="DWA Reference",
    columns=(
        DETAILED_ACTIVITY,
        Column("intermediate_id", "IWA ID", INTERMEDIATE_ID, aliases=("IWA Element ID",)),
        WORK_ACTIVITY,
        Column("title", "DWA Title", text(150), aliases=("DWA Element Name",)),
    ),
    required=False,
    unique=("activity_id",),
    references=(OF_AN_ELEMENT, Reference(("intermediate_id",), "intermediate_activities", ("activity_id",))),
)

TASK_ACTIVITIES = Table(
    key="task_activities",
    label="Tasks to DWAs",
    columns=(CODE, TASK_ID, DETAILED_ACTIVITY, DATED, DOMAIN_SOURCE),
    required=False,
    unique=("task_id", "activity_id"),
    references=(OF_AN_OCCUPATION, OF_A_TASK, Reference(("activity_id",), "detailed_activities", ("activity_id",))),
)

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

# Headed otherwise from 30.3 on, when software came to be classified by elements of the content model instead of commodities.
EXAMPLE = Column("example", "Example", text(200), aliases=("Workplace Example",))

TECHNOLOGY_SKILLS = Table(
    key="technology_skills",
    label="Technology Skills",
    columns=(
        CODE,
        EXAMPLE,
        Column("category_id", "Commodity Code", COMMODITY_OR_SOFTWARE, aliases=("Element ID",)),
        Column("category_title", "Commodity Title", text(200), aliases=("Element Name",)),
        Column("hot", "Hot Technology", YES_OR_NO),
        # Not in releases before 27.1.
        Column(
            "in_demand", "In Demand", YES_OR_NO, required=False, missed="pages do not say which software is asked for most often"
        ),
    ),
    required=False,
    unique=("code", "example", "category_id"),
    references=(OF_AN_OCCUPATION,),
)

TOOLS_USED = Table(
    key="tools_used",
    label="Tools Used",
    columns=(
        CODE,
        EXAMPLE,
        Column("category_id", "Commodity Code", COMMODITY_CODE),
        Column("category_title", "Commodity Title", text(200)),
    ),
    required=False,
    unique=("code", "example", "category_id"),
    references=(OF_AN_OCCUPATION, Reference(("category_id",), "commodities", ("commodity_code",))),
    excludes=("Hot Technology", "In Demand"),
    # Without its flags, a table of software has the same headings.
    accepts=lambda name, row: not any(word in folded_header(name) for word in ("technology", "software")),
)

COMMODITIES = Table(
    key="commodities",
    label="UNSPSC Reference",
    columns=(
        Column("commodity_code", "Commodity Code", COMMODITY_CODE),
        Column("title", "Commodity Title", text(200)),
        Column("class_code", "Class Code", COMMODITY_CODE),
        Column("class_title", "Class Title", text(200)),
        Column("family_code", "Family Code", COMMODITY_CODE),
        Column("family_title", "Family Title", text(200)),
        Column("segment_code", "Segment Code", COMMODITY_CODE),
        Column("segment_title", "Segment Title", text(200)),
    ),
    required=False,
    unique=("commodity_code",),
)
