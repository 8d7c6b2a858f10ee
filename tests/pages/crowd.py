"""People on a board of a running server, by the flows that its doors use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import combinations
from typing import Any, NamedTuple

from service.check.run import check
from service.clock import FixedClock, SystemClock
from service.flows.context import Context
from service.flows.operators.issue_display_token import ISSUE_DISPLAY_TOKEN, IssueDisplayToken
from service.flows.sign_in.sign_in import SignedIn
from service.keys import Keys
from service.keys.random import fresh_display_token
from service.members.consents import Purpose
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.flows.world import World
from tests.pages.served import SECRET
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK, Person

BOARD = DEMO.boards[0].id
TASKS = {"return-umbrella": 20, "mend-umbrella": 40, "weekly-ride": 50}


class OnBoard(NamedTuple):
    """A member, and under which ids merchants know them."""

    who: SignedIn
    links: dict[str, str]


class Crowd:
    """Makes members do things, each in one line."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def joins(self, name: str, seeds: int = 0) -> OnBoard:
        """A member who is on the board, having earned `seeds`: a sum of 20, 40 and 50."""
        person = Person(member=f"member-{name}", account=name, name=name, zone="Europe/Berlin")
        who, kiosk = await self.world.linked(person)
        links = {UMBRELLA_KIOSK: kiosk}
        granted = await self.world.grant(who, Purpose.TASK_EVENTS, RIVERSIDE_BIKES)
        links[RIVERSIDE_BIKES] = granted.pseudonym
        for task in TASKS:
            await self.world.join(who, task)
        await self.world.grant(who, Purpose.BOARD, BOARD)
        member = OnBoard(who, links)
        for task in _adding_up_to(seeds):
            await self.does(member, task)
        return member

    async def does(self, member: OnBoard, task: str) -> None:
        """The member does a task."""
        merchant = RIVERSIDE_BIKES if task == "weekly-ride" else UMBRELLA_KIOSK
        answered = await self.world.complete(member.links[merchant], task=task, merchant=merchant)
        assert answered.answer.seeds == TASKS[task]

    async def adds_up(self) -> None:
        """The proof of the whole database finds nothing."""
        report = await check(self.world.context.store)
        assert report.green, report.violations

    async def leaves_the_board(self, member: OnBoard) -> None:
        """The member takes the consent back."""
        await self.world.withdraw(member.who, Purpose.BOARD, BOARD)

    async def screen(self, board: str = BOARD) -> str:
        """The token of a new screen."""
        fresh = fresh_display_token()
        await self.world.apply(
            ISSUE_DISPLAY_TOKEN, IssueDisplayToken(board=board), ids=(fresh.id, fresh.sha256)
        )
        return fresh.text


def _adding_up_to(seeds: int) -> tuple[str, ...]:
    every = (some for count in range(4) for some in combinations(TASKS, count))
    return next(some for some in every if sum(TASKS[task] for task in some) == seeds)


@asynccontextmanager
async def crowd(mongo_url: str, database: str, **options: Any) -> AsyncIterator[Crowd]:
    """A crowd that nobody has joined yet, at this moment."""
    store = await connect(mongo_url, database, **options)
    clock = FixedClock(SystemClock().server_now())
    context = Context(
        store=store, clock=clock, programme=lambda: DEMO, ledger_key=lambda: Keys(SECRET).ledger
    )
    yield Crowd(World(context))
    await store.close()
