"""Addresses of the gradient. Every variant of one comes in here too, to be redirected once."""

from django.urls import re_path

from gradient.views import gradient_entry

urlpatterns = [
    re_path(r"^(?i:gradient)(?P<rest>/.*)?$", gradient_entry, name="gradient"),
    re_path(r"^(?i:editions)/(?P<edition>[\w-]+)/(?i:gradient)(?P<rest>/.*)?$", gradient_entry, name="edition-gradient"),
]
