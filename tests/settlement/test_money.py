"""What may go wrong with a pool, and that nothing is paid or lost by it."""

from typing import Any

import msgspec
import pytest
from bson.int64 import Int64

from rewards.ledger import accounts
from rewards.refusal import Refusal
from rewards.settlement.progress import Progress
from rewards.settlement.refusals import AwaitsApproval, SettlementUnknown, WrongSettlementState
from service.check.run import check
from service.members.states import State
from service.settlement.approve import APPROVE, Approve
from service.settlement.drafting import draft
from service.settlement.seasons.matter import season_matter
from service.store.schema.page import SEASONS
from tests.settlement.cut import take_over
from tests.settlement.season import PLAN, SUBJECT, Season, in_chunks_of, paid

COLLECTIONS = ("plans", "plan_inputs", "plan_awards", "settlements", "transfers", "accounts")


async def until_planned(season: Season) -> None:
    """As far as the plan; nothing is paid."""
    runner = await take_over(season.world.context, in_chunks_of(500))
    while (progress := await season.progress()) is None or progress.state != "planned":
        await runner.step()


async def over(season: Season) -> list[str]:
    """A season to settle; its players, the best first."""
    await season.begin()
    players = await season.play()
    await season.end()
    return [who.account for who in players]


@pytest.mark.parametrize("state", [State.CLOSING, State.ERASED])
async def test_an_account_closed_before_its_award_leaves_it(
    season: Season, database: Any, state: State
) -> None:
    alice, bob, charlie = await over(season)
    await until_planned(season)
    database.accounts.update_one({"_id": bob}, {"$set": {"state": state.value}})
    await season.settle()
    assert paid(database) == {
        accounts.ripe(alice): 100,
        accounts.REMAINDER: 60,
        accounts.ripe(charlie): 40,
    }
    left = database.transfers.find_one({"reason": "prize_unclaimed"})
    assert (left["_id"], left["account"]) == (f"{PLAN}:{bob}", SUBJECT)
    assert await season.state() == "settled"
    assert database.inbox.count_documents({"kind": "prize_won", "account": bob}) == 0


async def test_an_account_that_is_no_more_leaves_it(season: Season, database: Any) -> None:
    alice, _, charlie = await over(season)
    await until_planned(season)
    # Only what nothing else depends on: the ledger of an account that is gone would not be green.
    for collection in ("accounts", "transfers", "completions", "outbox"):
        key = "_id" if collection == "accounts" else "account"
        database[collection].delete_many({key: charlie})
    await season.settle()
    assert paid(database)[accounts.REMAINDER] == 40
    assert accounts.ripe(alice) in paid(database)
    # And the check misses what it had done.
    report = await check(season.world.context.store)
    assert {each.invariant for each in report.violations} == {"I11"}
    database.seasons.update_one({"_id": SUBJECT}, {"$set": {"state": "archived"}})


async def test_a_paused_account_takes_what_it_had_won(season: Season, database: Any) -> None:
    alice, *_ = await over(season)
    await until_planned(season)
    database.accounts.update_one({"_id": alice}, {"$set": {"state": State.PAUSED.value}})
    await season.settle()
    assert paid(database)[accounts.ripe(alice)] == 100


async def test_an_escrow_that_is_short_is_not_paid_out(season: Season, database: Any) -> None:
    await over(season)
    database.transfers.update_one({"_id": f"fund:{SUBJECT}"}, {"$set": {"amount": Int64(199)}})
    slot = await season.settle()
    (aside,) = slot.progress.set_aside
    assert aside.item == SUBJECT
    assert aside.error.startswith(f"The escrow of {SUBJECT} holds 199 seeds")
    assert await season.state() == "frozen"
    assert paid(database) == {}
    database.transfers.update_one({"_id": f"fund:{SUBJECT}"}, {"$set": {"amount": Int64(200)}})
    season.world.later(hours=1)
    await season.settle()
    assert sum(paid(database).values()) == 200


async def test_one_season_that_cannot_be_settled_does_not_stop_the_next(
    season: Season, database: Any
) -> None:
    await over(season)
    database.transfers.update_one({"_id": f"fund:{SUBJECT}"}, {"$set": {"amount": Int64(199)}})
    await season.run("open_seasons")
    season.world.later(days=7)
    await season.run("freeze_seasons")
    slot = await season.settle()
    assert [one.item for one in slot.progress.set_aside] == [SUBJECT]
    assert await season.state("season.seeds-weekly.2026-W11") == "settled"
    database.transfers.update_one({"_id": f"fund:{SUBJECT}"}, {"$set": {"amount": Int64(200)}})


async def test_a_large_pool_waits_for_an_operator(season: Season, database: Any) -> None:
    numbers = season.programme.numbers
    careful = msgspec.structs.replace(numbers.settlement, approve_above=199)
    changed = msgspec.structs.replace(numbers, settlement=careful)
    season.use(msgspec.structs.replace(season.programme, numbers=changed))
    await over(season)
    slot = await season.settle()
    assert not slot.progress.set_aside
    assert (await season.state(), paid(database)) == ("frozen", {})
    approval = Approve(plan=PLAN, by="Olga")
    answer = (await season.world.apply(APPROVE, approval)).answer
    assert isinstance(answer, Progress)
    assert (answer.state, answer.approved_by) == ("approved", "Olga")
    season.world.later(hours=1)
    await season.settle()
    assert sum(paid(database).values()) == 200
    again = (await season.world.apply(APPROVE, approval)).answer
    assert isinstance(again, WrongSettlementState)


async def test_what_does_not_wait_is_not_approved(season: Season) -> None:
    unknown = (await season.world.apply(APPROVE, Approve(plan=PLAN, by="Olga"))).answer
    assert unknown == SettlementUnknown(plan=PLAN)
    assert AwaitsApproval(plan=PLAN).detail().endswith(".")


async def test_a_draft_shows_the_plan_and_writes_nothing(season: Season, database: Any) -> None:
    await over(season)
    store = season.world.context.store
    run = await store.get(SEASONS, SUBJECT)
    assert run is not None
    before = {name: list(database[name].find()) for name in COLLECTIONS}
    drawn = await draft(store, season_matter(store, run))
    assert not isinstance(drawn, Refusal)
    assert {name: list(database[name].find()) for name in COLLECTIONS} == before
    await season.settle()
    assert await season.bundle() == drawn


DAMAGE = {
    "an award": ("plan_awards", {"award.amount": Int64(101)}),
    "an input": ("plan_inputs", {"standing.value": Int64(61)}),
    "the remainder": ("plans", {"remainder": Int64(1)}),
    "a payment": ("transfers", {"amount": Int64(99)}),
    "the progress": ("settlements", {"applied": Int64(2)}),
}


@pytest.mark.parametrize("what", DAMAGE)
async def test_the_check_finds_what_was_changed_afterwards(
    season: Season, database: Any, what: str
) -> None:
    alice, *_ = await over(season)
    await season.settle()
    collection, change = DAMAGE[what]
    which = {
        "plan_awards": {"award.account": alice},
        "plan_inputs": {"standing.account": alice},
        "transfers": {"_id": f"{PLAN}:{alice}"},
    }.get(collection, {})
    (before,) = database[collection].find(which)
    database[collection].update_one(which, {"$set": change})
    report = await check(season.world.context.store)
    assert "I4" in {each.invariant for each in report.violations}
    database[collection].replace_one({"_id": before["_id"]}, before)


@pytest.mark.parametrize("what", ["an award", "an input", "a payment"])
async def test_a_settlement_is_not_verified_if_anything_was_changed(
    season: Season, database: Any, what: str
) -> None:
    alice, *_ = await over(season)
    runner = await take_over(season.world.context, in_chunks_of(500))
    while (progress := await season.progress()) is None or progress.state != "applied":
        await runner.step()
    collection, change = DAMAGE[what]
    which = {"standing.account": alice, "award.account": alice, "_id": f"{PLAN}:{alice}"}
    key = {"plan_inputs": "standing.account", "plan_awards": "award.account"}.get(collection, "_id")
    before = database[collection].find_one({key: which[key]})
    database[collection].update_one({key: which[key]}, {"$set": change})
    slot = await season.settle()
    assert slot.progress.set_aside[0].error.startswith(f"{PLAN} is not verified")
    assert await season.state() == "frozen"
    database[collection].replace_one({"_id": before["_id"]}, before)
    season.world.later(hours=1)
    await season.settle()
    assert await season.state() == "settled"


async def test_the_check_finds_a_frozen_board_that_is_not_what_was_earned(
    season: Season, database: Any
) -> None:
    alice, *_ = await over(season)
    await season.settle()
    database.completions.update_many({"account": alice}, {"$inc": {"seeds": Int64(1)}})
    report = await check(season.world.context.store)
    assert "I11" in {each.invariant for each in report.violations}
    database.completions.update_many({"account": alice}, {"$inc": {"seeds": Int64(-1)}})


async def test_the_check_finds_who_was_left_out_of_a_frozen_board(
    season: Season, database: Any
) -> None:
    alice, *_ = await over(season)
    hidden = database.accounts.find_one({"_id": alice})
    database.accounts.update_one({"_id": alice}, {"$set": {"consents": []}})
    await season.settle()
    await check(season.world.context.store)
    database.accounts.update_one({"_id": alice}, {"$set": {"consents": hidden["consents"]}})
    report = await check(season.world.context.store)
    assert {each.invariant for each in report.violations} == {"I11"}
    database.seasons.update_one({"_id": SUBJECT}, {"$set": {"state": "archived"}})
