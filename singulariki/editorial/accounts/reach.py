"""What a person holds, and so what he may give to others and whom he may manage.

A superuser holds everything. For anybody else: whoever could give a group more than he holds, or set the password of
somebody who holds more, would hold it himself.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

# For these Wagtail asks by collection only. Its own migrations left permissions everywhere with some groups, which do nothing.
BY_COLLECTION = ("wagtailimages", "wagtaildocs")
# A permission everywhere (place ""), or for what lies below one page or collection (its treebeard path).
Grant = tuple[str, str, int]


def _everywhere(permissions: QuerySet[Permission]) -> set[Grant]:
    counting = permissions.exclude(content_type__app_label__in=BY_COLLECTION)
    return {("permission", "", pk) for pk in counting.values_list("pk", flat=True)}


def _grants(groups: Iterable[Group]) -> set[Grant]:
    ids = [group.pk for group in groups]
    pages = GroupPagePermission.objects.filter(group__in=ids).values_list("page__path", "permission")
    collections = GroupCollectionPermission.objects.filter(group__in=ids).values_list("collection__path", "permission")
    tasks = GroupApprovalTask.objects.filter(groups__in=ids, active=True).values_list("pk", flat=True)
    return {
        *_everywhere(Permission.objects.filter(group__in=ids)),
        *(("page", path, pk) for path, pk in pages),
        *(("collection", path, pk) for path, pk in collections),
        *(("approval", "", pk) for pk in tasks),
    }


def grants_of_group(group: Group) -> set[Grant]:
    """All that membership of the group gives."""
    return _grants([group])


def grants_of_user(user: User) -> set[Grant]:
    """All that a user who is no superuser holds, or would hold again once active."""
    return _grants(user.groups.all()) | _everywhere(user.user_permissions.all())


class Reach:
    """How far one person's say over others goes. `user` is whoever is signed in to the admin."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.everything: bool = user.is_superuser
        self._held = set() if self.everything else grants_of_user(user)

    def covers(self, grants: Iterable[Grant]) -> bool:
        """Whether he holds each of them himself. What is held for a page or collection is held for all below it."""
        return self.everything or all(self._holds(*grant) for grant in grants)

    def _holds(self, kind: str, place: str, pk: int) -> bool:
        if kind == "approval" and self.user.has_perm("wagtailcore.change_groupapprovaltask"):
            return True  # he can name his own group there
        return any(held[0] == kind and held[2] == pk and place.startswith(held[1]) for held in self._held)

    def groups(self) -> list[Group]:
        """The groups he may put people into, and take them out of."""
        return [group for group in Group.objects.order_by("name") if self.covers(grants_of_group(group))]

    def manages(self, other: User) -> bool:
        """Whether he may change, deactivate or delete the other: somebody who holds no more than he does."""
        return self.everything or (not other.is_superuser and self.covers(grants_of_user(other)))


def describe(grant: Grant) -> str:
    """A grant in words, for an error message."""
    kind, place, pk = grant
    if kind == "approval":
        return f"approval in “{GroupApprovalTask.objects.get(pk=pk).name}”"
    name = Permission.objects.get(pk=pk).name
    models: dict[str, Any] = {"page": Page, "collection": Collection}
    return f"“{name}” for “{models[kind].objects.get(path=place)}”" if kind in models else f"“{name}”"


def refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    """Back to the front page of the admin, which says why."""
    messages.error(request, sentence)
    return redirect("wagtailadmin_home")
