"""What waits for a person: to be approved, to be mended, to be unlocked, and what is going to be published or to expire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from wagtail.models import Page, Revision, TaskState, WorkflowState

from singulariki.editorial.models import Caveat, Correction, DataPageText, Layout, Term
from singulariki.editorial.staff.findings import name_of
from singulariki.editorial.staff.rows import Thing, seen_by

SHOWN = 5
# Of what has no screen of its own, at most.
MOST = 100
REVIEW_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Entry:
    """One thing that waits: what it is called, where it is dealt with, what is known of it, what a person said of it, and where
    one sees what it would change."""

    name: str
    url: str
    detail: str = ""
    said: str = ""
    said_by: str = ""
    compare_url: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one sort that wait: how many, the first of them, and where all are; where there is no such screen, the others."""

    label: str
    count: int
    entries: Sequence[Entry] = field(default_factory=list)
    all_url: str = ""
    detail: str = ""
    others: Sequence[Entry] = field(default_factory=list)

    @property
    def more(self) -> int:
        return max(0, self.count - len(self.entries) - len(self.others))


def _when(at: Any) -> str:
    return date_format(localtime(at), "j F H:i")


def _thing(revision: Revision) -> Thing:
    """What a version is of, without reading it."""
    kind = ContentType.objects.get_for_id(revision.base_content_type_id)
    return Thing(f"{kind.app_label}.{kind.model}", int(revision.object_id), revision.object_str)


def _compare_url(thing: Thing) -> str:
    """Where the newest version is held against what readers see."""
    room, model = thing.model.split(".")
    name = "wagtailadmin_pages" if thing.model == "wagtailcore.page" else f"wagtailsnippets_{room}_{model}"
    try:
        return reverse(f"{name}:revisions_compare", args=[thing.pk, "live", "latest"])
    except NoReverseMatch:
        return ""


def to_approve(user: AbstractBaseUser) -> Group:
    """Submissions that the person may approve, the oldest first, each with its author's note. Two queries."""
    found: Any = TaskState.objects.reviewable_by(user)
    wanted = found.select_related("revision__note_to_moderator__by", "workflow_state__requested_by").order_by("started_at", "pk")
    entries = []
    for state in wanted[:SHOWN]:
        thing, note = _thing(state.revision), getattr(state.revision, "note_to_moderator", None)
        author = name_of(state.workflow_state.requested_by)
        entries.append(
            Entry(
                thing.name,
                thing.url,
                f"submitted{f' by {author}' if author else ''} on {_when(state.started_at)}",
                note.text if note else "",
                note.author if note else "",
                _compare_url(thing),
            )
        )
    return Group("Wait for your approval", found.count(), entries, f"{reverse('wagtailadmin_reports:workflow')}?reviewable=true")


def submitted_by(user: AbstractBaseUser) -> list[Group]:
    """The person's own submissions: those that came back, with what the moderator said, and those that are in moderation. Two
    queries for each."""
    return [
        _submissions("Came back to you", user, WorkflowState.STATUS_NEEDS_CHANGES),
        _submissions("Yours, in moderation", user, WorkflowState.STATUS_IN_PROGRESS),
    ]


def _submissions(label: str, user: AbstractBaseUser, status: str) -> Group:
    states = WorkflowState.objects.filter(requested_by=user, status=status)
    related = ("current_task_state__revision", "current_task_state__finished_by", "current_task_state__task")
    entries = []
    for state in states.select_related(*related).order_by("-current_task_state__started_at")[:SHOWN]:
        task = state.current_task_state
        if task is None:
            continue
        thing, by = _thing(task.revision), name_of(task.finished_by)
        is_back = status == WorkflowState.STATUS_NEEDS_CHANGES
        detail = (
            f"rejected{f' by {by}' if by else ''} on {_when(task.finished_at)}"
            if is_back and task.finished_at
            else f"at “{task.task.name}” since {_when(task.started_at)}"
        )
        entries.append(Entry(thing.name, thing.url, detail, task.comment if is_back else "", by if is_back else ""))
    all_url = f"{reverse('wagtailadmin_reports:workflow')}?requested_by={user.pk}&status={status}"
    return Group(label, states.count(), entries, all_url)


_EDITED: tuple[Any, ...] = (Page, Layout, Caveat, Correction, Term, DataPageText)


def locked_by(user: AbstractBaseUser) -> Group:
    """What the person has locked. One query for each sort of thing."""
    entries = []
    for model in _EDITED:
        for one in model._default_manager.filter(locked=True, locked_by=user).order_by("-locked_at"):
            since = f"since {_when(one.locked_at)}" if one.locked_at else ""
            entries.append(Entry(Thing.of(one).name, Thing.of(one).url, since))
    return Group("Locked by you", len(entries), entries[:SHOWN], others=entries[SHOWN:MOST])


def scheduled(user: AbstractBaseUser) -> Group:
    """What is going to be published, and what is going to expire, of all that the person may change. A query, and one for each
    sort of thing."""
    coming = [
        (revision.approved_go_live_at, "to be published on", _thing(revision))
        for revision in Revision.objects.filter(approved_go_live_at__isnull=False).defer("content")
    ]
    for model in _EDITED:
        ending = model._default_manager.filter(live=True, expire_at__isnull=False)
        coming += [(one.expire_at, "to expire on", Thing.of(one)) for one in ending]
    mine = sorted(seen_by(user, coming, lambda one: one[2]), key=lambda one: (one[0], one[2].name))
    entries = [Entry(thing.name, thing.url, f"{what} {_when(at)}") for at, what, thing in mine[:MOST]]
    return Group("Scheduled", len(mine), entries[:SHOWN], others=entries[SHOWN:])


def caveats_to_review() -> Group:
    """Published caveats whose day to be looked at is past or within 30 days, the most overdue first. Two queries."""
    today = localdate()
    due = Caveat.objects.filter(live=True, review_by__lte=today + REVIEW_WITHIN).order_by("review_by", "pk")
    entries = []
    for caveat in due.only("name", "review_by")[:SHOWN]:
        day = caveat.review_by or today
        entries.append(
            Entry(caveat.name, Thing.of(caveat).url, f"{'was due' if day < today else 'due'} on {date_format(day, 'j F Y')}")
        )
    address = f"{reverse('editorial_report_caveats-by-age')}?review_by={today + REVIEW_WITHIN:%Y-%m-%d}&live=true"
    return Group("Caveats to look at again", due.count(), entries, address)
