"""The chart of a unit group that can be set into other pages."""

from singulariki.editorial.embeds import Chart

CHART = Chart("tasks", "tasks-strip", "gradient/charts/tasks_strip_alone.html", 640)
