"""What rows of reports and of the home are about, who may see which, and where each is edited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from singulariki.editorial.models import SiteWords

MAY_EDIT_PAGES = {"change", "publish"}


@dataclass(frozen=True)
class Thing:
    """Something that editors write: of which model it is (pages are all of one), its number, what it is called."""

    model: str
    pk: int
    name: str

    @classmethod
    def of(cls, one: Model) -> "Thing":
        """From a row of its table."""
        if isinstance(one, Page):
            return cls("wagtailcore.page", one.pk, one.title)
        name = "Words of the site" if isinstance(one, SiteWords) else str(one)
        return cls(one._meta.label_lower, one.pk, name)

    @property
    def permission(self) -> str:
        """Who may change things of its model."""
        room, model = self.model.split(".")
        return f"{room}.change_{model}"

    @property
    def url(self) -> str:
        """Where it is edited."""
        room, model = self.model.split(".")
        if self.model == "wagtailcore.page":
            return reverse("wagtailadmin_pages:edit", args=[self.pk])
        if self.model == SiteWords._meta.label_lower:
            return reverse("wagtailsettings:edit", args=[room, model])
        try:
            return reverse(f"wagtailsnippets_{room}_{model}:edit", args=[self.pk])
        except NoReverseMatch:
            return ""


R = TypeVar("R")


def seen_by(user: Any, rows: Iterable[R], thing: Any) -> Sequence[R]:
    """Those of the rows whose `thing(row)` the person may change. One query at most."""
    rows = list(rows)
    pages = {thing(row).pk for row in rows if thing(row).model == "wagtailcore.page"}
    mine: set[int] = set()
    if pages:
        may = page_permission_policy.instances_user_has_any_permission_for(user, MAY_EDIT_PAGES)
        mine = (
            set(may.filter(pk__in=pages).values_list("pk", flat=True))
            if len(pages) < 900
            else set(may.values_list("pk", flat=True))
        )
    allowed = {one: user.has_perm(one.permission) for one in {thing(row) for row in rows} if one.model != "wagtailcore.page"}
    return [row for row in rows if (thing(row).pk in mine if thing(row).model == "wagtailcore.page" else allowed[thing(row)])]


def writes(user: Any) -> bool:
    """Whether the person edits or approves anything that readers see."""
    return user.has_perm("editorial.change_layout") or may_edit_pages(user)


def may_edit_pages(user: Any) -> bool:
    """Whether there are pages that the person may change."""
    return page_permission_policy.user_has_any_permission(user, MAY_EDIT_PAGES)
