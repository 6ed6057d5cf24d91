"""Sites and redirects in the admin: what would leave readers without a page is refused with a sentence."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.request import validate_host
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.contrib.redirects import views as redirect_views
from wagtail.contrib.redirects.forms import RedirectForm as WagtailRedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.sites import views as site_views
from wagtail.sites.forms import SiteForm as WagtailSiteForm

from singulariki.editorial.page_rules import from_edition, is_fixed
from singulariki.editorial.prose import is_link, not_a_link

WHERE_IT_MAY_LEAD = (
    "Give an address on this site that begins with one slash, such as /newsroom/, or a full one: https://example.org/page."
)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class SiteForm(WagtailSiteForm):
    """A site, below whose first page nothing lies at an address that the site answers itself."""

    def clean_root_page(self) -> Any:
        page = self.cleaned_data["root_page"]
        if page.is_root() or from_edition(page):
            raise ValidationError(
                f"“{page.title}” cannot be the first page of a site: it has no words of its own to show there. "
                "Choose the home page or another page that editors write."
            )
        taken = [child.slug for child in page.get_children() if is_fixed(child.slug) and not from_edition(child)]
        if taken:
            raise ValidationError(
                f"Below “{page.title}” there are pages at addresses that this site answers itself once it is the first page: "
                f"/{', /'.join(taken)}. Give them other slugs first.",
                code="fixed_address",
            )
        return page

    def clean_is_default_site(self) -> bool:
        chosen = self.cleaned_data["is_default_site"]
        if not chosen and not Site.objects.exclude(pk=self.instance.pk).filter(is_default_site=True).exists():
            raise ValidationError("One site must be the default: it answers where no other does. Make another the default first.")
        return chosen


class SiteDeleteView(site_views.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_default_site or not Site.objects.exclude(pk=self.object.pk).exists():
            messages.error(
                request,
                f"“{self.object}” cannot be deleted: readers would find no page at all. Make another site the default first.",
            )
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class RedirectForm(WagtailRedirectForm):
    """A redirect from an address that nothing answers to one that may be followed, and not in a circle."""

    redirect_link = forms.CharField(
        max_length=255,
        required=False,
        label="Redirect to any address",
        help_text="On this site, such as /newsroom/, or a full one.",
    )

    def _get_validation_exclusions(self) -> set[str]:
        """The model's own rule of addresses refuses those on this site, and takes others that nobody should follow."""
        return super()._get_validation_exclusions() | {"redirect_link"}

    def clean_old_path(self) -> str:
        path = self.cleaned_data["old_path"]
        first = urlsplit(Redirect.normalise_path(path)).path.split("/")[1]
        if not first or is_fixed(first):
            raise ValidationError(
                f"The site answers /{first} itself, so nobody would be redirected from there.", code="fixed_address"
            )
        return path.replace(" ", "%20")  # as browsers ask for it

    def clean_redirect_link(self) -> str:
        address = self.cleaned_data["redirect_link"]
        if address and not (is_link(address) and address.lower().startswith(("/", "http"))):
            raise not_a_link(address, WHERE_IT_MAY_LEAD)
        return address

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        page, link = cleaned.get("redirect_page"), cleaned.get("redirect_link")
        if not {"redirect_page", "redirect_link"} & set(self.errors) and not page and not link:
            self.add_error("redirect_link", "Say where it leads: choose a page, or give an address.")
        if "old_path" in cleaned and (page or link):
            self._refuse_circle(Redirect.normalise_path(cleaned["old_path"]), page.url if page else link)

    def _refuse_circle(self, start: str, target: str | None) -> None:
        passed: set[str] = set()
        while target and (here := set(_paths_here(target))) and not here <= passed:
            if start in here:
                way = " → ".join([start, *sorted(passed - here), start])
                self.add_error("old_path", f"It would lead readers around in a circle: {way}.")
                return
            passed |= here
            following = Redirect.objects.exclude(pk=self.instance.pk).filter(old_path__in=here)
            site = self.cleaned_data.get("site")
            redirect = (following.filter(Q(site=site) | Q(site=None)) if site else following).first()
            target = redirect.link if redirect else None


def _paths_here(address: str) -> Iterator[str]:
    """The paths that a redirect from this address is looked for at, where it is one of this site: with its query, and without."""
    # As browsers do, steps up and on the spot are taken out of the path.
    parts = urlsplit(urljoin("//here/", re.sub("%2e", ".", address, flags=re.IGNORECASE)))
    if parts.hostname == "here" or _is_ours(parts.hostname or ""):
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        yield Redirect.normalise_path(path)
        yield Redirect.normalise_path(parts.path)


def _is_ours(host: str) -> bool:
    """Whether this site answers to the name."""
    named = {urlsplit(settings.PUBLIC_SITE_URL).hostname, *Site.objects.values_list("hostname", flat=True)}
    allowed = [name for name in settings.ALLOWED_HOSTS if name != "*"]
    return host in named | LOOPBACK or validate_host(host, allowed)


def connect() -> None:
    """Put these forms and this view in the place of Wagtail's, which has no setting for them."""
    site_views.SiteViewSet.get_form_class = lambda self, for_update=False: SiteForm
    site_views.SiteViewSet.delete_view_class = SiteDeleteView
    redirect_views.RedirectForm = RedirectForm  # of an import
    redirect_views.CreateView.form_class = redirect_views.EditView.form_class = RedirectForm
