"""Public addresses of provenance: datasets, editions, and what the API says of them."""

from django.urls import path

from citations.views import dataset_detail, dataset_list, edition_detail, edition_feed, edition_list

urlpatterns = [
    path("datasets/", dataset_list, name="datasets"),
    path("datasets/<slug:slug>/", dataset_detail, name="dataset"),
    path("editions/", edition_list, name="editions"),
    path("editions/feed.xml", edition_feed, {"kind": "atom"}, name="edition-feed"),
    path("editions/feed.json", edition_feed, {"kind": "json"}, name="edition-feed-json"),
    path("editions/<slug:name>/", edition_detail, name="edition"),
]
