"""The IBS crosswalk from SOC 2010 to ISCO-08."""
