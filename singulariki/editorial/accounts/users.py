"""Users in the admin: changed, deactivated and deleted only by those who hold as much as they do."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.forms import Form, ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm
from wagtail.users.views import bulk_actions
from wagtail.users.views import users as wagtail_users

from singulariki.editorial.accounts.reach import Reach, refuse


class WithinReach:
    """A user form that offers only what the person who fills it in may give."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reach.everything and "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = "Has every permission. Only somebody who is one can make another."
        groups = self.fields["groups"]
        groups.queryset = reach.groups()
        groups.help_text = "Groups that hold no more than you do. Joining one gives all its permissions."


class UserCreationForm(WithinReach, WagtailUserCreationForm):
    pass


class UserEditForm(WithinReach, WagtailUserEditForm):
    pass


class ReachMixin:
    request: HttpRequest

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "reach": self.reach}  # type: ignore[misc]


class CreateView(ReachMixin, wagtail_users.CreateView):
    pass


def _beyond(request: HttpRequest, other: User) -> HttpResponse:
    return refuse(request, f"{other.get_username()} holds more than you do, so you cannot change or delete that account.")


class EditView(ReachMixin, wagtail_users.EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.reach.manages(self.object):
            return _beyond(request, self.object)
        return super().dispatch(request, *args, **kwargs)


class DeleteView(wagtail_users.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Reach(request.user).manages(self.object):
            return _beyond(request, self.object)
        return super().dispatch(request, *args, **kwargs)


class IndexView(wagtail_users.IndexView):
    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().prefetch_related("groups", "user_permissions")

    def get_edit_url(self, instance: User) -> str | None:
        return super().get_edit_url(instance) if self.reach.manages(instance) else None

    def get_delete_url(self, instance: User) -> str | None:
        return super().get_delete_url(instance) if self.reach.manages(instance) else None


class UserViewSet(wagtail_users.UserViewSet):
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    # A copy takes over what the form does not show: a superuser's rank, permissions given to one person.
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type:
        return UserEditForm if for_update else UserCreationForm


class BulkReach:
    """A bulk action that leaves out those whom the person may not manage, and says so before anything is done."""

    request: HttpRequest

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and self.reach.manages(obj)  # type: ignore[misc]


class AssignRole(BulkReach, bulk_actions.AssignRoleBulkAction):
    def get_form(self, form_class: type[Form] | None = None) -> Form:
        form = super().get_form(form_class)
        role = form.fields["role"]
        if isinstance(role, ModelChoiceField):
            role.queryset = self.reach.groups()
        return form


class SetActiveState(BulkReach, bulk_actions.SetActiveStateBulkAction):
    pass


class Delete(BulkReach, bulk_actions.DeleteBulkAction):
    pass


BULK_ACTIONS = (AssignRole, SetActiveState, Delete)
