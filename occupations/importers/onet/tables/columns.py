"""Columns and parsers that O*NET's tables share."""

from citations.importing.cells import choice, integer, matching, text
from citations.importing.tables import Column, Reference
from occupations.importers.codes import ONET_SOC_CODE

ELEMENT_ID = matching(r"[1-9](\.([A-Z]|[1-9]\d?|[a-z]{1,2}))*", "an element id like 2.A.1.a")
INTERMEDIATE_ID = matching(r"4\.A(\.\w{1,3})+\.I\d\d", "the id of an intermediate work activity like 4.A.1.a.1.I01")
DETAILED_ID = matching(r"4\.A(\.\w{1,3})+\.I\d\d\.D\d\d", "the id of a detailed work activity like 4.A.1.a.1.I01.D01")
COMMODITY_CODE = matching(r"\d{8}", "a UNSPSC code of eight digits")
COMMODITY_OR_SOFTWARE = matching(
    r"\d{8}|2\.E(\.\w{1,2})*", "a UNSPSC code of eight digits or an element id of software like 2.E.5.b"
)
SCALE_ID = matching(r"[A-Z]{2,3}", "the id of a scale like IM")
MONTH = matching(r"(0[1-9]|1[0-2])/\d{4}", "a month like 08/2023")
YES_OR_NO = choice({"Y": True, "N": False})

CODE = Column("code", "O*NET-SOC Code", ONET_SOC_CODE)
TASK_ID = Column("task_id", "Task ID", integer(1))
ELEMENT = Column("element_id", "Element ID", ELEMENT_ID)
SCALE = Column("scale", "Scale ID", SCALE_ID)
CATEGORY = Column("category", "Category", integer(1, 99))
DATED = Column("dated", "Date", MONTH, nullable=True, blank="")
DOMAIN_SOURCE = Column("domain_source", "Domain Source", text(60), nullable=True, blank="")

OF_AN_OCCUPATION = Reference(("code",), "occupation_data", ("code",))
OF_AN_ELEMENT = Reference(("element_id",), "content_model", ("element_id",))
ON_A_SCALE = Reference(("scale",), "scales", ("scale",))
OF_A_TASK = Reference(("task_id",), "task_statements", ("task_id",))
