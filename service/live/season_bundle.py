"""GET /v1/boards/{board}/seasons/{season}/bundle: anybody in the programme can make it again."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from rewards.boards.refusals import SeasonNotSettled, SeasonUnknown
from rewards.boards.season import SeasonRun, SeasonState
from rewards.refusal import Refusal
from rewards.settlement.plan import Bundle, plan_id
from rewards.settlement.subject import season_subject
from service.http.etag import matches
from service.http.guards import member_only
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.settlement.rows import bundle_of
from service.settlement.seasons.settle import REVISION
from service.store.schema.page import SEASONS
from service.store.store import Store

FINAL = (SeasonState.SETTLED, SeasonState.ARCHIVED)


@get(
    "/v1/boards/{board:str}/seasons/{season:str}/bundle",
    operation_id="getSeasonBundle",
    tags=["boards"],
    guards=[member_only],
)
async def show_bundle(
    request: Request[Any, Any, Any], means: TheMeans, board: FromPath[str], season: FromPath[str]
) -> Response[Bundle]:
    """All that a settled season was decided by: standings, prizes, awards, and their hashes.

    Accounts stand for themselves: no name is in it. `seedbank verify` makes the plan again.
    """
    store = means.context.store
    run = await _season(store, board, season)
    bundle = await bundle_of(store, plan_id(subject=run.id, revision=REVISION))
    if isinstance(bundle, Refusal):
        raise Refused(bundle)
    headers = {"ETag": f'"{bundle.plan.inputs_sha256}"', "Cache-Control": "private, max-age=86400"}
    if matches(request, headers["ETag"]):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(bundle, headers=headers)


async def _season(store: Store, board: str, season: str) -> SeasonRun:
    """A season whose result is final. Raises Refused."""
    try:
        subject = season_subject(board=board, season=season)
    except ValueError:
        raise Refused(SeasonUnknown(season=f"{season} of {board}")) from None
    run = await store.get(SEASONS, subject)
    if run is None:
        raise Refused(SeasonUnknown(season=f"{season} of {board}"))
    if run.state not in FINAL:
        refused = SeasonNotSettled(season=run.id, state=run.state, settles_at=run.settles_at)
        raise Refused(refused)
    return run
