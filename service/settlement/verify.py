"""Verify what was paid: the plan made again from its rows, and its payments compared with it."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.invariants import Violation, balances
from rewards.refusal import Refusal
from rewards.settlement.invariants import all_is_right, escrow_is_empty
from rewards.settlement.progress import Progress, SettlementState, verified
from rewards.settlement.refusals import SettlementUnknown
from service.settlement.rows import bundle_of, transfers_of
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SETTLEMENTS
from service.store.store import Store


class Verify(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing was found that is wrong with this settlement."""

    plan: str


async def findings(store: Store, plan: str) -> list[Violation] | SettlementUnknown:
    """All that is wrong with a settlement that is paid."""
    bundle = await bundle_of(store, plan)
    if isinstance(bundle, SettlementUnknown):
        return bundle
    subject = bundle.plan.subject
    transfers = await transfers_of(store, subject)
    found = all_is_right(bundle, transfers, settled=True)
    return found + escrow_is_empty(subject, balances(transfers))


def needs(command: Command[Verify], _view: View) -> Iterable[Key]:
    """How far the settlement has come."""
    yield SETTLEMENTS.key(command.body.plan)


def decide(command: Command[Verify], view: View) -> Outcome[Progress]:
    """The end of a settlement."""
    progress = view.get(SETTLEMENTS, command.body.plan)
    if progress is None:
        return Outcome(SettlementUnknown(plan=command.body.plan))
    if progress.state is SettlementState.VERIFIED:
        return Outcome(progress)
    after = verified(progress)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(after, (Put(SETTLEMENTS, after),))


VERIFY = Rule("verify_settlement", Progress, needs, decide)
