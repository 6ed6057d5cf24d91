"""The menu "Data", for people who may do something there."""

from django.urls import reverse_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from citations.roles import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION


class PermittedItem(MenuItem):
    def __init__(self, *args, permissions: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.permissions = permissions

    def is_shown(self, request) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)


def data_menu() -> SubmenuMenuItem:
    """Releases and editions; Wagtail leaves the menu out for people who see neither."""
    items = [
        PermittedItem(
            "Releases",
            reverse_lazy("citations_admin:releases"),
            name="releases",
            icon_name="upload",
            order=100,
            permissions=(MANAGE_RELEASES,),
        ),
        PermittedItem(
            "Editions",
            reverse_lazy("citations_admin:editions"),
            name="editions",
            icon_name="calendar-check",
            order=200,
            permissions=(COMPILE_EDITION, PUBLISH_EDITION),
        ),
    ]
    return SubmenuMenuItem("Data", Menu(items=items), name="data", icon_name="table", order=250)
