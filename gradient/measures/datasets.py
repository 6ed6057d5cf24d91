"""Slugs of the datasets that the gradient is made of."""

ILO = "ilo-genai-gradient"
CROSSWALK = "ibs-crosswalk"
BRIDGE = "soc-structure"
OEWS = "bls-oews"
ONET = "onet"

# What task scores are a value on, and what none of them says.
SCALE = "on a scale from 0 to 1"
NO_VERDICT = "Whether the work is automated, whether anyone uses AI for it today, or whether jobs are lost."
