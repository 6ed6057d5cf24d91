"""The sample's U.S. releases, each as the files its publisher would issue. Importing this package registers them."""

from occupations.sample.files import classifications, labor_market, onet, studies  # noqa: F401 -- registers them
