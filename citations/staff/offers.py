"""What publishers offer: what is new there, and fetching it."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin import messages

from citations.actions.fetching import by_hand, cancel_fetch, look_for_news, note_news, request_fetch
from citations.datasets import short_title
from citations.importing.offers import Offer
from citations.models import PublisherOffer
from citations.news import News, declared_offers, newest_here, news_of
from citations.permissions import MANAGE_RELEASES
from citations.staff.base import (
    RELEASES,
    ActionView,
    ChangeView,
    ProgressView,
    Screen,
    queue_work,
    render_invalid,
    say_cancelled,
    screen_url,
)
from citations.staff.forms import FetchForm
from citations.staff.status import WorkStatus, fetcher_is_at, work_status


@dataclass(frozen=True)
class OfferRow:
    """A dataset at its publisher's, for the list."""

    offer: PublisherOffer
    declared: Offer
    here: str
    news: News | None
    work: WorkStatus

    @property
    def title(self) -> str:
        return self.offer.dataset.title

    @property
    def url(self) -> str:
        return screen_url(self.offer)


class OfferList(Screen):
    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/offer_list.html"
    page_title = "At the publishers"
    guide = "have-them-fetched"
    header_icon = "download"
    breadcrumbs = (RELEASES,)

    def get_context_data(self, **kwargs):
        declared = declared_offers()
        here = newest_here(declared)
        offers = PublisherOffer.objects.filter(dataset__slug__in=list(declared)).select_related("dataset", "release")
        rows, once = [], cache(fetcher_is_at)
        for offer in offers:
            slug = offer.dataset.slug
            news = news_of(offer, here.get(slug, ""))
            rows.append(OfferRow(offer, declared[slug], here.get(slug, ""), news, work_status(offer, once)))
        rows.sort(key=lambda row: (row.news is None, not row.declared.is_automatic, row.title.casefold()))
        return super().get_context_data(rows=rows, **kwargs)


class OfferDetail(Screen):
    """One dataset at its publisher's."""

    permissions = (MANAGE_RELEASES,)
    template_name = "citations_admin/offer.html"
    guide = "have-them-fetched"
    header_icon = "download"
    breadcrumbs = (RELEASES, {"url": "", "label": "At the publishers"})
    fetch: FetchForm | None = None  # one that was sent and refused

    @cached_property
    def offer(self) -> PublisherOffer:
        known = PublisherOffer.objects.filter(dataset__slug__in=list(declared_offers()))
        return get_object_or_404(known.select_related("dataset", "release", "asked_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{short_title(self.offer.dataset.slug)} at its publisher's"

    def get_breadcrumbs_items(self) -> list[dict]:
        items = super().get_breadcrumbs_items()
        items[-2] = {**items[-2], "url": reverse("citations_admin:offers")}
        return items

    def get_context_data(self, **kwargs):
        offer, slug = self.offer, self.offer.dataset.slug
        declared, here = declared_offers()[slug], newest_here([slug]).get(slug, "")
        news = news_of(offer, here)
        return super().get_context_data(
            offer=offer,
            declared=declared,
            files=declared.addresses(),
            here=here,
            news=news,
            by_hand=by_hand(slug),
            work=work_status(offer),
            fetch=self.fetch or FetchForm(names_versions=declared.names_versions, auto_id="fetch-%s"),
            upload_url=f"{reverse('citations_admin:upload')}?dataset={slug}",
            **kwargs,
        )


class OfferProgress(ProgressView):
    permissions = (MANAGE_RELEASES,)
    model = PublisherOffer


class FetchRelease(ActionView):
    """Have the worker fetch the newest release, or the version that was typed."""

    permissions = (MANAGE_RELEASES,)

    def perform(self, request, pk: int) -> str | HttpResponse:
        offer = get_object_or_404(PublisherOffer.objects.select_related("dataset"), pk=pk)
        declared = declared_offers().get(offer.dataset.slug)
        form = FetchForm(request.POST, names_versions=bool(declared and declared.names_versions), auto_id="fetch-%s")
        if form.is_valid():
            try:
                version = form.cleaned_data.get("version", "")
                offer = request_fetch(dataset=offer.dataset.slug, version=version, user=request.user)
            except ValueError as refusal:
                form.add_error("version" if "version" in form.fields else None, str(refusal))
            else:
                queue_work(request, offer)
                return screen_url(offer)
        return render_invalid(OfferDetail(fetch=form), request, pk=pk)


class OfferChangeView(ChangeView):
    permissions = (MANAGE_RELEASES,)
    model = PublisherOffer


class LookForNews(OfferChangeView):
    """Ask the publisher now what is new."""

    def change(self, request, subject: PublisherOffer) -> None:
        slug = subject.dataset.slug
        if slug not in declared_offers():
            raise ValueError("It is not known where this dataset is offered, so nothing can be asked.")
        offer = look_for_news(offer=subject)
        news = news_of(offer, newest_here([slug]).get(slug, ""))
        if offer.problem:
            messages.warning(request, offer.problem)
        elif news:
            messages.success(request, f"{news.words}.")
        else:
            messages.info(request, f"Nothing is new of {short_title(slug)}.")


class NoteNews(OfferChangeView):
    """Take what changed at the publisher's for known."""

    def change(self, request, subject: PublisherOffer) -> None:
        note_news(offer=subject, user=request.user)
        messages.success(request, "Noted. You will be told when something changes again.")


class CancelFetch(OfferChangeView):
    """End the fetch, or the wait for it."""

    def change(self, request, subject: PublisherOffer) -> None:
        say_cancelled(request, cancel_fetch(offer=subject, user=request.user))


def news_lines(news: list[News]) -> SafeString:
    """ "O*NET 31.0 is out (seen 27 November 2026): Fetch", each on a line."""
    return format_html_join(
        "",
        '<li>{}: <a href="{}">{}</a></li>',
        ((item.words, screen_url(item.offer), "Fetch" if item.is_automatic else "See what to do") for item in news),
    )
