"""The sample's U.S. releases, each as the files its publisher would issue. Importing this package registers them."""

from occupations.sample.files import conversations, studies  # noqa: F401 -- registers them
from occupations.sample.files.classifications import soc_structure
from occupations.sample.files.labor_market import OEWS_COLUMNS, bls_oews
from occupations.sample.files.onet import onet
from occupations.sample.files.text import FOLDER, US_SAMPLE

__all__ = ["FOLDER", "OEWS_COLUMNS", "US_SAMPLE", "bls_oews", "onet", "soc_structure"]
