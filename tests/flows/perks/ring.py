"""Fifty merchants who ask about the same members, and keep together what they hear."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import msgspec

from rewards.perks.decide_eligibility import MerchantAnswer
from rewards.perks.perk import Perk
from service.flows.operators.apply_programme import ProgrammeApplied, apply_programme
from service.flows.sign_in.sign_in import SignedIn
from service.members.consents import Purpose
from service.programme import Programme
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS
from service.versions.follow import look
from tests.flows.rentals.scenes import pointer, snapshot
from tests.flows.world import World
from tests.people import HOUR, Person
from tests.rewards.perks.colluders import Colluders, with_any_tiers

replace = msgspec.structs.replace

FIFTY = tuple(f"merchant-{number:02}" for number in range(50))
AT_ONCE = 10
"""So many ask in the same moment, and the next ones `APART` later."""
APART = 3 * HOUR


class Ring:
    """What they know of each account, and how often they were answered about it."""

    def __init__(self, world: World, database: Any, chance: Random) -> None:
        self._world, self._database, self._chance = world, database, chance
        self._customers: dict[str, SignedIn] = {}
        self.known: dict[str, Colluders] = {}
        self.heard: Counter[str] = Counter()
        self.moved = 0

    @property
    def programme(self) -> Programme:
        """The version in force."""
        return self._world.context.programme()

    @property
    def now(self) -> datetime:
        """Domain time: what moves is the test clock, and the server's stands still."""
        return self._world.clock.domain_now()

    def until(self, at: datetime) -> None:
        """Time passes."""
        self._world.clock.follow(self._world.clock.offset + (at - self.now))

    async def customer(self, person: Person, value: int) -> str:
        """A member with that score, who lets all of them ask. The account."""
        who = await self._world.member(person)
        await self._world.grant(who, Purpose.SCORE)
        grants = (self._world.grant(who, Purpose.ELIGIBILITY, each) for each in FIFTY)
        await asyncio.gather(*grants)
        self._customers[who.account] = who
        self.publish(who.account, value, "2026-02")
        self.forget()
        return who.account

    def forget(self) -> None:
        """They begin anew."""
        levels = self.programme.numbers.score.scheme.levels
        self.known = {account: Colluders(levels) for account in self._customers}

    def publish(self, account: str, value: int, cycle: str) -> None:
        """What a publication of this score leaves behind."""
        row = snapshot(account)
        assert row.score is not None
        score = replace(row.score, value=value)
        row = replace(row, id=f"{cycle}:1:{account}", cycle=cycle, score=score)
        self._put("snapshots", SNAPSHOTS.encode(row))
        self._put("publications", PUBLICATIONS.encode(replace(pointer(), cycle=cycle)))

    def _put(self, collection: str, document: dict[str, Any]) -> None:
        self._database[collection].replace_one({"_id": document["_id"]}, document, upsert=True)

    async def another_version(self) -> None:
        """Every perk asks for the next level, if that is allowed again, and has other tiers."""
        perks = self.programme.perks
        if await self._apply(tuple(self._with_next_level(each) for each in perks)):
            self.moved += 1
        else:
            assert await self._apply(perks)

    async def _apply(self, perks: tuple[Perk, ...]) -> bool:
        """Announced, and waited for."""
        before, context = self.programme, self._world.context
        levels = before.numbers.score.scheme.levels
        after = replace(
            before,
            version=before.version + 1,
            effective_at=self.now + timedelta(seconds=before.numbers.changes.notice_seconds),
            # A tier of what is lent would ask for less of a line: one thing at a time.
            perks=tuple(
                each if each.rental else with_any_tiers(each, self._chance, levels)
                for each in perks
            ),
        )
        found = await apply_programme(context, after, reason="why", caller="console:olga")
        if not isinstance(found, ProgrammeApplied):
            assert found.code == "level_too_soon"
            return False
        assert context.known is not None
        await look(context.store, context.known)
        self.until(after.effective_at)
        assert self.programme == after
        return True

    def _with_next_level(self, perk: Perk) -> Perk:
        names = [each.name for each in self.programme.numbers.score.scheme.levels]
        return replace(perk, level=names[(names.index(perk.level or "") + 1) % len(names)])

    async def ask_all_day(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Each of them asks about everybody, about any perk. They count along: after so many the
        member is not asked about any more today, whoever comes."""
        budget = self.programme.numbers.perks.checks_max
        ring = self._chance.sample(FIFTY, len(FIFTY))
        for first in range(0, len(ring), AT_ONCE):
            asks = (
                self._ask(merchant, account, counts=first < budget)
                for merchant in ring[first : first + AT_ONCE]
                for account in self._customers
            )
            await asyncio.gather(*asks)
            meanwhile()
            self.until(self.now + APART)

    async def _ask(self, merchant: str, account: str, *, counts: bool) -> None:
        perk = self._chance.choice(self.programme.perks)
        opened = await self._world.open_pass(self._customers[account], perk.id, merchant)
        heard = (await self._world.check(opened.token, merchant)).answer
        if counts:
            self.heard[account] += 1
            self.known[account].hear(self._as_decided(perk), heard.answer, heard.tier)
        else:
            assert heard.answer is MerchantAnswer.NO

    def _as_decided(self, perk: Perk) -> Perk:
        """What is lent asks for room in a credit line too, and lines go by level: of two levels it
        is the higher one that decides."""
        if perk.rental is None:
            return perk
        numbers = self.programme.numbers
        by_line = next(
            line.level for line in numbers.rentals.lines if line.minor >= perk.rental.deposit_minor
        )
        names = [each.name for each in numbers.score.scheme.levels]
        return replace(perk, level=max(perk.level or "", by_line, key=names.index))
