"""GET /v1/merchant/challenges."""

import asyncio

import msgspec
from litestar import get

from rewards.score.standing.challenge import Challenge
from service.flows.challenges.challenge_view import ChallengeCase, challenge_case
from service.flows.membership.grant_consent import link_claim
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import Means, TheMeans
from service.members.link import known_as
from service.store.lists import newest
from service.store.owner import EVERYBODY
from service.store.schema.page import ACCOUNTS, CHALLENGES, CLAIMS


class ChallengesPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    challenges: tuple[ChallengeCase, ...]
    next_cursor: str | None = None


@get(
    "/challenges",
    operation_id="listChallenges",
    tags=["merchant"],
    opt={SCOPE: Scope.CHALLENGES},
)
async def list_challenges(
    means: TheMeans, caller: TheMerchant, limit: Limit = 20, cursor: Cursor = ""
) -> ChallengesPage:
    """What members say is wrong in what the merchant told about them. One that is `asked` waits for
    an answer until `due_at`."""
    scope = f"merchant:challenges:{caller.id}"
    page = await newest(
        means.context.store,
        CHALLENGES,
        caller.id,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        owner="merchant",
    )
    cases = await asyncio.gather(*(_case(means, row) for row in page.rows))
    return ChallengesPage(
        challenges=tuple(cases), next_cursor=write_cursor(means.keys, scope, page.after)
    )


async def _case(means: Means, row: Challenge) -> ChallengeCase:
    store = means.context.store
    # Not the merchant's own: only whether its member is still linked to it is asked.
    account, claim = await asyncio.gather(
        store.get(ACCOUNTS, row.account, owner=EVERYBODY),
        store.get(CLAIMS, link_claim(row.merchant, row.account)),
    )
    name = known_as(
        claim.holder if claim else None, account, merchant=row.merchant, at=means.domain_now()
    )
    return challenge_case(row, name)
