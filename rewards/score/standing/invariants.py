"""How evidence and challenges have to agree. `seedbank check` asks here; it reports, never repairs.

Under I10: a score can be reproduced from its evidence only if that hangs together.
"""

from collections.abc import Collection, Iterable, Iterator

from rewards.ledger.invariants import Violation
from rewards.score.evidence import Evidence, Status
from rewards.score.standing.challenge import OPEN, Challenge, ChallengeState
from rewards.score.standing.standing import Standing


def stands_rightly(
    evidence: str, standing: Standing, challenge: Challenge | None, *, told: bool
) -> Iterator[Violation]:
    """The status of one row against its challenge. `told`: the notice of a proposed one exists."""
    open_ = challenge is not None and challenge.state in OPEN
    lost = challenge is not None and challenge.state is ChallengeState.REVERSED
    status = standing.status
    rules = {
        "is challenged, and no challenge is open": status is Status.CHALLENGED and not open_,
        f"is {status} while its challenge is open": open_ and status is not Status.CHALLENGED,
        f"is {status}, and its challenge has reversed it": lost and status is not Status.REVERSED,
        "is proposed and nobody was told": status is Status.PROPOSED and not told,
        "is cured and was never made good": (
            status is Status.CURED and standing.made_good_at is None
        ),
    }
    yield from (_i10(evidence, sentence) for sentence, broken in rules.items() if broken)


def comes_from(fact: Evidence, account: str, of: tuple[str, str] | None) -> Iterator[Violation]:
    """A row against what its id names: `of` is the account and the source of that, None if there
    is no such thing."""
    if of is None:
        yield _i10(fact.id, "is about something that does not exist")
    elif of != (account, fact.source):
        yield _i10(
            fact.id, f"says it is {account}'s from {fact.source}; that is {of[0]}'s from {of[1]}"
        )


def challenge_agrees(
    challenge: Challenge, of: tuple[str, str] | None, open_of_account: Collection[str]
) -> Iterator[Violation]:
    """A challenge against its evidence, `of` being whose that is and from whom, and against what
    its account knows to be open."""
    if of != (challenge.account, challenge.merchant):
        yield _i10(challenge.id, f"is about {challenge.evidence}, which is not what it says")
    open_ = challenge.state in OPEN
    if open_ is not (challenge.id in open_of_account):
        yield _i10(challenge.id, f"is {challenge.state}, and its account says otherwise")


def nothing_else_is_open(
    account: str, open_of_account: Iterable[str], challenges: Collection[str]
) -> Iterator[Violation]:
    """What an account knows to be open are challenges that there are."""
    missing = sorted(set(open_of_account) - set(challenges))
    yield from (_i10(account, f"has challenge {id_} open, which is none") for id_ in missing)


def _i10(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I10", subject=subject, sentence=sentence)
