"""The living style page: every component and chart with sample values, for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

from tests.charts.style_sample_charts import sample_charts
from tests.charts.style_sample_components import sample_components

THEMES = ("light", "dark")


@require_admin_access
def style_page(request: HttpRequest) -> HttpResponse:
    """Shows the design system; `?theme=light` or `?theme=dark` fixes the theme, otherwise the reader's own applies."""
    theme = request.GET.get("theme")
    context = {
        "theme": theme if theme in THEMES else "",
        "themes": THEMES,
        **sample_components(),
        **sample_charts(),
    }
    return render(request, "style/page.html", context)
