"""Short words for settlements: a season of Alice, Bob, Charlie and others."""

from rewards.boards.rank import Standing
from rewards.settlement.make_plan import make_plan
from rewards.settlement.plan import Bundle
from tests.people import HOUR, NOON

SUBJECT = "season.seeds-weekly.2026-W10"
PRIZES = (100, 50, 30)


def standings(*values: int) -> tuple[Standing, ...]:
    """Accounts a0, a1 ... with these values, each reached an hour after the one before."""
    return tuple(
        Standing(account=f"a{n}", value=value, reached_at=NOON + n * HOUR)
        for n, value in enumerate(values)
    )


def planned(*values: int, prizes=PRIZES, subject: str = SUBJECT) -> Bundle:
    """The plan of that season, its escrow filled."""
    bundle = make_plan(
        subject=subject,
        revision=1,
        standings=standings(*values),
        prizes=prizes,
        escrow=sum(prizes),
        at=NOON,
    )
    assert isinstance(bundle, Bundle)
    return bundle
