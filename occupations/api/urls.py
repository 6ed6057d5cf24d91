from django.urls import path

from occupations.api.crosswalk import Crosswalk
from occupations.api.views import (
    ElementDetail,
    ElementList,
    IndustryDetail,
    IndustryList,
    OccupationDetail,
    OccupationList,
    TaskDetail,
    TaskList,
)

urlpatterns = [
    path("occupations/", OccupationList.as_view(), name="api-occupations"),
    path("occupations/<str:code>/", OccupationDetail.as_view(), name="api-occupation"),
    path("tasks/", TaskList.as_view(), name="api-tasks"),
    path("tasks/<str:code>/", TaskDetail.as_view(), name="api-task"),
    path("elements/", ElementList.as_view(), name="api-elements"),
    path("elements/<str:code>/", ElementDetail.as_view(), name="api-element"),
    path("industries/", IndustryList.as_view(), name="api-industries"),
    path("industries/<str:code>/", IndustryDetail.as_view(), name="api-industry"),
    path("crosswalk/", Crosswalk.as_view(), name="api-crosswalk"),
]
