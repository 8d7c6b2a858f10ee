"""Correct a settlement: a further revision gives what earlier ones were short of.

What was paid in good faith stays: a mistake of the programme is nobody's debt. So a correction only
ever gives, and its pool, which is funded anew, is what it gives.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from rewards.boards.prizes import Prizes, share
from rewards.boards.rank import Standing, rank
from rewards.ledger.ids import settlement_id
from rewards.settlement.make_plan import bundle_of, frozen
from rewards.settlement.plan import Award, Bundle
from rewards.settlement.refusals import RankedTwice


def make_correction(
    *,
    subject: str,
    revision: int,
    standings: Iterable[Standing],
    prizes: Prizes,
    paid: Sequence[Award],
    at: datetime,
) -> Bundle | RankedTwice:
    """The plan of revision 2 or later: `standings` as they are right, `paid` all awards before.

    ValueError for a first revision, which corrects nothing.
    """
    if revision < 2:
        raise ValueError(f"revision {revision} corrects nothing")
    inputs = frozen(standings, subject)
    if isinstance(inputs, RankedTwice):
        return inputs
    had: Counter[str] = Counter()
    for award in paid:
        had[award.account] += award.amount
    awards = tuple(
        Award(
            id=settlement_id(subject=subject, revision=revision, account=won.account),
            account=won.account,
            rank=won.rank,
            amount=won.amount - had[won.account],
        )
        for won in share(rank(inputs), prizes).won
        if won.amount > had[won.account]
    )
    return bundle_of(
        subject=subject,
        revision=revision,
        prizes=prizes,
        inputs=inputs,
        awards=awards,
        remainder=0,
        at=at,
        paid=tuple(paid),
    )
