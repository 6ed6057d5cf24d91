from django.urls import path

from gradient.api.views import UnitGroupDetail, UnitGroupList

urlpatterns = [
    path("gradient/", UnitGroupList.as_view(), name="api-gradient"),
    path("gradient/<str:code>/", UnitGroupDetail.as_view(), name="api-unit-group"),
]
