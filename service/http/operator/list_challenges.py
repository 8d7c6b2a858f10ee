"""GET /v1/operator/challenges."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from rewards.score.standing.challenge import ChallengeState
from service.flows.challenges.challenge_view import challenge_case
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards.guards import POWER
from service.http.means import TheMeans
from service.http.merchant.list_challenges import ChallengesPage
from service.operators.roles import Power
from service.store.lists import newest_where
from service.store.schema.page import CHALLENGES

InState = Annotated[ChallengeState | None, QueryParameter(name="state")]


@get(
    "/challenges",
    operation_id="listMemberChallenges",
    tags=["operator"],
    opt={POWER: Power.CHALLENGES},
)
async def list_member_challenges(
    means: TheMeans, only: InState = None, limit: Limit = 20, cursor: Cursor = ""
) -> ChallengesPage:
    """What members object to, all of it or in one state; `referred` waits for a decision. Nothing
    says whose it is: that is not what is to be decided."""
    match = {} if only is None else {"state": only.value}
    scope = f"operator:challenges:{only.value if only else ''}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest_where(means.context.store, CHALLENGES, match, limit=limit, after=after)
    return ChallengesPage(
        challenges=tuple(challenge_case(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
