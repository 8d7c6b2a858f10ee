"""Loads the model as of one cluster time, so that streams can start right after it.

No gap and no double, by construction: every read is a snapshot read at the same cluster time T,
and the change streams begin with the first operation after T. Nothing has to be applied twice, so
nothing has to remember what it has seen.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rewards.boards.board import Season
from rewards.boards.rank import Standing
from service.live.board_index import BoardIndex
from service.live.model import Model
from service.members.consents import Purpose
from service.members.states import State
from service.programme import Programme
from service.store.collection import Collection
from service.store.grown_up import grown_up
from service.store.schema.page import ACCOUNTS, COMPLETIONS, MEMBERS
from service.store.standings import standings_stage
from service.store.store import Store


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The database at one cluster time; `at` is the driver's timestamp."""

    store: Store
    at: Any

    @property
    def after(self) -> Any:
        """Where a change stream begins that misses nothing and repeats nothing."""
        return type(self.at)(self.at.time, self.at.inc + 1)

    def read(self, collection: Collection[Any], *stages: dict[str, Any]) -> AsyncIterator[Any]:
        """An aggregation at that time; the server waits until a majority has it."""
        concern = {"level": "snapshot", "atClusterTime": self.at}
        return self.store.pipeline(collection, stages, readConcern=concern)


async def take(store: Store) -> Snapshot:
    """A snapshot of now."""
    return Snapshot(store, await store.operation_time())


async def load(snapshot: Snapshot, programme: Programme, now: datetime) -> Model:
    """The whole model at the snapshot. `now` is domain time: it decides which seasons count."""
    model = Model(programme, now, (snapshot.at.time, snapshot.at.inc))
    members = {"$match": {"state": State.ACTIVE.value}}
    fields = {"$project": {"account": 1, "display_name": 1, "name_hidden_at": 1}}
    model.name_all(
        [
            (row["account"], "" if row["name_hidden_at"] else row["display_name"])
            async for row in snapshot.read(MEMBERS, members, fields)
        ]
    )
    for board in model.boards.values():
        await _load_board(snapshot, board, now)
    return model


async def _load_board(snapshot: Snapshot, board: BoardIndex, now: datetime) -> None:
    board.admit(await _grants(snapshot, board.board.id, now))
    current = board.season_at(now)
    # The next one too: a reporter's clock may be a little ahead.
    for season in (board.season_before(now), current, board.season_at(current.ends_at)):
        board.fill(season, await _standings(snapshot, season))


async def _grants(snapshot: Snapshot, board: str, now: datetime) -> dict[str, datetime | None]:
    wanted = {"purpose": Purpose.BOARD.value, "counterparty": board}
    stages: list[dict[str, Any]] = [
        {"$match": {"consents": {"$elemMatch": wanted}, **grown_up(now)}},
        {"$unwind": "$consents"},
        {"$match": {f"consents.{field}": value for field, value in wanted.items()}},
        {"$project": {"ends_at": "$consents.ends_at"}},
    ]
    return {row["_id"]: row["ends_at"] async for row in snapshot.read(ACCOUNTS, *stages)}


async def _standings(snapshot: Snapshot, season: Season) -> list[Standing]:
    stages: list[dict[str, Any]] = [
        {"$match": {"event_at": {"$gte": season.starts_at, "$lt": season.ends_at}}},
        standings_stage(),
    ]
    return [
        Standing(account=row["_id"], value=row["value"], reached_at=row["reached_at"])
        async for row in snapshot.read(COMPLETIONS, *stages)
    ]
