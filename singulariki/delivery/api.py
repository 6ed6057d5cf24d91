"""The API as a whole: its root, its description, its browsable documentation."""

from collections.abc import Callable
from typing import Annotated

from csp.decorators import csp_update
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from msgspec import Meta, defstruct
from rest_framework.request import Request
from rest_framework.response import Response

from citations.api.answers import described
from citations.api.base import PublicView
from citations.api.parameters import refuse_others

PUBLIC_PREFIX = "/api/v1/"
Endpoint = tuple[str, str, str, Callable]


def public_endpoints(endpoints: list[Endpoint], **kwargs: object) -> list[Endpoint]:
    """Hook of drf-spectacular: keep (path, pattern, method, view) of the public API; the admin's own API is nobody's contract."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PUBLIC_PREFIX)]


PLACES = {
    "occupations": "api-occupations",
    "tasks": "api-tasks",
    "elements": "api-elements",
    "industries": "api-industries",
    "crosswalk": "api-crosswalk",
    "gradient": "api-gradient",
    "editions": "api-editions",
    "current_edition": "api-current-edition",
    "datasets": "api-datasets",
    "schema": "api-schema",
    "docs": "api-docs",
}


Root = defstruct(
    "Root",
    [(name, Annotated[str, Meta(extra_json_schema={"format": "uri"})]) for name in PLACES],
    namespace={"__doc__": "Where to go from here."},
)


class RootView(PublicView):
    """Where to go from here."""

    @extend_schema(operation_id="root", responses=described(Root))
    def get(self, request: Request) -> Response:
        refuse_others(request.query_params, ())
        return Response({name: request.build_absolute_uri(reverse(place)) for name, place in PLACES.items()})


class Schema(SpectacularAPIView):
    """The API's description in OpenAPI 3.1."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer]

    def initial(self, request: Request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        refuse_others(request.query_params, ("format",))


# Swagger UI sets styles of its own on elements; so this one page, and no other, allows inline styles.
@method_decorator(csp_update({"style-src": ["'self'", "'unsafe-inline'"]}), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """The browsable documentation, served from this host alone."""

    url_name = "api-schema"
    template_name = "delivery/api_docs.html"


urlpatterns = [
    path("", RootView.as_view(), name="api-root"),
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", Docs.as_view(), name="api-docs"),
]
