"""Proves a chunk of accounts from all that was ever written about them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from rewards.charity.gift import Gift
from rewards.charity.invariants import gifts_are_booked
from rewards.ledger.accounts import MINT
from rewards.ledger.invariants import (
    Violation,
    balances,
    purse_adds_up,
    reversals,
    stored_is_sum,
    sums_to_zero,
    two_sides,
)
from rewards.ledger.reasons import Reason
from rewards.ledger.spending.spending import Spending
from rewards.ledger.transfer import Transfer
from rewards.perks.rentals.rental import Rental
from rewards.perks.vouchers.voucher import Voucher
from service.check.lines import lines_hold
from service.check.report import Report
from service.check.spendings import spendings_hold
from service.check.vouchers import vouchers_hold
from service.members.account import Account
from service.store.outbox import Event
from tasks.completion import Completion


def check_accounts(
    accounts: Sequence[Account],
    transfers: Sequence[Transfer],
    completions: Sequence[Completion],
    events: Sequence[Event],
    rentals: Sequence[Rental] = (),
    now: datetime | None = None,
    spendings: Sequence[Spending] = (),
    gifts: Sequence[Gift] = (),
    vouchers: Sequence[Voucher] = (),
) -> Report:
    """I1 to I3 and I5 to I7 for these accounts; the rows must be all of theirs, of one moment."""
    totals = balances(transfers)
    found = [
        *two_sides(transfers),
        *reversals(transfers, {each.id: each for each in transfers}),
        *sums_to_zero(totals),
        *(v for each in accounts for v in stored_is_sum(each.id, each.purse, totals)),
        *(v for each in accounts for v in purse_adds_up(each.id, each.purse)),
        *_awarded_once(transfers, completions),
        *_in_order(accounts, events),
        *lines_hold(accounts, rentals, now),
        *spendings_hold(accounts, spendings, transfers, now),
        *vouchers_hold(accounts, vouchers, transfers, now),
        *gifts_are_booked(gifts, {each.id: each for each in transfers}),
    ]
    return Report(
        accounts=len(accounts),
        transfers=len(transfers),
        issued=-totals.get(MINT, 0),
        violations=tuple(found),
    )


def _awarded_once(
    transfers: Sequence[Transfer], completions: Iterable[Completion]
) -> Iterable[Violation]:
    """I7: a completion and its award are one effect: both are there, and say the same; a revoked
    one has given back just what its reversal took."""
    awards = {each.id: each for each in transfers if each.reason is Reason.AWARD}
    taken = {each.reverses: each for each in transfers if each.reason is Reason.AWARD_REVERSAL}
    for completion in completions:
        award = awards.pop(completion.id, None)
        paid = 0 if award is None else award.amount
        if paid != completion.seeds or (award and award.account != completion.account):
            yield _i7(completion.id, f"pays {paid}, its completion {completion.seeds}")
        back = taken.get(completion.id)
        returned = 0 if back is None else back.amount
        if returned != completion.returned:
            yield _i7(completion.id, f"{returned} taken back, it says {completion.returned}")
        if completion.returned and completion.revoked_at is None:
            yield _i7(completion.id, "it stands, and its seeds were taken back")
    for id_ in awards:
        yield _i7(id_, "an award without its completion")


def _in_order(accounts: Iterable[Account], events: Iterable[Event]) -> Iterable[Violation]:
    """I7: the events of an account are numbered by its versions, each number once."""
    versions = {account.id: account.version for account in accounts}
    numbered: dict[tuple[str, int], list[int]] = defaultdict(list)
    for event in events:
        numbered[event.account, event.sequence].append(event.part)
    for (account, sequence), parts in numbered.items():
        if sequence > versions.get(account, 0):
            yield _i7(account, f"event {sequence} is ahead of version {versions.get(account, 0)}")
        if sorted(parts) != list(range(len(parts))):
            yield _i7(account, f"event {sequence} has parts {sorted(parts)}")


def _i7(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I7", subject=subject, sentence=sentence)
