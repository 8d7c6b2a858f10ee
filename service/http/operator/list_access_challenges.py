"""GET /v1/operator/access-challenges."""

from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.params import QueryParameter

from rewards.calendar import Instant
from service.flows.operators.look_at_challenges import LOOK_AT_CHALLENGES, LookAtChallenges
from service.http.answer import said
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.means import Means, TheMeans
from service.http.operator.act import act
from service.members.access_challenge import AccessChallenge, ChallengeState
from service.members.access_entry import Looker
from service.operators.roles import Power
from service.store.lists import newest_where
from service.store.owner import of_account
from service.store.schema.page import ACCESS_CHALLENGES, ACCESS_LOG

InState = Annotated[ChallengeState, QueryParameter(name="state")]
Why = Annotated[str, QueryParameter(name="reason", min_length=3, max_length=200)]


class LookInQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """The look that is challenged, as its member sees it."""

    looker: Looker
    who: str
    why: str
    at: Instant
    answered: str


class ChallengeView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a member says about a look, and what was answered; never who it is. `look` is absent
    once that has grown old and gone."""

    id: str
    state: ChallengeState
    at: Instant
    statement: str
    look: LookInQuestion | None = None
    answer: str | None = None
    answered_at: Instant | None = None


class AccessChallengesPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    challenges: tuple[ChallengeView, ...]
    next_cursor: str | None = None


@get(
    "/access-challenges",
    operation_id="listAccessChallenges",
    tags=["operator"],
    opt={POWER: Power.MEMBERS},
)
async def list_access_challenges(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    reason: Why,
    in_state: InState = ChallengeState.OPEN,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> AccessChallengesPage:
    """What members say of looks at them. Each of those who are shown finds this look, too, in
    their access log, with its `reason`."""
    scope = f"operator:access-challenges:{in_state}"
    after = read_cursor(means.keys, scope, cursor)
    match = {"state": in_state.value}
    page = await newest_where(
        means.context.store, ACCESS_CHALLENGES, match, limit=limit, after=after
    )
    if page.rows:
        body = LookAtChallenges(accounts=tuple(row.account for row in page.rows), reason=reason)
        # Before it is shown: what cannot be told to the member is not shown either.
        said(await act(request, means, caller, None, LOOK_AT_CHALLENGES, body))
    return AccessChallengesPage(
        challenges=tuple([await _view(means, row) for row in page.rows]),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


async def _view(means: Means, row: AccessChallenge) -> ChallengeView:
    look = await means.context.store.get(ACCESS_LOG, row.id, owner=of_account(row.account))
    return ChallengeView(
        id=row.id,
        state=row.state,
        at=row.at,
        statement=row.statement,
        look=None
        if look is None
        else LookInQuestion(
            looker=look.looker, who=look.who, why=look.why, at=look.at, answered=look.answered
        ),
        answer=row.answer,
        answered_at=row.answered_at,
    )
