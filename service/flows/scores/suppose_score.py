"""What a member's score would be: read what is known, suppose, score. Nothing is written."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.economy import ScoreNumbers
from rewards.refusal import Refusal
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.evidence import Evidence
from rewards.score.scheme import Level
from rewards.score.what_if.life import Life
from rewards.score.what_if.soonest import Opening, next_level, soonest
from rewards.score.what_if.suppose import suppose
from rewards.score.what_if.supposition import Supposition
from service.flows.context import Context
from service.flows.scores.newer import before_of
from service.jobs.evidence import Known, evidence_of_account, read_evidence
from service.jobs.last_scores import last_score
from service.members.account import Account
from service.members.breaks import active_time
from service.programme import Programme
from service.store.schema.documents import CURRENT
from service.store.schema.page import PUBLICATIONS


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """The score as it would be published `now`, and `then`, at `at`, if all goes as supposed.

    `level` is the next one above the score now, and `openings` are what reaches it, soonest first.
    """

    now: Score | NotAvailable
    then: Score | NotAvailable
    at: Instant
    level: Level | None
    openings: tuple[Opening, ...]


async def suppose_score(
    context: Context, account: Account, suppositions: Sequence[Supposition], at: datetime
) -> Supposed | Refusal:
    """By the programme in force at `at`, from all that is known then. ValueError if something that
    is stored about the account cannot be read."""
    current = await context.store.get(PUBLICATIONS, CURRENT)
    last = await last_score(context.store, account, before_of(current))
    known = (await read_evidence(context.store, [account.id], until=at)).get(account.id, Known())
    if known.unreadable is not None:
        raise ValueError(known.unreadable)
    life = life_of(account, known, context.programme(), at=at, last=last)
    numbers = context.programme().numbers.score
    # A tenth of a second of arithmetic: others are served meanwhile.
    return await asyncio.to_thread(_supposed, life, suppositions, numbers)


def life_of(
    account: Account, known: Known, programme: Programme, *, at: datetime, last: Last | None
) -> Life:
    """The account's life so far; from here on it stays in the state that it is in."""

    def derive(facts: Iterable[Evidence], until: datetime) -> list[Evidence]:
        mine = Known(by_id={each.id: each for each in facts})
        return evidence_of_account(account, mine, until=until, zone=programme.zone)

    since = account.active_since
    return Life(
        known.evidence,
        at=at,
        active_days=0 if since is None else active_time(since, at, account.breaks).days,
        numbers=programme.numbers.score,
        derive=derive,
        last=last,
    )


def _supposed(
    life: Life, suppositions: Sequence[Supposition], numbers: ScoreNumbers
) -> Supposed | Refusal:
    scheme, now, later = numbers.scheme, life.score(), life.copy()
    refused = suppose(later, suppositions, scheme, numbers.what_if)
    if refused is not None:
        return refused
    level = next_level(now, scheme) if isinstance(now, Score) else None
    openings = () if level is None else soonest(life, level, scheme, numbers.what_if)
    return Supposed(now=now, then=later.score(), at=later.at, level=level, openings=tuple(openings))
