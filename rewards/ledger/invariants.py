"""What must always hold of seeds. `seedbank check` asks here; it reports and never repairs.

I1 two sides, the sum over all accounts is zero. I2 a stored balance is the sum of its transfers.
I3 nothing of a member's is below zero, basket = ripe, lots and holds = seeds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from rewards.ledger import accounts
from rewards.ledger.amount import AMOUNT_MAX
from rewards.ledger.purse import Purse
from rewards.ledger.reasons import ROUTES
from rewards.ledger.transfer import Transfer


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """One broken promise: which invariant, whose, and a sentence with the numbers."""

    invariant: str
    subject: str
    sentence: str


def balances(transfers: Iterable[Transfer]) -> dict[str, int]:
    """Ledger account -> seeds, from transfers alone."""
    totals: Counter[str] = Counter()
    for transfer in transfers:
        totals[transfer.debit] -= transfer.amount
        totals[transfer.credit] += transfer.amount
    return dict(totals)


def two_sides(transfers: Iterable[Transfer]) -> list[Violation]:
    """I1, each transfer: sides as its reason says, two different ones, an amount in range."""
    found = []
    for transfer in transfers:
        route = ROUTES[transfer.reason]
        sides = _sides(transfer)
        if sides is None:
            found.append(_i1(transfer, f"{transfer.reason} under an id that names no escrow"))
        elif (transfer.debit, transfer.credit) != sides:
            found.append(_i1(transfer, f"{transfer.reason} goes from {sides[0]} to {sides[1]}"))
        if not 1 <= transfer.amount <= AMOUNT_MAX:
            found.append(_i1(transfer, f"{transfer.amount} is not an amount of seeds"))
        if (route.reverses is None) != (transfer.reverses is None):
            found.append(_i1(transfer, f"{transfer.reason} with reverses={transfer.reverses}"))
    return found


def reversals(transfers: Iterable[Transfer], originals: Mapping[str, Transfer]) -> list[Violation]:
    """I1, each reversal: it takes back a booked transfer, whole, and of the right kind."""
    found = []
    for transfer in transfers:
        if transfer.reverses is None:
            continue
        original = originals.get(transfer.reverses)
        if original is None:
            found.append(_i1(transfer, f"reverses {transfer.reverses}, which is not booked"))
        elif (original.debit, original.credit, original.amount) != (
            transfer.credit,
            transfer.debit,
            transfer.amount,
        ):
            found.append(_i1(transfer, f"does not mirror {original.id}"))
    return found


def sums_to_zero(totals: Mapping[str, int]) -> list[Violation]:
    """I1, the whole: all accounts together hold nothing; only the mint is negative."""
    total = sum(totals.values())
    if total == 0:
        return []
    sentence = f"all accounts together hold {total} seeds instead of 0"
    return [Violation(invariant="I1", subject="ledger", sentence=sentence)]


def stored_is_sum(account: str, purse: Purse, totals: Mapping[str, int]) -> list[Violation]:
    """I2: the balances stored for `account` are the sums of its transfers in `totals`."""
    stored = {accounts.ripe(account): purse.ripe, accounts.seeds(account): purse.seeds}
    return [
        Violation(
            invariant="I2",
            subject=name,
            sentence=f"stored {balance} seeds, its transfers sum to {totals.get(name, 0)}",
        )
        for name, balance in stored.items()
        if balance != totals.get(name, 0)
    ]


def purse_adds_up(account: str, purse: Purse) -> list[Violation]:
    """I3: nothing below zero, the basket is the ripe balance, lots and holds are the other."""
    basket = sum(entry.amount for entry in purse.basket)
    held = sum(hold.amount for hold in purse.holds)
    parts = [*purse.lots, *(lot for hold in purse.holds for lot in hold.lots)]
    pieces = [*(entry.amount for entry in purse.basket), *(lot.amount for lot in parts)]
    rules = {
        f"ripe balance {purse.ripe} is below zero": purse.ripe < 0,
        f"seeds balance {purse.seeds} is below zero": purse.seeds < 0,
        f"basket holds {basket} seeds, ripe balance says {purse.ripe}": basket != purse.ripe,
        f"lots hold {purse.available} seeds and holds {held}, seeds balance says {purse.seeds}": (
            purse.available + held != purse.seeds
        ),
        f"debt {purse.debt} is below zero": purse.debt < 0,
        "an entry or a lot holds less than 1 seed": any(piece < 1 for piece in pieces),
        "an award is in the basket twice": len({e.id for e in purse.basket}) < len(purse.basket),
        "two holds have one id": len({hold.id for hold in purse.holds}) < len(purse.holds),
        "two lots expire together": len({lot.expires_at for lot in purse.lots}) < len(purse.lots),
    }
    return [
        Violation(invariant="I3", subject=account, sentence=sentence)
        for sentence, broken in rules.items()
        if broken
    ]


def _sides(transfer: Transfer) -> tuple[str, str] | None:
    debit, credit, _ = ROUTES[transfer.reason]
    account, id_ = transfer.account, transfer.id
    try:
        return accounts.name_of(debit, account, id_), accounts.name_of(credit, account, id_)
    except ValueError:
        return None


def _i1(transfer: Transfer, sentence: str) -> Violation:
    return Violation(invariant="I1", subject=transfer.id, sentence=sentence)
