"""What a person holds, and so what he may give to others and whom he may manage.

A superuser holds everything. For anybody else: whoever could give a group more than he holds, or set the password of
somebody who holds more, would hold it himself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
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


def _grants(**which: Any) -> Iterator[tuple[int, Grant]]:
    """Groups, by number, and what membership of each gives. Four queries, however many groups; `which` picks some."""
    everywhere = Group.permissions.through.objects.filter(**which).exclude(permission__content_type__app_label__in=BY_COLLECTION)
    for group, pk in everywhere.values_list("group", "permission"):
        yield group, ("permission", "", pk)
    for group, path, pk in GroupPagePermission.objects.filter(**which).values_list("group", "page__path", "permission"):
        yield group, ("page", path, pk)
    in_collections = GroupCollectionPermission.objects.filter(**which)
    for group, path, pk in in_collections.values_list("group", "collection__path", "permission"):
        yield group, ("collection", path, pk)
    approvers = GroupApprovalTask.groups.through.objects.filter(groupapprovaltask__active=True, **which)
    for group, pk in approvers.values_list("group", "groupapprovaltask"):
        yield group, ("approval", "", pk)


def grants_of_group(group: Group) -> set[Grant]:
    """All that membership of the group gives."""
    return {grant for _, grant in _grants(group=group)}


def _own_grants(user: User) -> set[Grant]:
    """What was given to one user rather than to a group; kept while he is inactive."""
    own = user.user_permissions.all()
    return {("permission", "", each.pk) for each in own}


class Reach:
    """How far one person's say over others goes. `user` is whoever is signed in to the admin."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.everything: bool = user.is_superuser

    @cached_property
    def _held(self) -> set[Grant]:
        return {grant for _, grant in _grants(group__in=self.user.groups.all())} | _own_grants(self.user)

    @cached_property
    def _beyond(self) -> set[int]:
        """The groups that give more than he holds."""
        given: dict[int, set[Grant]] = defaultdict(set)
        for group, grant in _grants():
            given[group].add(grant)
        return {group for group, grants in given.items() if not self.covers(grants)}

    def covers(self, grants: Iterable[Grant]) -> bool:
        """Whether he holds each of them himself. What is held for a page or collection is held for all below it."""
        return self.everything or all(self._holds(*grant) for grant in grants)

    def _holds(self, kind: str, place: str, pk: int) -> bool:
        if kind == "approval" and self.user.has_perm("wagtailcore.change_groupapprovaltask"):
            return True  # he can name his own group there
        return any(held[0] == kind and held[2] == pk and place.startswith(held[1]) for held in self._held)

    def groups(self) -> QuerySet[Group]:
        """The groups he may put people into, and take them out of."""
        return Group.objects.exclude(pk__in=self._beyond)

    def manages(self, other: User) -> bool:
        """Whether he may change, deactivate or delete the other: somebody who holds no more than he does, also while inactive."""
        if self.everything or other.is_superuser:
            return self.everything
        return self._beyond.isdisjoint(group.pk for group in other.groups.all()) and self.covers(_own_grants(other))


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
