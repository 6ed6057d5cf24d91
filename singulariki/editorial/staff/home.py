"""The first screen of the admin for editors and moderators: what waits for them, and what of the site wants a look. Nothing is
reckoned here that takes long: what reports reckon once for an edition is shown once they have."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home

from singulariki.editorial.staff import reports
from singulariki.editorial.staff.candidates import candidate_words
from singulariki.editorial.staff.findings import MANY_NOTES, lacking_pages, pages_with_many_notes
from singulariki.editorial.staff.links import broken_links
from singulariki.editorial.staff.rows import seen_by, writes
from singulariki.editorial.staff.waiting import (
    SHOWN,
    Entry,
    Group,
    caveats_to_review,
    locked_by,
    scheduled,
    submitted_by,
    to_approve,
)

# Their place is taken by the panel below, which knows notes to the moderator.
REPLACED = (home.WorkflowObjectsToModeratePanel, home.UserObjectsInWorkflowModerationPanel, home.LockedPagesPanel)


def groups_for(user: Any) -> Iterator[Group]:
    """All that waits for the person or wants a look, whether there is any or not."""
    yield to_approve(user)
    yield from submitted_by(user)
    yield locked_by(user)
    yield scheduled(user)
    if reports.CandidateSentences.may_see(user):
        yield from _candidates()
    if reports.CaveatsByAge.may_see(user):
        yield caveats_to_review()
    if reports.BrokenLinks.may_see(user):
        yield _links(user)
    if reports.LackingPages.may_see(user):
        yield from _pages(user)


def _candidates() -> Iterator[Group]:
    for words in candidate_words():
        changes = words.changes or ()
        entries = [
            Entry(
                change.where,
                change.edit_url,
                f"dropped on {_pages_in_words(change.dropped)}"
                if change.dropped
                else f"reads differently on {_pages_in_words(change.pages)}",
            )
            for change in sorted(changes, key=lambda change: not change.dropped)[:SHOWN]
        ]
        label = f"Sentences that edition {words.edition.name} would change"
        dropped = f"{words.dropped:,} of them dropped on some page" if words.dropped else ""
        yield Group(label, len(changes), entries, reports.url_of(reports.CandidateSentences), dropped)


def _links(user: Any) -> Group:
    found = broken_links(0)
    broken = seen_by(user, found.links, lambda one: one.link.thing)
    entries = [Entry(one.link.thing.name, one.link.thing.url, f"{one.address}: {one.why}") for one in broken[:SHOWN]]
    address = reports.url_of(reports.BrokenLinks)
    left = f" The report looks at {found.left:,} more, whose pages have to be drawn to tell." if found.left else ""
    count = len(broken) or int(bool(left))
    return Group("Links that lead nowhere", count, entries, address, f"{reports.BrokenLinks.explanation}.{left}")


def _pages(user: Any) -> Iterator[Group]:
    address = reports.url_of(reports.LackingPages)
    known = lacking_pages(only_known=True)
    rows = seen_by(user, known or (), lambda row: row.thing)
    entries = [Entry(row.thing.name, row.thing.url, f"{row.count} section{'s'[: row.count > 1]}") for row in rows[:SHOWN]]
    detail = "Not counted yet for this edition." if known is None else ""
    yield Group("Pages with missing data", 1 if known is None else len(rows), entries, address, detail)
    many = seen_by(user, pages_with_many_notes(), lambda one: one[0])
    noted = [Entry(thing.name, thing.url, f"{count} notes") for thing, count in many[:SHOWN]]
    yield Group(f"Pages with more than {MANY_NOTES} local notes", len(many), noted, reports.url_of(reports.LocalNotes))


def _pages_in_words(count: int) -> str:
    return f"{count:,} page{'s'[: count != 1]}"


class EditorialPanel(Component):
    """What waits for the person, in groups; one line where nothing does."""

    name = "waiting"
    template_name = "editorial/admin/home.html"
    order = 200

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"groups": [group for group in groups_for(self.user) if group.count]}


@hooks.register("construct_homepage_panels", order=100)
def set_up_home(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    if writes(request.user):
        panels.append(EditorialPanel(request.user))
