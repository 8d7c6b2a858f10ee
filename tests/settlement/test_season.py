"""A season from its announcement to the archive: who ranks, who wins, what is left."""

from typing import Any

import pytest

from rewards.ledger import accounts
from service.members.consents import Purpose
from service.members.states import State
from tests.people import ALICE, BOB, CHARLIE, DAY, NOON
from tests.settlement.season import BOARD, SUBJECT, Season, paid


@pytest.fixture(params=["pymongo", "motor"])
def driver_name(request: pytest.FixtureRequest) -> str:
    """The whole way of a season holds on both drivers."""
    name: str = request.param
    return name


NEXT = f"season.{BOARD}.2026-W11"


async def test_it_is_opened_with_its_pool_in_escrow_and_the_next_is_announced(
    season: Season, database: Any
) -> None:
    await season.begin()
    assert (await season.state(), await season.state(NEXT)) == ("open", "scheduled")
    funded = list(database.transfers.find())
    assert [(row["credit"], row["amount"]) for row in funded] == [(f"escrow:{SUBJECT}", 200)]
    assert database.gates.count_documents({"subject": SUBJECT, "open": True}) == 8
    await season.begin()
    assert database.transfers.count_documents({}) == 1


async def test_prizes_are_those_announced(season: Season, database: Any) -> None:
    await season.begin()
    season.change(prizes=(7,))
    season.world.later(days=7)
    await season.begin()
    funded = {row["credit"]: row["amount"] for row in database.transfers.find()}
    assert funded == {f"escrow:{SUBJECT}": 200, f"escrow:{NEXT}": 200}
    assert database.seasons.find_one({"season": "2026-W12"})["prizes"] == [7]


async def test_each_place_wins_its_prize_once(season: Season, database: Any) -> None:
    await season.begin()
    alice, bob, charlie = await season.play()
    await season.end()
    await season.settle()
    assert await season.state() == "settled"
    assert paid(database) == {
        accounts.ripe(who.account): seeds for who, seeds in ((alice, 100), (bob, 60), (charlie, 40))
    }
    assert (await season.world.account(alice)).purse.ripe == 60 + 100
    told = database.inbox.find_one({"account": bob.account, "kind": "prize_won"})
    assert told["parameters"] == {
        "board": BOARD,
        "season": "2026-W10",
        "rank": 2,
        "seeds": 60,
    }
    assert database.outbox.count_documents({"kind": "prize_won"}) == 3
    season.world.later(hours=1)
    await season.settle()
    assert database.transfers.count_documents({"reason": "prize"}) == 3


async def test_a_tie_pools_its_prizes_and_shares_them_floored(
    season: Season, database: Any
) -> None:
    season.change(prizes=(101, 60, 40))
    await season.begin()
    for person in (ALICE, BOB):
        await season.player(person, "mend-umbrella")
    await season.player(CHARLIE, "return-umbrella")
    await season.end()
    await season.settle()
    assert sorted(paid(database).values()) == [1, 40, 80, 80]
    assert paid(database)[accounts.REMAINDER] == 1
    assert [award.rank for award in (await season.bundle()).awards] == [1, 1, 3]


async def test_places_that_nobody_reached_stay_with_the_programme(
    season: Season, database: Any
) -> None:
    await season.begin()
    alice, _ = await season.player(ALICE, "return-umbrella")
    await season.player(BOB)  # on the board, and did nothing
    await season.end()
    await season.settle()
    assert paid(database) == {accounts.ripe(alice.account): 100, accounts.REMAINDER: 100}


async def test_a_minor_wins_nothing_whatever_is_stored(season: Season, database: Any) -> None:
    await season.begin()
    alice, bob, charlie = await season.play()
    minor = {"$set": {"adult_from": NOON + 365 * DAY}}
    database.accounts.update_one({"_id": alice.account}, minor)
    await season.end()
    await season.settle()
    assert paid(database) == {
        accounts.ripe(bob.account): 100,
        accounts.ripe(charlie.account): 60,
        accounts.REMAINDER: 40,
    }


async def test_nobody_came(season: Season, database: Any) -> None:
    await season.begin()
    await season.end()
    await season.settle()
    assert await season.state() == "settled"
    assert paid(database) == {accounts.REMAINDER: 200}


async def test_a_board_without_prizes_has_a_final_result_and_pays_nothing(
    season: Season, database: Any
) -> None:
    season.change(prizes=())
    await season.begin()
    await season.play()
    await season.end()
    await season.settle()
    assert await season.state() == "settled"
    assert sorted(each.value for each in (await season.bundle()).inputs) == [20, 40, 60]
    assert paid(database) == {}


async def test_only_members_on_the_board_rank(season: Season, database: Any) -> None:
    await season.begin()
    await season.player(ALICE, "mend-umbrella", shown=False)
    bob, _ = await season.player(BOB, "return-umbrella")
    charlie, _ = await season.player(CHARLIE, "mend-umbrella")
    await season.world.withdraw(charlie, Purpose.BOARD, BOARD)
    await season.end()
    await season.settle()
    assert paid(database) == {accounts.ripe(bob.account): 100, accounts.REMAINDER: 100}


async def test_who_joins_the_board_after_the_cut_off_does_not_rank(
    season: Season, database: Any
) -> None:
    await season.begin()
    alice, _ = await season.player(ALICE, "mend-umbrella", shown=False)
    bob, _ = await season.player(BOB, "return-umbrella")
    await season.end()
    await season.world.grant(alice, Purpose.BOARD, BOARD)
    await season.world.grant(bob, Purpose.BOARD, BOARD)  # again: that changes nothing
    await season.settle()
    assert [each.account for each in (await season.bundle()).inputs] == [bob.account]


async def test_a_paused_member_does_not_rank(season: Season, database: Any) -> None:
    await season.begin()
    alice, _ = await season.player(ALICE, "mend-umbrella")
    bob, _ = await season.player(BOB, "return-umbrella")
    paused = {"$set": {"state": State.PAUSED.value}}
    database.accounts.update_one({"_id": alice.account}, paused)
    await season.end()
    await season.settle()
    assert [each.account for each in (await season.bundle()).inputs] == [bob.account]


async def test_what_is_told_late_counts_until_the_cut_off_and_earns_after_it(
    season: Season, database: Any
) -> None:
    await season.begin()
    alice, pseudonym = await season.player(ALICE, "return-umbrella")
    sunday = season.world.later(days=4, hours=10)
    season.world.later(days=1)
    await season.run("freeze_seasons")
    await season.world.complete(pseudonym, event_at=sunday)
    season.world.later(days=1)
    saturday = sunday.replace(day=sunday.day - 1)
    late = await season.world.complete(pseudonym, event_at=saturday)
    assert late.answer.seeds == 20
    await season.settle()
    (frozen,) = (await season.bundle()).inputs
    assert (frozen.value, frozen.reached_at) == (40, sunday)
    after = await season.world.complete(pseudonym, event_at=sunday, task="mend-umbrella")
    assert after.answer.seeds == 40
    assert (await season.world.account(alice)).purse.ripe == 20 + 20 + 20 + 40 + 100
    let_in = [gate["entries"] for gate in database.gates.find({"subject": SUBJECT})]
    assert sum(let_in) == 1


async def test_missed_weeks_are_made_up_for_in_order(season: Season, database: Any) -> None:
    await season.begin()
    _, pseudonym = await season.player(ALICE, "return-umbrella")
    season.world.later(days=7)
    await season.world.complete(pseudonym)
    season.world.later(days=14)
    for job in ("open_seasons", "freeze_seasons", "settle_seasons", "archive_seasons"):
        await season.run(job)
    states = {row["season"]: row["state"] for row in database.seasons.find()}
    assert states == {
        "2026-W10": "settled",
        "2026-W11": "settled",
        "2026-W12": "settled",
        "2026-W13": "open",
        "2026-W14": "scheduled",
    }
    winners = [row["_id"] for row in database.transfers.find({"reason": "prize"}).sort("_id")]
    assert [id_.split(":")[1] for id_ in winners] == [SUBJECT, NEXT]


async def test_it_is_archived_when_nothing_can_be_corrected_any_more(season: Season) -> None:
    await season.begin()
    await season.end()
    await season.settle()
    season.world.later(days=26)
    await season.run("archive_seasons")
    assert await season.state() == "settled"
    season.world.later(days=2)
    await season.run("archive_seasons")
    assert await season.state() == "archived"


@pytest.mark.parametrize("days", [0, 4.4])
async def test_nothing_happens_before_its_time(season: Season, days: float) -> None:
    await season.begin()
    await season.end(days)
    await season.settle()
    assert await season.state() == "open"
    assert await season.progress() is None
