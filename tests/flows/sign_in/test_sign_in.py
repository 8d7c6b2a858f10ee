"""Codes, sessions and who a contact is; see sign_in.py and refresh_session.py."""

import asyncio
from typing import Any

from service.flows.sign_in.refresh_session import REFRESH_SESSION, Refreshed, RefreshSession
from service.flows.sign_in.sign_in import SIGN_IN, SignedIn, SignIn
from service.members.sign_in.code import CodeRefused
from service.members.sign_in.session import SessionEnded
from tests.flows.world import World, sha256
from tests.people import ALICE


async def test_the_first_sign_in_begins_a_pending_membership(world: World) -> None:
    alice = await world.newcomer(ALICE)
    assert alice.new
    account = await world.account(alice)
    assert account.state == "pending"
    assert not account.consents


async def test_the_second_sign_in_finds_the_same_account(world: World) -> None:
    first = await world.newcomer(ALICE)
    second = await world.newcomer(ALICE)
    assert (second.account, second.new) == (first.account, False)
    assert second.session != first.session


async def test_two_phones_of_a_newcomer_get_one_account(world: World, database: Any) -> None:
    await world.request_code("Alice", "111111")
    one, two = await asyncio.gather(
        world.sign_in("Alice", "111111"), world.sign_in("Alice", "111111")
    )
    assert sorted([type(one), type(two)], key=str) == sorted([SignedIn, CodeRefused], key=str)
    assert database.members.count_documents({}) == 1


async def test_a_code_works_once(world: World) -> None:
    await world.newcomer(ALICE)
    assert await world.sign_in("Alice") == CodeRefused()


async def test_a_code_of_somebody_else_is_refused(world: World) -> None:
    await world.request_code("Alice")
    assert await world.sign_in("Bob") == CodeRefused()


async def test_a_code_ends(world: World) -> None:
    await world.request_code("Alice")
    world.later(minutes=5)
    assert await world.sign_in("Alice") == CodeRefused()


async def test_five_wrong_tries_spend_even_the_right_code(world: World) -> None:
    await world.request_code("Alice")
    for wrong in range(5):
        assert await world.sign_in("Alice", f"00000{wrong}") == CodeRefused()
    assert await world.sign_in("Alice") == CodeRefused()


async def test_parallel_tries_are_all_counted(world: World, database: Any) -> None:
    await world.request_code("Alice")
    await asyncio.gather(*(world.sign_in("Alice", f"{n:06}") for n in range(20)))
    assert database.codes.find_one()["tries"] == 5
    assert await world.sign_in("Alice") == CodeRefused()


async def test_a_new_code_replaces_the_old_one(world: World) -> None:
    await world.request_code("Alice", "111111")
    await world.request_code("Alice", "222222")
    assert await world.sign_in("Alice", "111111") == CodeRefused()
    assert isinstance(await world.sign_in("Alice", "222222"), SignedIn)


async def test_tokens_are_shown_once(world: World) -> None:
    await world.request_code("Alice")
    body = SignIn(contact="Alice", code=sha256("123456"), device="phone")
    first = await world.apply(SIGN_IN, body, key="k")
    again = await world.apply(SIGN_IN, body, key="k")
    assert isinstance(first.answer, SignedIn)
    assert (again.answer, again.replayed) == (None, True)


async def refresh(world: World, token: str) -> Any:
    session, secret = token.split(".")
    return (
        await world.apply(REFRESH_SESSION, RefreshSession(session=session, sha256=sha256(secret)))
    ).answer


async def test_a_refresh_gives_the_next_token(world: World) -> None:
    alice = await world.newcomer(ALICE)
    second = await refresh(world, alice.refresh_token)
    assert isinstance(second, Refreshed)
    assert isinstance(await refresh(world, second.refresh_token), Refreshed)


async def test_a_lost_reply_may_be_asked_for_again_within_the_grace(world: World) -> None:
    alice = await world.newcomer(ALICE)
    one, two = [await refresh(world, alice.refresh_token) for _ in range(2)]
    world.later(seconds=60)
    assert isinstance(await refresh(world, one.refresh_token), Refreshed)
    assert isinstance(await refresh(world, two.refresh_token), Refreshed)


async def test_a_stolen_token_ends_the_session_for_thief_and_owner(world: World) -> None:
    alice = await world.newcomer(ALICE)
    owner = await refresh(world, alice.refresh_token)
    world.later(seconds=31)
    assert await refresh(world, alice.refresh_token) == SessionEnded()
    assert await refresh(world, owner.refresh_token) == SessionEnded()


async def test_a_made_up_token_ends_the_session_it_names(world: World) -> None:
    alice = await world.newcomer(ALICE)
    assert await refresh(world, f"{alice.session}.{'0' * 32}") == SessionEnded()
    assert await refresh(world, alice.refresh_token) == SessionEnded()


async def test_a_session_that_nobody_started_has_ended(world: World) -> None:
    assert await refresh(world, f"nobody.{'0' * 32}") == SessionEnded()


async def test_a_session_ends_when_it_is_not_used(world: World) -> None:
    alice = await world.newcomer(ALICE)
    world.later(days=90)
    assert await refresh(world, alice.refresh_token) == SessionEnded()
