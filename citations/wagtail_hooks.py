"""Names of audited actions, so that Wagtail's site history can show them."""

from wagtail import hooks

ACTIONS = {
    "citations.release.uploaded": ("Upload release", "Release files uploaded"),
    "citations.release.rejected": ("Reject release", "Release rejected by the check"),
    "citations.release.ready": ("Load release", "Release loaded"),
    "citations.release.failed": ("Fail release", "Loading the release failed"),
    "citations.edition.started": ("Start compiling edition", "Edition started"),
    "citations.edition.compiled": ("Compile edition", "Edition compiled"),
    "citations.edition.failed": ("Fail edition", "Compiling the edition failed"),
    "citations.edition.publish": ("Publish edition", "Edition published"),
    "citations.edition.rollback": ("Roll back edition", "Edition put back"),
}


@hooks.register("register_log_actions")
def register_audited_actions(actions) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)
