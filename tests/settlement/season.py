"""One season of the demo's board, played by the usual people."""

import asyncio
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from rewards.boards.season import SeasonRun
from rewards.refusal import Refusal
from rewards.settlement.plan import Bundle
from rewards.settlement.progress import Progress
from service.flows.sign_in.sign_in import SignedIn
from service.jobs import settle_seasons
from service.jobs.by_name import run_by_name
from service.jobs.job import Job
from service.jobs.timetable import TIMETABLE
from service.members.consents import Purpose
from service.programme import Programme
from service.settlement.rows import bundle_of
from service.store.schema.page import SEASONS, SETTLEMENTS
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK
from tests.people import ALICE, BOB, CHARLIE, UMBRELLA_KIOSK, Person

BOARD = "seeds-weekly"
SUBJECT = f"season.{BOARD}.2026-W10"
PLAN = f"settlement:{SUBJECT}:1"
PEOPLE = (ALICE, BOB, CHARLIE)

SETTLE = next(job for job in TIMETABLE if job.name == "settle_seasons")


def in_chunks_of(most: int) -> Job:
    """The job that settles seasons, paying so many awards at once."""
    return replace(SETTLE, next_chunk=partial(settle_seasons.next_chunk, most=most, rows=most))


class Season:
    """What happens in a week and after it, a line each."""

    def __init__(self, world: World) -> None:
        self.world = world

    def change(self, **board: Any) -> None:
        """The programme's board is another one from now on."""
        programme = self.programme
        changed = msgspec.structs.replace(programme.boards[0], **board)
        self.use(msgspec.structs.replace(programme, boards=(changed,)))

    def use(self, programme: Programme) -> None:
        """Another version of the programme is in force."""
        self.world.context = replace(self.world.context, programme=lambda: programme)

    @property
    def programme(self) -> Programme:
        return self.world.context.programme()

    async def player(self, person: Person, *tasks: str, shown: bool = True) -> tuple[SignedIn, str]:
        """A member on the board who does these tasks at the kiosk, and the kiosk's id for them."""
        who = await self.world.member(person)
        granted = await self.world.grant(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
        if shown:
            await self.world.grant(who, Purpose.BOARD, BOARD)
        for task in ("return-umbrella", "mend-umbrella"):
            await self.world.join(who, task)
        for task in tasks:
            await self.world.complete(granted.pseudonym, task=task)
        return who, granted.pseudonym

    async def play(self) -> list[SignedIn]:
        """Alice earns 60, Bob 40 and Charlie 20 seeds."""
        both, mend, umbrella = (
            ("return-umbrella", "mend-umbrella"),
            ("mend-umbrella",),
            ("return-umbrella",),
        )
        pairs = zip(PEOPLE, (both, mend, umbrella), strict=True)
        return [(await self.player(person, *tasks))[0] for person, tasks in pairs]

    async def run(self, name: str, *, job: Job | None = None, **options: Any) -> Slot:
        """A job as of now; it must get done."""
        jobs = [job] if job else TIMETABLE
        slot = await run_by_name(
            self.world.context,
            name,
            None,
            stop=options.pop("stop", asyncio.Event()),
            jobs=jobs,
            effort=QUICK,
            **options,
        )
        assert not isinstance(slot, Refusal), slot.detail()
        assert slot.state is SlotState.DONE, slot.error
        return slot

    async def begin(self) -> None:
        """The season is opened."""
        await self.run("open_seasons")

    async def end(self, days: float = 6) -> None:
        """The week is over, its late events are in, and it is frozen."""
        self.world.later(days=days)
        await self.run("freeze_seasons")

    async def settle(self, most: int = 500) -> Slot:
        """The job runs once."""
        return await self.run("settle_seasons", job=in_chunks_of(most))

    async def state(self, season: str = SUBJECT) -> str:
        found = await self.world.context.store.get(SEASONS, season)
        assert isinstance(found, SeasonRun)
        return found.state.value

    async def progress(self) -> Progress | None:
        return await self.world.context.store.get(SETTLEMENTS, PLAN)

    async def bundle(self) -> Bundle:
        found = await bundle_of(self.world.context.store, PLAN)
        assert isinstance(found, Bundle), found
        return found


def paid(database: Any, subject: str = SUBJECT) -> dict[str, int]:
    """What came out of the season's escrow: ledger account -> seeds."""
    rows = database.transfers.find({"debit": f"escrow:{subject}"})
    found: dict[str, int] = {}
    for row in rows:
        found[row["credit"]] = found.get(row["credit"], 0) + row["amount"]
    return found
