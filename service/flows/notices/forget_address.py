"""A member's e-mail address is forgotten: no notice is written there any more."""

import msgspec

from service.flows.notices.own_reach import reach_needs, without
from service.members.reach import EMAIL
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class ForgetAddress(msgspec.Struct, frozen=True, kw_only=True):
    """Whose."""

    account: str


class AddressForgotten(msgspec.Struct, frozen=True, kw_only=True):
    """There is none now, whether there was one or not."""

    has_address: bool = False


def decide(command: Command[ForgetAddress], view: View) -> Outcome[AddressForgotten]:
    """Gone with what it was sealed in."""
    effects = without(view, command.body.account, frozenset({EMAIL}))
    return Outcome(AddressForgotten(), effects)


FORGET_ADDRESS = Rule("forget_address", AddressForgotten, reach_needs, decide)
