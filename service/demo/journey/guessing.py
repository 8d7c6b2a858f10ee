"""Act 2: two guess who will be first and what a score will be; the week ends; prizes are paid."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from service.demo.journey.cast import Member
from service.demo.journey.stage import BOARD, Stage, same
from service.demo.journey.step import Step

PODIUM, SCORE = "guess_podium", "guess_score"
# A verified contact is worth 40, and an umbrella mended a little; Alice knows the scheme.
ALICES_GUESS, BOBS_GUESS = 392, 420


class Guessing:
    """From Monday to the Tuesday of the next week."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._season = ""
        self._games: dict[str, str] = {}

    def steps(self) -> Iterator[Step]:
        """What happens, in order."""
        yield "an hour later games are open", self.games
        yield "Alice and Bob guess the podium", self.guess_podium
        yield "and Carol's next score; she cannot", self.guess_score
        yield "nobody reads another's guess", self.peek
        yield "eight days pass", self.week
        yield "the guesses were locked under one root", self.locked
        yield "the season is settled; its bundle is public", self.season
        yield "Alice was nearest: the game is paid", self.result
        yield "the display shows how the week ended", self.display
        yield "prizes are ripe, and collected", self.collect

    async def games(self) -> str:
        await self._stage.forward(self._stage.here() + timedelta(hours=1))
        found = (await self._stage.alice.get("games"))["games"]
        self._games = {each["kind"]: each["id"] for each in found if each["open"]}
        same(sorted(self._games), [PODIUM, SCORE])
        return ", ".join(sorted(self._games.values()))

    async def guess_podium(self) -> str:
        board = await self._stage.alice.get(f"boards/{BOARD}")
        self._season = board["season"]["id"]
        keys = {row["name"]: row["key"] for row in board["top"]}
        bob_first = [keys[name] for name in ("Bob", "Carol", "Alice")]
        alice_first = [keys[name] for name in ("Alice", "Carol", "Bob")]
        await self._guess(self._stage.alice, PODIUM, podium=alice_first)
        changed = await self._guess(self._stage.alice, PODIUM, podium=bob_first)
        await self._guess(self._stage.bob, PODIUM, podium=alice_first)
        same(changed["version"], 2)
        return f"she changed her mind: version {changed['version']} counts"

    async def guess_score(self) -> str:
        await self._guess(self._stage.alice, SCORE, score=ALICES_GUESS)
        await self._guess(self._stage.bob, SCORE, score=BOBS_GUESS)
        path, body = f"/v1/me/games/{self._games[SCORE]}/guess", {"score": ALICES_GUESS}
        refused = await self._stage.visitor.refused(path, body, caller="Carol")
        same(refused, "may_not_enter")
        return f"{ALICES_GUESS} and {BOBS_GUESS}; Carol: {refused}"

    async def peek(self) -> str:
        seen = await self._stage.bob.get(f"games/{self._games[SCORE]}")
        same((seen["mine"]["score"], seen["entrants"]), (BOBS_GUESS, 2))
        same(ALICES_GUESS in set(_numbers(seen)), False)
        return f"{seen['entrants']} have guessed; he sees his own"

    async def week(self) -> str:
        monday = self._stage.here() + timedelta(days=8)
        return await self._stage.forward(monday.replace(hour=1))

    async def locked(self) -> str:
        game = await self._stage.alice.get(f"games/{self._games[PODIUM]}")
        same((game["state"], game["guesses"], game["entrants"]), ("settled", 3, 2))
        return f"{game['guesses']} versions under {game['root'][:12]}…"

    async def season(self) -> str:
        path = f"boards/{BOARD}/seasons/{self._season}/bundle"
        bundle = await self._stage.alice.get(path)
        amounts = [award["amount"] for award in bundle["awards"]]
        same(amounts, [100, 60, 40])
        same(bundle["plan"]["pool"], sum(amounts) + bundle["plan"]["remainder"])
        return f"{' + '.join(map(str, amounts))} = {bundle['plan']['pool']} seeds"

    async def result(self) -> str:
        won = {}
        for member in (self._stage.alice, self._stage.bob):
            mine = (await member.get(f"games/{self._games[PODIUM]}"))["mine"]
            won[member.name] = (mine["points"], mine["seeds"])
        same(won, {"Alice": (9, 50), "Bob": (5, 30)})
        return ", ".join(f"{name} {points} points" for name, (points, _) in won.items())

    async def display(self) -> str:
        shown = await self._stage.visitor.get("/v1/display/board", caller="display")
        same(shown["season"]["id"] > self._season, True)
        return f"{self._season} has ended, {shown['season']['id']} has begun"

    async def collect(self) -> str:
        # 60 for the task, 40 for the third place, 50 for the game, a fifth of 200 for Bob.
        collected = await self._stage.alice.post("me/collections")
        same(collected["seeds"], 20 + 40 + 50 + 40)
        return f"Alice has {collected['seeds']} seeds"

    async def _guess(self, member: Member, kind: str, **answer: Any) -> Any:
        return await member.post(f"me/games/{self._games[kind]}/guess", answer)


def _numbers(told: Any) -> Iterator[int]:
    """Every number in a JSON value, at any depth."""
    if isinstance(told, int):
        yield told
    nested = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for each in nested:
        yield from _numbers(each)
