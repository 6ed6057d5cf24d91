"""Public addresses of provenance: datasets, editions, methodology, and what the API says of them."""

from django.urls import path
from django.views.generic import RedirectView

from citations.views import dataset_detail, dataset_list, edition_detail, edition_list, methodology

urlpatterns = [
    path("datasets/", dataset_list, name="datasets"),
    path("datasets/<slug:slug>/", dataset_detail, name="dataset"),
    path("editions/", edition_list, name="editions"),
    path("editions/<slug:name>/", edition_detail, name="edition"),
    path("editions/<slug:name>/methodology", methodology, name="edition-methodology"),
    path("methodology", methodology, name="methodology"),
    path("methodology/", RedirectView.as_view(url="/methodology", permanent=True)),
]
