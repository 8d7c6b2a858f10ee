"""A member collects ripe seeds, one award or all."""

import msgspec

from rewards.ledger.collect import collect
from rewards.ledger.reasons import Reason
from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.store.path.command import Append, Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, TRANSFERS


class Collect(msgspec.Struct, frozen=True, kw_only=True):
    """`awards` are ids from the basket; None collects everything that is ripe."""

    account: str
    awards: tuple[str, ...] | None = None


class Collected(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds collected now, and the balances after it."""

    collected: int
    seeds: int
    ripe: int


def decide(command: Command[Collect], view: View) -> Outcome[Collected]:
    """All of what was asked for, or nothing."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    awards = command.body.awards
    moved = collect(
        account.purse,
        account=account.id,
        at=command.domain_at,
        numbers=command.programme.numbers.ledger,
        ids=None if awards is None else frozenset(awards),
    )
    if isinstance(moved, Refusal):
        return Outcome(moved)
    answer = Collected(
        collected=moved.amount(Reason.COLLECT), seeds=moved.purse.seeds, ripe=moved.purse.ripe
    )
    return Outcome(
        answer,
        (
            Put(ACCOUNTS, msgspec.structs.replace(account, purse=moved.purse)),
            *(Append(TRANSFERS, transfer) for transfer in moved.transfers),
            Emit(account=account.id, kind="seeds_collected", data=answer),
        ),
    )


COLLECT = Rule("collect", Collected, own_needs, decide)
