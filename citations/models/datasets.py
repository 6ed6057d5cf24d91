from django.db import models


class Dataset(models.Model):
    """A named body of published data. Written from the declarations in code (`citations.datasets`), never by hand."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    homepage = models.URLField(max_length=300)
    licence = models.CharField(max_length=200)
    licence_url = models.URLField(max_length=300, blank=True)
    citation = models.JSONField(help_text="The source as a CSL-JSON item, without release and access date.")
    measures = models.TextField(help_text="What it measures.")
    does_not_measure = models.TextField(help_text="What it does not measure.")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title
