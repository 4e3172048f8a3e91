"""The Swedish texts of the services, one row each."""

from django.db import models
from wagtail.search import index


class Service(index.Indexed, models.Model):
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    summary = models.CharField(max_length=400)
    description = models.TextField()
    everyday_words = models.TextField()
    organisation = models.CharField(max_length=200)

    search_fields = (
        index.SearchField("name", boost=10),
        index.SearchField("everyday_words", boost=10),
        index.SearchField("summary", boost=2),
        index.SearchField("description"),
    )

    class Meta:
        app_label = "wagtail_baseline"

    def __str__(self):
        return self.name
