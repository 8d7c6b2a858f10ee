"""POST /v1/me/score/what-if."""

from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody

from rewards.calendar import Instant
from rewards.refusal import Refusal
from rewards.score.answer import NotAvailable, Score
from rewards.score.difference.difference import difference
from service.explain import explained_difference
from service.explain.changes import ExplainedDifference
from service.explain.supposed import Soonest, assumed, explained_soonest, supposed
from service.explain.views import ExplainedGap, ExplainedScore
from service.flows.scores.suppose_score import Supposed, suppose_score
from service.http.explaining import Explaining, explaining
from service.http.guards import TheMember
from service.http.guards.guards import caller_in
from service.http.idempotency import TheKey
from service.http.limits.counting import count
from service.http.me.self import own_account
from service.http.me.supposition import SupposedThing, supposition_of
from service.http.means import TheMeans, means_of
from service.http.problems.raised import Refused
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require


class Suppositions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is supposed, one after the other. None: only what opens the next level is looked for."""

    # The programme has its own, lower bound.
    suppositions: Annotated[tuple[SupposedThing, ...], msgspec.Meta(max_length=50)] = ()


class WhatIf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The score at `at` if all goes as supposed, and its `difference` to the score of now.

    `score` or `not_available`; without a score at one of the two times there is no difference, and
    without one now no `soonest`, nor in the highest level. `assumed` is what all of it rests on.
    """

    at: Instant
    text: str
    assumed: str
    score: ExplainedScore | None = None
    not_available: ExplainedGap | None = None
    difference: ExplainedDifference | None = None
    soonest: Soonest | None = None


async def _limited(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """Counts the question: each takes some work."""
    rate, member = means_of(connection).rates.what_ifs_per_member, caller_in(connection).account
    await count(connection, "what_ifs_per_member", member, rate)


@post(
    "/score/what-if",
    operation_id="supposeScore",
    status_code=200,
    tags=["score"],
    guards=[_limited],
)
async def ask_what_if(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    key: TheKey,  # noqa: ARG001 - as at every door of this kind; nothing is written under it
    data: JSONBody[Suppositions],
) -> WhatIf:
    """What the caller's score would be, worked out as it is when it is published. Changes nothing.

    Asked again with the same key it is worked out again.
    """
    account, now = await own_account(means, caller), means.domain_now()
    refused = require(account, Purpose.SCORE, PROGRAMME, now)
    if refused is not None:
        raise Refused(refused)
    wanted = [supposition_of(each, number) for number, each in enumerate(data.suppositions)]
    found = await suppose_score(means.context, account, wanted, now)
    if isinstance(found, Refusal):
        raise Refused(found)
    return _view(found, explaining(request, account.zone))


def _view(found: Supposed, words: Explaining) -> WhatIf:
    then, speech = found.then, words.speech
    return WhatIf(
        at=found.at,
        text=supposed(then, found.at, speech),
        assumed=assumed(speech),
        score=words.score(then if isinstance(then, Score) else None),
        not_available=words.gap(then if isinstance(then, NotAvailable) else None),
        difference=_difference(found, words),
        soonest=_soonest(found, words),
    )


def _difference(found: Supposed, words: Explaining) -> ExplainedDifference | None:
    if isinstance(found.now, NotAvailable) or isinstance(found.then, NotAvailable):
        return None
    return explained_difference(
        difference(found.now, found.then, words.numbers.scheme), words.speech
    )


def _soonest(found: Supposed, words: Explaining) -> Soonest | None:
    if found.level is None:
        return None
    return explained_soonest(found.level, found.openings, words.speech, words.numbers.what_if)
