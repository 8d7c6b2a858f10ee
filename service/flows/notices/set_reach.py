"""A member says by what means notices may come, and to which address."""

from collections.abc import Iterable

import msgspec

from service.flows.notices.own_reach import keep, kept, reach_needs
from service.flows.own import AccountGone
from service.language.languages import Language
from service.members.reach import ContactIsAnother, EmailTarget, Reach
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import MEMBERS


class SetReach(msgspec.Struct, frozen=True, kw_only=True):
    """`contact` is the keyed hash of the address; the address itself comes sealed as the command's
    id, because it is sealed otherwise each time. None: stays as it is."""

    account: str
    member: str
    language: Language
    contact: str | None = None
    email: bool | None = None
    push: bool | None = None


class ReachSet(msgspec.Struct, frozen=True, kw_only=True):
    """Whether there is an address, and what the member wants."""

    has_address: bool
    email: bool
    push: bool


def needs(command: Command[SetReach], view: View) -> Iterable[Key]:
    """The places, and the member: nothing is kept of who is none any more."""
    yield from reach_needs(command, view)
    yield MEMBERS.key(command.body.member)


def decide(command: Command[SetReach], view: View) -> Outcome[ReachSet]:
    """The choices, and the address if it is the one that the member signs in with."""
    body, reach = command.body, kept(command, view)
    member = view.own(MEMBERS, body.member, of_account(body.account))
    if member is None:
        return Outcome(AccountGone())
    if body.contact is not None:
        if member.contact_hash != body.contact:
            return Outcome(ContactIsAnother())
        (sealed,) = command.ids
        email = EmailTarget(sealed=sealed, language=body.language)
        reach = msgspec.structs.replace(reach, email=email)
    after = msgspec.structs.replace(
        reach,
        wants_email=reach.wants_email if body.email is None else body.email,
        wants_push=reach.wants_push if body.push is None else body.push,
    )
    return Outcome(_said(after), (keep(view, after),))


def _said(reach: Reach) -> ReachSet:
    return ReachSet(
        has_address=reach.email is not None, email=reach.wants_email, push=reach.wants_push
    )


SET_REACH = Rule("set_reach", ReachSet, needs, decide)
