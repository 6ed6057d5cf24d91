"""What citations adds to the Wagtail admin: the data steward's screens and menu, and names of audited actions."""

from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from citations.notices import is_steward
from citations.permissions import COMPILE_EDITION, MANAGE_RELEASES, PUBLISH_EDITION
from citations.staff.dashboard import StewardPanel


class PermittedMenuItem(MenuItem):
    def __init__(self, *args, permissions: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.permissions = permissions

    def is_shown(self, request) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)


ACTIONS = {
    "citations.delivery.received": ("Receive files", "Files received, to be sorted into releases"),
    "citations.delivery.sorted": ("Sort files", "Files sorted into releases"),
    "citations.delivery.failed": ("Fail to sort files", "Sorting files failed"),
    "citations.delivery.restarted": ("Sort files again", "Sorting files started again"),
    "citations.delivery.cancelled": ("Cancel sorting files", "Sorting files cancelled"),
    "citations.release.uploaded": ("Upload release", "Release files uploaded"),
    "citations.release.rejected": ("Reject release", "Release rejected by the check"),
    "citations.release.ready": ("Load release", "Release loaded"),
    "citations.release.undecided": ("Leave release undecided", "Release waits for a decision: it came in other files before"),
    "citations.release.failed": ("Fail release", "Loading the release failed"),
    "citations.release.reloading": ("Load release again", "Loading the same files again with a later importer"),
    "citations.release.decided": ("Decide on issue", "Said how the files and the release that is here go together"),
    "citations.release.restarted": ("Start release again", "Check and load started again"),
    "citations.release.cancelled": ("Cancel release", "Check or load cancelled"),
    "citations.release.named": ("Name release", "Version given or corrected"),
    "citations.release.dated": ("Date release", "Date of publication given"),
    "citations.release.origin_noted": ("Note origin of release", "Address of origin or note on the licence given"),
    "citations.release.held": ("Hold release back", "Release held back as implausible"),
    "citations.release.overruled": ("Overrule findings", "Release made ready though findings held it back"),
    "citations.release.withdrawn": ("Withdraw release", "Release withdrawn"),
    "citations.release.set_aside": ("Set release aside", "Release set aside"),
    "citations.release.acknowledged": ("Acknowledge differences", "Differing aggregates acknowledged"),
    "citations.release.brought_back": ("Bring release back", "Release brought back"),
    "citations.release.retired": ("Retire release", "Release retired"),
    "citations.offer.requested": ("Fetch release", "Release asked for at its publisher's"),
    "citations.offer.fetched": ("Fetch release", "Release fetched from its publisher"),
    "citations.offer.failed": ("Fail to fetch release", "Release could not be fetched"),
    "citations.offer.cancelled": ("Cancel fetch", "Fetch cancelled"),
    "citations.offer.news": ("Find news", "Something new seen at the publisher's"),
    "citations.offer.noted": ("Note news", "What is new at the publisher's noted"),
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
    "citations.edition.proposed": ("Propose edition", "Publishing the edition proposed"),
    "citations.edition.proposal_withdrawn": ("Withdraw proposal", "Proposal to publish withdrawn"),
    "citations.edition.followed_up": ("Try follow-up again", "What follows a publication tried again"),
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


@hooks.register("insert_global_admin_css")
def add_style_sheet() -> SafeString:
    """Of our screens and of the dashboard; it also keeps the names of all pages of the admin readable on a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin_area/area.css"))


@hooks.register("construct_homepage_panels")
def add_steward_panel(request, panels) -> None:
    if is_steward(request.user):
        panels.append(StewardPanel(request.user))


@hooks.register("register_admin_menu_item")
def register_data_menu() -> SubmenuMenuItem:
    """Releases, where they come from, editions, and how it is done; Wagtail leaves the menu out for people who see neither."""
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
            "At the publishers",
            reverse_lazy("citations_admin:offers"),
            name="publishers",
            icon_name="download",
            order=150,
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
        PermittedMenuItem(
            "Guide",
            reverse_lazy("citations_admin:guide"),
            name="guide",
            icon_name="help",
            order=300,
            permissions=(MANAGE_RELEASES, COMPILE_EDITION, PUBLISH_EDITION),
        ),
    ]
    return SubmenuMenuItem("Data", Menu(items=items), name="data", icon_name="table", order=250)
