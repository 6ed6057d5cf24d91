"""Parsers of the codes that U.S. sources share."""

from citations.importing.cells import matching

ONET_SOC_CODE = matching(r"\d{2}-\d{4}\.\d{2}", "an O*NET-SOC code like 27-4014.00")
SOC_CODE = matching(r"\d{2}-\d{4}", "a SOC code like 27-4014")
CIP_CODE = matching(r"\d{2}\.\d{4}", "a CIP code like 10.0203")
