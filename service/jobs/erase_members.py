"""Job: who has left and did not come back is forgotten, and the rows that are left are swept."""

from datetime import timedelta
from typing import Any

from service.erasure.find import closed_members, due_erasures, games_going_on
from service.flows.membership.erase import ERASE, Erase
from service.flows.membership.mark_swept import MARK_SWEPT, MarkSwept
from service.jobs.job import Chunk, Run, domain_now
from service.members.erasure.record import Erasure, ErasureState
from service.store.path.command import Command
from service.store.sweep import sweep

MEMBERS_FROM, ERASURES_FROM = "members:", "erasures:"


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """First the members whose time is over, then what is to be swept of them and of others."""
    place = checkpoint or MEMBERS_FROM
    if place.startswith(MEMBERS_FROM):
        chunk = await _forget(run, place.removeprefix(MEMBERS_FROM))
        if chunk is not None:
            return chunk
        place = ERASURES_FROM
    return await _sweep(run, place.removeprefix(ERASURES_FROM))


async def _forget(run: Run, after: str) -> Chunk | None:
    """Whoever has to wait, for a rental to be given back for instance, is met again by each run."""
    store, numbers = run.context.store, run.context.programme().numbers.members
    since = run.as_of - timedelta(days=numbers.closing_days)
    members = await closed_members(store, since, after)
    if not members:
        return None
    games = await games_going_on(store, [member.account for member in members])
    bodies = [
        Erase(account=each.account, member=each.id, games=games.get(each.account, ()))
        for each in members
    ]
    return Chunk(
        after=MEMBERS_FROM + members[-1].id,
        commands=tuple(run.command(ERASE, body) for body in bodies),
        items=tuple(body.account for body in bodies),
    )


async def _sweep(run: Run, after: str) -> Chunk | None:
    """Swept before it is said to be: whoever is cut in between sweeps again."""
    store = run.context.store
    due = await due_erasures(store, domain_now(run.context), after)
    if not due:
        return None
    for each in due:
        await sweep(store, each.id, again=each.state is ErasureState.SWEPT)
    wanted = [each.id for each in due if each.state is ErasureState.WANTED]
    games = await games_going_on(store, wanted) if wanted else {}
    return Chunk(
        after=ERASURES_FROM + due[-1].id,
        commands=tuple(_next(run, each, games.get(each.id, ())) for each in due),
        items=tuple(each.id for each in due),
    )


def _next(run: Run, erasure: Erasure, games: tuple[str, ...]) -> Command[Any]:
    if erasure.state is ErasureState.WANTED or erasure.due_at is None:
        return run.command(ERASE, Erase(account=erasure.id, member=None, games=games))
    return run.command(MARK_SWEPT, MarkSwept(account=erasure.id, due_at=erasure.due_at))
