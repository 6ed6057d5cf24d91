"""Publishing by two people, where the site asks for that: one proposes, another confirms, both in sight of the same preview."""

from django.db import IntegrityError, transaction

from citations.actions.publishing import publish_edition, refuse_to_publish
from citations.audit import audit
from citations.jobs import display_name
from citations.models import Activation, Edition, Proposal
from citations.reasons import read_reason


class SamePerson(ValueError):
    """Whoever proposed it cannot confirm it."""


def open_proposal(edition: Edition) -> Proposal | None:
    """The proposal to publish it that nobody confirmed or withdrew yet."""
    return Proposal.objects.filter(edition=edition, activation=None, withdrawn_by_name="").select_related("live").first()


def propose_edition(
    *,
    edition: Edition,
    user,
    changelog: str,
    seen_live: int | None,
    although_set_aside: bool = False,
    although_smaller: bool = False,
) -> Proposal:
    """Propose to publish an edition. Refused for whatever publishing it would be refused for; ValueError where somebody has
    proposed it already, and for a changelog that says nothing."""
    changelog = read_reason(changelog, "publish")
    try:
        with transaction.atomic():
            refuse_to_publish(edition, seen_live, although_set_aside=although_set_aside, although_smaller=although_smaller)
            proposal = Proposal.objects.create(
                edition=edition,
                live_id=seen_live,
                changelog=changelog,
                although_set_aside=although_set_aside,
                although_smaller=although_smaller,
                proposed_by=user,
                proposed_by_name=display_name(user),
            )
            audit("edition.proposed", user, edition, changelog=changelog)
    except IntegrityError as error:
        raise ValueError(f"Somebody has proposed to publish edition {edition} already. Look at this page again.") from error
    return proposal


def confirm_proposal(*, proposal: Proposal, user) -> Activation:
    """Publish what another person proposed. Raises `SamePerson`; ValueError for a proposal that is no longer open; whatever
    `publish_edition` raises, `LiveEditionMoved` where another edition went live since it was proposed."""
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update(of=("self",)).select_related("edition").get(pk=proposal.pk)
        if proposal.activation_id or proposal.withdrawn_by_name:
            raise ValueError("This proposal is no longer open: it was confirmed or withdrawn meanwhile.")
        if user.pk == proposal.proposed_by_id:
            raise SamePerson("You proposed this yourself. Ask another person who may publish to look at it and confirm it.")
        activation = publish_edition(
            edition=proposal.edition,
            user=user,
            changelog=proposal.changelog,
            seen_live=proposal.live_id,
            although_set_aside=proposal.although_set_aside,
            although_smaller=proposal.although_smaller,
            proposal=proposal,
        )
        proposal.activation = activation
        proposal.save(update_fields=["activation"])
    return activation


def withdraw_proposal(*, proposal: Proposal, user) -> bool:
    """Take a proposal back, one's own or another's. Returns False, and does nothing, for one that is no longer open."""
    still_open = Proposal.objects.filter(pk=proposal.pk, activation=None, withdrawn_by_name="")
    withdrawn = bool(still_open.update(withdrawn_by_name=display_name(user)))
    if withdrawn:
        audit("edition.proposal_withdrawn", user, proposal.edition, proposed_by=proposal.proposed_by_name)
    return withdrawn
