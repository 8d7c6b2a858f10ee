"""A member is forgotten: at once what links, later what is left, and every sum stays."""

from typing import Any

import pytest

from rewards.games.game import GameState
from rewards.invitations.refusals import CameBack
from rewards.ledger.reasons import Reason
from service.check.erasures import check_erasures
from service.flows.challenges.challenge_evidence import CHALLENGE_EVIDENCE, ChallengeEvidence
from service.flows.membership.erase import MemberErased
from service.flows.membership.mute import MUTE, OfMerchant
from service.flows.own import AccountGone
from service.members.consents import Purpose
from service.members.erasure.erase import CONFIRMATION
from service.members.erasure.refusals import ErasureWaits, NotConfirmed
from service.members.link import MemberNotLinked
from service.members.states import State, WrongState
from service.store.path.record import records_of
from tests.flows.games.scenes import guess, opened, podium_draft, three
from tests.flows.membership.leaving import asks, closes, erasure_of
from tests.flows.rentals.scenes import customer
from tests.flows.spending.scenes import payer
from tests.flows.world import World
from tests.people import ALICE, BOB, UMBRELLA_KIOSK


async def test_who_never_agreed_is_forgotten_at_once(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    answer = await asks(world, alice, confirmation=None)
    assert answer == MemberErased(state=State.ERASED, erased_at=world.clock.domain_now())
    assert (await world.account(alice)).state is State.ERASED
    for collection in ("members", "claims", "codes", "devices", "departures"):
        assert database[collection].count_documents({}) == 0, collection


async def test_who_is_leaving_may_give_the_two_weeks_up(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    await closes(world, alice)
    assert await asks(world, alice, "please") == NotConfirmed(confirmation=CONFIRMATION)
    answer = await asks(world, alice)
    assert answer.state is State.ERASED
    assert answer.contact_kept_until == database.departures.find_one({})["newcomer_from"]
    assert database.members.count_documents({}) == 0


@pytest.mark.parametrize("state", [State.ACTIVE, State.PAUSED])
async def test_who_stays_is_not_forgotten(world: World, database: Any, state: State) -> None:
    alice = await world.member(ALICE)
    for name, id_ in (("accounts", alice.account), ("members", alice.member)):
        database[name].update_one({"_id": id_}, {"$set": {"state": state.value}})
    assert isinstance(await asks(world, alice), WrongState)
    assert database.members.count_documents({}) == 1


async def test_nobody_is_forgotten_twice_or_by_another_s_name(world: World) -> None:
    alice, bob = await world.newcomer(ALICE), await world.newcomer(BOB)
    crossed = type(alice)(
        account=alice.account,
        member=bob.member,
        session=alice.session,
        refresh_token="",
        new=False,
    )
    assert await asks(world, crossed) == AccountGone()
    assert (await asks(world, alice)).state is State.ERASED
    assert await asks(world, alice) == AccountGone()


async def test_every_session_is_over_and_names_nobody(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    await world.request_code(ALICE.name)
    await world.sign_in(ALICE.name)
    await asks(world, alice)
    sessions = list(database.sessions.find({"account": alice.account}))
    assert len(sessions) == 2
    for each in sessions:
        assert each["revoked_at"] == world.clock.server_now()
        assert (each["member"], each["device"], each["tokens"]) == ("", "", [])


async def test_seeds_go_back_and_every_sum_stays(world: World, database: Any) -> None:
    till = await payer(world)
    linked = await world.grant(till.who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    world.later(days=1)
    await world.complete(linked.pseudonym)
    await closes(world, till.who)
    before = database.transfers.count_documents({})
    await asks(world, till.who)
    account = await world.account(till.who)
    assert (account.purse.seeds, account.purse.ripe, account.zone) == (0, 0, "Europe/Berlin")
    moved = {raw["reason"] for raw in database.transfers.find({"at": account.state_at})}
    assert moved >= {Reason.FORFEIT.value, Reason.WITHER.value}
    assert database.transfers.count_documents({}) > before


async def test_a_rental_a_hold_or_a_guess_comes_first(world: World, database: Any) -> None:
    counter = await customer(world, database)
    await counter.in_state("authorised")
    till = await payer(world, BOB)
    hold = await till.set_aside()
    game = await opened(world, podium_draft(world))
    await guess(world, till.who, game, three())
    await closes(world, counter.who)
    await closes(world, till.who)
    assert await asks(world, counter.who) == ErasureWaits(rentals=1, holds=0, games=0)
    assert await asks(world, till.who) == ErasureWaits(rentals=0, holds=1, games=1)
    await till.cancels(hold.id)
    assert await asks(world, till.who) == ErasureWaits(rentals=0, holds=0, games=1)
    database.games.update_one({"_id": game.id}, {"$set": {"state": GameState.VOID.value}})
    assert (await asks(world, till.who)).state is State.ERASED
    assert erasure_of(database, counter.who) is None
    # As it was: the proof of everything is yet to come.
    database.games.update_one({"_id": game.id}, {"$set": {"state": GameState.OPEN.value}})


async def test_a_merchant_that_reports_late_is_told_of_nobody(world: World) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym, event="e1")
    await closes(world, alice)
    await asks(world, alice)
    for said in (
        await world.complete(pseudonym, event="e2"),
        await world.reverse(pseudonym, event="e1"),
    ):
        assert said.answer == MemberNotLinked()
    assert (await world.account(alice)).purse.debt == 0


async def test_salts_are_gone_and_never_made_again(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    await asks(world, alice)
    [salts] = database.ledger_salts.find({})
    assert (salts["_id"], salts["key"]) == (alice.account, None)


async def test_the_contact_is_free_at_once_and_earns_no_invitation(
    world: World, database: Any
) -> None:
    bob = await world.member(BOB)
    alice = await world.member(ALICE)
    await closes(world, alice)
    await asks(world, alice)
    again = await world.member(ALICE)
    assert again.new
    assert again.account != alice.account
    until = database.departures.find_one({})["newcomer_from"]
    code = await world.invite(bob)
    assert await world.attach(again, code) == CameBack(newcomer_from=until)
    world.clock.set(until)
    late = await world.attach(again, code)
    assert type(late).__name__ == "JoinedTooLongAgo"


async def test_after_twelve_months_who_comes_is_new(world: World, database: Any) -> None:
    bob = await world.member(BOB)
    alice = await world.member(ALICE)
    await closes(world, alice)
    await asks(world, alice)
    world.clock.set(database.departures.find_one({})["newcomer_from"])
    again = await world.member(ALICE)
    assert type(await world.attach(again, await world.invite(bob))).__name__ == "InvitationAttached"


async def test_leaving_twice_counts_from_the_later(world: World, database: Any) -> None:
    for _ in range(2):
        alice = await world.member(ALICE)
        await closes(world, alice)
        await asks(world, alice)
        world.later(days=40)
    [left] = database.departures.find({})
    assert (left["newcomer_from"].year, left["newcomer_from"].month) == (2027, 5)


async def test_the_records_of_a_member_have_one_beginning(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    await asks(world, alice)
    beginning = records_of(f"member:{alice.account}")
    ids = [raw["_id"] for raw in database.idempotency.find({})]
    assert sum(each.startswith(beginning) for each in ids) == 1
    assert len(ids) > 1


async def test_what_comes_a_moment_too_late_is_kept_nowhere(world: World, database: Any) -> None:
    """The session ends within a second, and what was on its way meanwhile comes after the
    erasure: somebody's own words, or whom they do not want to hear."""
    alice = await world.member(ALICE)
    await closes(world, alice)
    await asks(world, alice)
    fact = f"contact_verified:{alice.account}"
    for rule, body in (
        (MUTE, OfMerchant(account=alice.account, merchant=UMBRELLA_KIOSK)),
        (
            CHALLENGE_EVIDENCE,
            ChallengeEvidence(account=alice.account, evidence=fact, statement="It was not me."),
        ),
    ):
        assert (await world.apply(rule, body)).answer == AccountGone()
    assert database.challenges.count_documents({}) == 0
    assert await check_erasures(world.context.store) == []
