"""Pay one award, or leave it unclaimed if its account is closed.

The progress moves in the transaction of each payment, and only from where the last one left it: a
locked account holds back those behind it, and nothing is stepped over.
"""

from collections.abc import Iterable

import msgspec

from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved
from rewards.refusal import Refusal
from rewards.settlement import escrow
from rewards.settlement.plan import Award
from rewards.settlement.progress import applied
from rewards.settlement.refusals import NotAsPlanned, SettlementUnknown
from service.members.account import Account
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Emit, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX, SETTLEMENTS, TRANSFERS

TAKES = (State.ACTIVE, State.PAUSED)
"""States in which an account takes what it has won: who is leaving, or gone, does not."""


class PayAward(msgspec.Struct, frozen=True, kw_only=True):
    """Award `number` of a plan. `told` is for the winner's message."""

    plan: str
    subject: str
    number: int
    award: Award
    told: dict[str, str | int]


class AwardPaid(msgspec.Struct, frozen=True, kw_only=True):
    """`unclaimed` if it went to the declared account; `already` if nothing was left to do."""

    unclaimed: bool = False
    already: bool = False


class PrizeWon(msgspec.Struct, frozen=True, kw_only=True):
    """What the account's event says."""

    subject: str
    rank: int
    seeds: int


def needs(command: Command[PayAward], _view: View) -> Iterable[Key]:
    """How far the settlement has come, the account, and whether the award is booked."""
    body = command.body
    yield SETTLEMENTS.key(body.plan)
    yield ACCOUNTS.key(body.award.account)
    yield TRANSFERS.key(body.award.id)


def decide(command: Command[PayAward], view: View) -> Outcome[AwardPaid]:
    """The award becomes ripe seeds of its account, or the declared account's."""
    body = command.body
    progress = view.get(SETTLEMENTS, body.plan)
    if progress is None:
        return Outcome(SettlementUnknown(plan=body.plan))
    if body.number < progress.applied:
        return Outcome(AwardPaid(already=True))
    after = applied(progress, range(body.number, body.number + 1))
    if isinstance(after, Refusal):
        return Outcome(after)
    if view.get(TRANSFERS, body.award.id) is not None:
        finding = f"{body.award.id} is booked and does not count as paid"
        return Outcome(NotAsPlanned(plan=body.plan, finding=finding))
    moved = Put(SETTLEMENTS, after)
    account = _taker(command, view)
    won = account and earn(
        account.purse,
        escrow.pay(body.award, command.domain_at),
        existing=None,
        numbers=command.programme.numbers.ledger,
    )
    if account is None or not isinstance(won, Moved):
        left = escrow.unclaimed(body.award, body.subject, command.domain_at)
        return Outcome(AwardPaid(unclaimed=True), (moved, Insert(TRANSFERS, left)))
    return Outcome(AwardPaid(), (moved, *_win(command, account, won)))


def _taker(command: Command[PayAward], view: View) -> Account | None:
    id_ = command.body.award.account
    if view.reference(ACCOUNTS, id_) is None:
        return None
    account = view.get(ACCOUNTS, id_)
    return account if account and account.state in TAKES else None


def _win(command: Command[PayAward], account: Account, won: Moved) -> Iterable[Effect]:
    body = command.body
    said = PrizeWon(subject=body.subject, rank=body.award.rank, seeds=body.award.amount)
    message = new_message(
        f"message:{body.award.id}",
        account=account.id,
        kind=MessageKind.PRIZE_WON,
        at=command.domain_at,
        parameters={**body.told, "rank": said.rank, "seeds": said.seeds},
    )
    yield Put(ACCOUNTS, msgspec.structs.replace(account, purse=won.purse))
    for transfer in won.transfers:
        of_award = transfer.id == body.award.id
        yield Insert(TRANSFERS, transfer) if of_award else Append(TRANSFERS, transfer)
    yield Append(INBOX, message)
    yield Emit(account=account.id, kind="prize_won", data=said)


PAY_AWARD = Rule("pay_award", AwardPaid, needs, decide)
