"""Users and groups in the admin: users are changed, deactivated and deleted only by those who hold as much as they do, and nobody
gives a group, or takes from it, what he does not hold himself."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form, ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm
from wagtail.users.views import bulk_actions
from wagtail.users.views import groups as wagtail_groups
from wagtail.users.views import users as wagtail_users

from singulariki.editorial.accounts.reach import Grant, Reach, describe, grants_of_group, refuse


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


class HasReach:
    """A view, or a bulk action, that knows how far the say of whoever uses it goes."""

    request: HttpRequest

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)


class FormView(HasReach):
    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "reach": self.reach}  # type: ignore[misc]


class CreateView(FormView, wagtail_users.CreateView):
    pass


class Managed(HasReach):
    """A view of an account of somebody who holds no more than whoever uses it."""

    object: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.reach.manages(self.object):
            name = self.object.get_username()
            return refuse(request, f"{name} holds more than you do, so you cannot change or delete that account.")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class EditView(Managed, FormView, wagtail_users.EditView):
    pass


class DeleteView(Managed, wagtail_users.DeleteView):
    pass


class IndexView(HasReach, wagtail_users.IndexView):
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


class BulkReach(HasReach):
    """A bulk action that leaves out those whom the person may not manage, and says so before anything is done."""

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


class GroupWithinReach:
    """Compares what the group gives before with what it would give after, whichever panel of the form changes it."""

    request: HttpRequest
    object: Group
    permission_panel_forms: list

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """The form shows, and so changes, only permissions that the person holds; others of the group stay as they are."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        reach = Reach(self.request.user)
        if not reach.everything:
            held = [each.pk for each in form.registered_permissions if reach.covers([("permission", "", each.pk)])]
            form.registered_permissions = form.registered_permissions.filter(pk__in=held)
            form.fields["permissions"].queryset = form.registered_permissions.select_related("content_type")
        return form

    def is_valid(self, form: Any) -> bool:
        if not super().is_valid(form):  # type: ignore[misc]
            return False
        reach = Reach(self.request.user)
        beyond = [] if reach.everything else [each for each in self._changes(form) if not reach.covers([each])]
        if beyond:
            names = ", ".join(describe(grant) for grant in sorted(beyond))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            form.add_error(None, f"Nothing was saved. You can give and take only what you hold yourself, and not: {names}.")
        return not beyond

    def _changes(self, form: Any) -> set[Grant]:
        """What saving would add to the group and take from it, found by saving and undoing it."""
        group, saved_pk = form.instance, form.instance.pk
        with transaction.atomic():
            before = grants_of_group(group) if saved_pk else set()
            form.save()
            for panel in self.permission_panel_forms:
                panel.save()
            changes = before ^ grants_of_group(group)
            transaction.set_rollback(True)
        if saved_pk is None:
            group.pk, group._state.adding = None, True
        return changes


class GroupCreateView(GroupWithinReach, wagtail_groups.CreateView):
    pass


class GroupEditView(GroupWithinReach, wagtail_groups.EditView):
    pass


class GroupDeleteView(wagtail_groups.DeleteView):
    """Deleting a group takes all it gives from its members."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Reach(request.user).covers(grants_of_group(self.object)):
            return refuse(request, f"The group “{self.object}” gives more than you hold yourself, so you cannot delete it.")
        return super().dispatch(request, *args, **kwargs)


class GroupViewSet(wagtail_groups.GroupViewSet):
    add_view_class = GroupCreateView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView
