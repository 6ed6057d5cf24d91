"""Values for the style page. All are made up and say so; no figure of an edition appears there."""

from singulariki.charts.style_samples.charts import sample_charts
from singulariki.charts.style_samples.components import sample_components

__all__ = ["sample_charts", "sample_components"]
