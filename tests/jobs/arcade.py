"""A programme whose games are run by their jobs, one line for each step."""

import asyncio
from datetime import datetime
from typing import Any

from rewards.games.game import Game
from rewards.refusal import Refusal
from service.jobs.by_name import run_by_name
from service.jobs.game_pages import entries_of
from service.members.consents import Purpose
from service.programme_demo import DEMO
from service.store.schema.page import GAMES, INBOX
from service.store.schema.slot import Slot, SlotState
from tests.flows.games.scenes import opened, podium_draft, score_draft
from tests.flows.world import World
from tests.jobs.toy import QUICK
from tests.people import Person

DORA = Person(member="member-dora", account="dora", name="Dora", zone="Europe/Berlin")
STEPS = ("lock_games", "reveal_games", "settle_games", "tell_of_games")
BOARD = DEMO.boards[0].id


class Arcade(World):
    """A world with jobs."""

    async def job(self, name: str, **more: Any) -> Slot:
        """One run as of now, which moves on a little: a job runs once as of one time."""
        self.later(milliseconds=1)
        stop = more.pop("stop", asyncio.Event())
        slot = await run_by_name(self.context, name, None, stop=stop, effort=QUICK, **more)
        assert not isinstance(slot, Refusal), slot
        return slot

    async def jobs(self, *names: str) -> None:
        """One run of each, in which nothing goes wrong."""
        for name in names or STEPS:
            slot = await self.job(name)
            assert (slot.state, slot.progress.set_aside) == (SlotState.DONE, ()), slot.error

    async def chunk_by_chunk(self, name: str) -> int:
        """One run that is cut behind each of its chunks; how often that was."""
        self.later(milliseconds=1)
        for cuts in range(100):
            stop = asyncio.Event()
            slot = await run_by_name(
                self.context,
                name,
                None,
                stop=stop,
                effort=QUICK,
                watch=lambda _progress, stop=stop: stop.set(),  # type: ignore[misc]
            )
            assert isinstance(slot, Slot)
            if slot.state is SlotState.DONE:
                return cuts
        raise AssertionError(f"{name} never ends")

    def until(self, at: datetime) -> None:
        """It is `at` now."""
        self.clock.set(at)

    async def earners(self, *people: Person) -> list[str]:
        """Members on the board, each with 20 seeds less than the one before; their accounts."""
        linked = [await self.linked(person) for person in people]
        for who, _ in linked:
            await self.grant(who, Purpose.BOARD, BOARD)
        for day in range(len(linked)):
            for _, pseudonym in linked[: len(linked) - day]:
                await self.complete(pseudonym)
            self.later(days=1)
        return [who.account for who, _ in linked]

    async def season_over(self) -> None:
        """This week's season is announced, ends, and is settled."""
        await self.jobs("open_seasons")
        [season] = self.database.seasons.find({"state": "open"})
        self.until(season["ends_at"])
        await self.jobs("freeze_seasons")
        self.until(season["settles_at"])
        await self.jobs("settle_seasons")

    async def published(self, game: Game) -> None:
        """The scores of the game's cycle are out."""
        assert game.target is not None
        self.until(game.target.cut_off)
        slot = await run_by_name(
            self.context,
            "publish_scores",
            game.target.cut_off.isoformat(),
            stop=asyncio.Event(),
            effort=QUICK,
        )
        assert isinstance(slot, Slot)
        assert slot.state is SlotState.DONE, slot.error

    @property
    def database(self) -> Any:
        return self._database

    def look(self, database: Any) -> "Arcade":
        self._database = database
        return self

    def game(self) -> Game:
        """The only one."""
        [game] = self.games()
        return game

    def games(self) -> list[Game]:
        return [GAMES.decode(raw) for raw in self.database.games.find().sort("_id", 1)]

    async def podium_game(self) -> Game:
        return await opened(self, podium_draft(self))

    async def score_game(self, who: Any) -> Game:
        return await opened(self, score_draft(self, who))

    async def entries(self, game: Game) -> list[Any]:
        return [entry async for entry in entries_of(self.context.store, game.id)]

    def moved(self, reason: str) -> list[tuple[str, int]]:
        """Who had seeds moved for a reason, and how many."""
        rows = self.database.transfers.find({"reason": reason}).sort("_id", 1)
        return [(row["account"], row["amount"]) for row in rows]

    def told(self, kind: str) -> dict[str, dict[str, Any]]:
        """What each account was told; once each."""
        rows = [INBOX.decode(raw) for raw in self.database.inbox.find({"kind": kind})]
        assert len({row.account for row in rows}) == len(rows)
        return {row.account: row.parameters for row in rows}
