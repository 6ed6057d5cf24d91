from django.urls import path

from occupations.api.crosswalk import Crosswalk
from occupations.subjects.api import urlpatterns as subjects
from occupations.subjects.occupation.api import OccupationDetail
from occupations.subjects.occupation_list.api import OccupationListView

urlpatterns = [
    path("occupations/", OccupationListView.as_view(), name="api-occupations"),
    path("occupations/<str:code>/", OccupationDetail.as_view(), name="api-occupation"),
    *subjects,
    path("crosswalk/", Crosswalk.as_view(), name="api-crosswalk"),
]
