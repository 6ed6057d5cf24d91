"""What citations adds to the Wagtail admin: the data steward's screens and menu, and names of audited actions."""

from django.urls import include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION


class PermittedMenuItem(MenuItem):
    def __init__(self, *args, permissions: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.permissions = permissions

    def is_shown(self, request) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)


ACTIONS = {
    "citations.release.uploaded": ("Upload release", "Release files uploaded"),
    "citations.release.rejected": ("Reject release", "Release rejected by the check"),
    "citations.release.ready": ("Load release", "Release loaded"),
    "citations.release.failed": ("Fail release", "Loading the release failed"),
    "citations.release.reloading": ("Load release again", "Loading the same files again with a later importer"),
    "citations.release.decided": ("Decide on issue", "Said how the files and the release that is here go together"),
    "citations.release.restarted": ("Start release again", "Check and load started again"),
    "citations.release.cancelled": ("Cancel release", "Check or load cancelled"),
    "citations.release.dated": ("Date release", "Date of publication given"),
    "citations.release.held": ("Hold release back", "Release held back as implausible"),
    "citations.release.overruled": ("Overrule findings", "Release made ready though findings held it back"),
    "citations.release.withdrawn": ("Withdraw release", "Release withdrawn"),
    "citations.release.set_aside": ("Set release aside", "Release set aside"),
    "citations.release.acknowledged": ("Acknowledge differences", "Differing aggregates acknowledged"),
    "citations.release.brought_back": ("Bring release back", "Release brought back"),
    "citations.release.retired": ("Retire release", "Release retired"),
    "citations.release.archiving": ("Begin archiving release", "Archiving of facts begun"),
    "citations.release.archived": ("Archive release", "Facts archived"),
    "citations.release.restoring": ("Begin restoring release", "Restoring of facts begun"),
    "citations.release.restored": ("Restore release", "Facts restored from the originals"),
    "citations.release.removed": ("Remove release", "Upload that was never loaded removed"),
    "citations.edition.discarded": ("Discard edition", "Edition discarded before it was published"),
    "citations.edition.started": ("Start compiling edition", "Edition started"),
    "citations.edition.compiled": ("Compile edition", "Edition compiled"),
    "citations.edition.failed": ("Fail edition", "Compiling the edition failed"),
    "citations.edition.restarted": ("Start edition again", "Compile started again"),
    "citations.edition.cancelled": ("Cancel edition", "Compile cancelled"),
    "citations.edition.publish": ("Publish edition", "Edition published"),
    "citations.edition.rollback": ("Roll back edition", "Edition put back"),
}


@hooks.register("register_log_actions")
def register_audited_actions(actions) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("register_admin_urls")
def register_staff_screens():
    return [path("data/", include("citations.staff.urls"))]


@hooks.register("register_admin_menu_item")
def register_data_menu() -> SubmenuMenuItem:
    """Releases and editions; Wagtail leaves the menu out for people who see neither."""
    items = [
        PermittedMenuItem(
            "Releases",
            reverse_lazy("citations_admin:releases"),
            name="releases",
            icon_name="upload",
            order=100,
            permissions=(MANAGE_RELEASES,),
        ),
        PermittedMenuItem(
            "Editions",
            reverse_lazy("citations_admin:editions"),
            name="editions",
            icon_name="calendar-check",
            order=200,
            permissions=(COMPILE_EDITION, PUBLISH_EDITION),
        ),
    ]
    return SubmenuMenuItem("Data", Menu(items=items), name="data", icon_name="table", order=250)
