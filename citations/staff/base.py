"""What all of the data steward's screens share: who may see them, their breadcrumbs, and how they answer."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from citations import permissions

HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": "Home"}
RELEASES = {"url": reverse_lazy("citations_admin:releases"), "label": "Releases"}
EDITIONS = {"url": reverse_lazy("citations_admin:editions"), "label": "Editions"}


class PermissionView(View):
    """Only for people who hold one of `permissions`. Wagtail turns the refusal into its own message."""

    permissions: tuple[str, ...] = ()

    def dispatch(self, request, *args, **kwargs):
        if not any(request.user.has_perm(permission) for permission in self.permissions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Screen(PermissionView, WagtailAdminTemplateMixin, TemplateView):
    """A page of the area. `breadcrumbs` are the screens above it."""

    breadcrumbs: tuple[dict, ...] = ()

    def get_breadcrumbs_items(self) -> list[dict]:
        return [HOME, *self.breadcrumbs, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(may=Allowed(self.request.user), **kwargs)


class ActionView(PermissionView):
    """A view behind a button: does one thing by POST and redirects to a screen, or shows it again with what was typed."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        result = self.perform(request, *args, **kwargs)
        return redirect(result) if isinstance(result, str) else result

    def perform(self, request, *args, **kwargs) -> str | HttpResponse:
        """Do it; returns the address of the screen to redirect to, or the response of `render_invalid`."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it does.")


def render_invalid(screen: View, request, **kwargs) -> HttpResponse:
    """The screen in answer to a form that cannot be taken as it is: with the typed text, what is wrong, and status 422.

    `screen` is an instance that was given the form; whoever may send the form may see it.
    """
    screen.setup(request, **kwargs)
    response = screen.get(request, **kwargs)  # type: ignore[attr-defined]  # whatever can be shown has it
    if response.status_code == 200:
        response.status_code = 422
    return response


class Allowed:
    """What a person may do, for templates: `may.publish`."""

    def __init__(self, user) -> None:
        self.manage_releases = user.has_perm(permissions.MANAGE_RELEASES)
        self.compile = user.has_perm(permissions.COMPILE_EDITION)
        self.publish = user.has_perm(permissions.PUBLISH_EDITION)


def release_url(release) -> str:
    return reverse("citations_admin:release", args=[release.pk])


def edition_url(edition) -> str:
    return reverse("citations_admin:edition", args=[edition.pk])
