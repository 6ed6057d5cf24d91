"""The admin works under a policy that allows no inline script: Wagtail's widgets are started by a script of ours."""

import contextlib
import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import Workflow

from singulariki.delivery.middleware import AdminPolicyMiddleware
from singulariki.editorial.models import Caveat, HomePage, Layout, StandardPage

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<script(?![^>]*(?:src=|json))[^>]*>\s*\S")
# Screens that end something, or fail on purpose.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}


def named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from named(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield space + entry.name


def screens() -> list[list[str]]:
    """For each screen of the admin the addresses that it may have: without anything, or with a row that a fresh site has."""
    page, home = StandardPage.objects.get(slug="newsroom").pk, HomePage.objects.get().pk
    rows = [
        page,
        home,
        Layout.objects.first().pk,
        Caveat.objects.first().pk,
        Workflow.objects.first().pk,
        Group.objects.first().pk,
    ]
    given = [(), *((row,) for row in rows), (page, home)]
    given += [("editorial", "standardpage", home), ("editorial", "sitewords", 1), ("editorial", "caveat")]
    found = []
    for name in sorted(set(named(admin_urls.urlpatterns)) - LEFT_OUT):
        addresses = []
        for arguments in given:
            with contextlib.suppress(NoReverseMatch):
                addresses.append(reverse(name, args=arguments))
        found.append(addresses)
    return found


def first_html(client: Client, addresses: list[str]) -> HttpResponse | None:
    """The screen at the first of its addresses where there is one."""
    for address in addresses:
        answer = client.get(address)
        if answer.status_code == 200 and not answer.streaming and "html" in answer.headers["Content-Type"]:
            return answer
    return None


@pytest.mark.either_database
def test_no_screen_of_the_admin_needs_an_inline_script():
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("boss"))
    started, left = set(), {}
    for addresses in screens():
        answer = first_html(client, addresses)
        if answer is None:
            continue
        address = answer.request["PATH_INFO"]
        directives = answer.headers["Content-Security-Policy"].split("; ")  # in no particular order
        assert "script-src 'self'" in directives, address
        html = answer.content.decode()
        calls = [json.loads(unescape(call)) for call in re.findall(r'data-initialise-call-value="([^"]*)"', html)]
        started |= {call["name"] for call in calls}
        if scripts := INLINE.findall(html):
            left[address] = scripts
    assert left == {}
    assert {"initDateTimeChooser", "initDateChooser", "PageChooser", "createTaskChooser", "InlinePanel"} <= started


def answered(html: str, address: str) -> str:
    middleware = AdminPolicyMiddleware(lambda request: HttpResponse(html))
    return middleware(RequestFactory().get(address)).content.decode()


def test_only_wagtails_own_calls_are_made():
    admin = reverse("wagtailadmin_home")
    call = '<script>initDateChooser("id_a", {"format": "Y-m-d"});</script>'
    assert "<script>" not in answered(call, admin)
    assert "initDateChooser" in answered(call, admin)
    for other in ('<script>alert("PageChooser")</script>', "<script>new PageChooser(alert(1));</script>"):
        assert answered(other, admin) == other
    assert answered(call, "/newsroom/") == call
