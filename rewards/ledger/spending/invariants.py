"""I2, I3 and I5 of spendings: what is held is in the purse, what is posted is booked, once.

`seedbank check` asks here; it reports and never repairs.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from rewards.ledger.ids import reversal_id
from rewards.ledger.invariants import Violation
from rewards.ledger.purse import Purse
from rewards.ledger.reasons import Reason
from rewards.ledger.spending.spending import SPENT, Spending, SpendingState
from rewards.ledger.transfer import Transfer


def holds_are_spendings(
    account: str, purse: Purse, spendings: Iterable[Spending]
) -> list[Violation]:
    """I3: each hold belongs to a held spending of the account, with that amount and end, and the
    reverse."""
    stands = {each.id: (each.amount, each.ends_at) for each in purse.holds}
    should = {
        each.id: (each.seeds, each.ends_at)
        for each in spendings
        if each.state is SpendingState.HELD
    }
    return [
        Violation(
            invariant="I3",
            subject=account,
            sentence=f"hold {id_}: the purse says {_said(stands, id_)}, "
            f"its spending {_said(should, id_)}",
        )
        for id_ in sorted(stands.keys() | should.keys())
        if stands.get(id_) != should.get(id_)
    ]


def posted_is_booked(
    spendings: Iterable[Spending], transfers: Mapping[str, Transfer]
) -> list[Violation]:
    """I2: what was posted is one transfer, what was refunded one reversal, and there are no others.

    `transfers` are all of the accounts of these spendings, by id.
    """
    found: list[Violation] = []
    left = {id_ for id_, each in transfers.items() if each.reason is Reason.SPEND}
    for spending in spendings:
        left.discard(spending.transfer)
        found += _booked(spending, transfers)
    found += [_i2(id_, "is spent, and no spending says so") for id_ in sorted(left)]
    return found


def ended_in_time(
    spendings: Iterable[Spending], *, at: datetime, grace: timedelta
) -> list[Violation]:
    """I5: nothing is held long after its end: `grace` is what the job may take."""
    return [
        Violation(
            invariant="I5",
            subject=each.id,
            sentence=f"is held and ended at {each.ends_at.isoformat()}",
        )
        for each in spendings
        if each.state is SpendingState.HELD and each.ends_at + grace < at
    ]


def _booked(spending: Spending, transfers: Mapping[str, Transfer]) -> list[Violation]:
    spent = transfers.get(spending.transfer)
    back = transfers.get(reversal_id(spending.transfer))
    posted = spending.posted if spending.state in SPENT else None
    refunded = spending.state is SpendingState.REFUNDED
    came_from = sum(lot.amount for lot in spending.lots)
    sentences = {
        f"{spending.posted} are posted, {spent.amount if spent else None} booked": (
            (spent.amount if spent else None) != posted
        ),
        f"{came_from} came from lots, {posted} are posted": came_from != (posted or 0),
        f"{posted} are posted of {spending.seeds}": (posted or 0) > spending.seeds,
        f"is {spending.state}, and its refund is {'' if back else 'not '}booked": (
            (back is not None) is not refunded
        ),
    }
    return [_i2(spending.id, sentence) for sentence, broken in sentences.items() if broken]


def _said(holds: Mapping[str, tuple[int, datetime]], id_: str) -> str:
    if id_ not in holds:
        return "nothing"
    amount, ends_at = holds[id_]
    return f"{amount} until {ends_at.isoformat()}"


def _i2(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I2", subject=subject, sentence=sentence)
