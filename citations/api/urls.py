from django.urls import path

from citations.api.views import CurrentEdition, DatasetDetail, DatasetList, EditionDetail, EditionList

urlpatterns = [
    path("editions/", EditionList.as_view(), name="api-editions"),
    path("editions/current/", CurrentEdition.as_view(), name="api-current-edition"),
    path("editions/<slug:name>/", EditionDetail.as_view(), name="api-edition"),
    path("datasets/", DatasetList.as_view(), name="api-datasets"),
    path("datasets/<slug:slug>/", DatasetDetail.as_view(), name="api-dataset"),
]
