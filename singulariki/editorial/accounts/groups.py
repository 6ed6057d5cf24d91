"""Groups in the admin: nobody gives a group, or takes from it, what he does not hold himself."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.users.views import groups as wagtail_groups

from singulariki.editorial.accounts.reach import Grant, Reach, describe, grants_of_group, refuse


class WithinReach:
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


class CreateView(WithinReach, wagtail_groups.CreateView):
    pass


class EditView(WithinReach, wagtail_groups.EditView):
    pass


class DeleteView(wagtail_groups.DeleteView):
    """Deleting a group takes all it gives from its members."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Reach(request.user).covers(grants_of_group(self.object)):
            return refuse(request, f"The group “{self.object}” gives more than you hold yourself, so you cannot delete it.")
        return super().dispatch(request, *args, **kwargs)


class GroupViewSet(wagtail_groups.GroupViewSet):
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
