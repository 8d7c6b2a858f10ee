"""Signing out: whoever shows a token of the session ends it, and nobody else does."""

from service.flows.sign_in.end_session import END_SESSION, Ended, EndSession
from service.flows.sign_in.refresh_session import REFRESH_SESSION, Refreshed, RefreshSession
from service.flows.sign_in.sign_in import SignedIn
from service.members.sign_in.session import SessionEnded
from tests.flows.world import World, sha256
from tests.people import ALICE


def secret(who: SignedIn) -> str:
    return sha256(who.refresh_token.partition(".")[2])


async def test_an_ended_session_is_not_refreshed(world: World) -> None:
    alice = await world.newcomer(ALICE)
    ended = await world.apply(END_SESSION, EndSession(session=alice.session, sha256=secret(alice)))
    assert ended.answer == Ended(session=alice.session)
    body = RefreshSession(session=alice.session, sha256=secret(alice))
    assert (await world.apply(REFRESH_SESSION, body)).answer == SessionEnded()


async def test_a_token_that_was_used_ends_it_too(world: World) -> None:
    alice = await world.newcomer(ALICE)
    body = RefreshSession(session=alice.session, sha256=secret(alice))
    refreshed = (await world.apply(REFRESH_SESSION, body)).answer
    assert isinstance(refreshed, Refreshed)
    await world.apply(END_SESSION, EndSession(session=alice.session, sha256=secret(alice)))
    after = sha256(refreshed.refresh_token.partition(".")[2])
    body = RefreshSession(session=alice.session, sha256=after)
    assert (await world.apply(REFRESH_SESSION, body)).answer == SessionEnded()


async def test_nobody_ends_a_session_by_its_id(world: World) -> None:
    alice = await world.newcomer(ALICE)
    body = EndSession(session=alice.session, sha256=sha256("a guess"))
    assert (await world.apply(END_SESSION, body)).answer == SessionEnded()
    shown = RefreshSession(session=alice.session, sha256=secret(alice))
    assert isinstance((await world.apply(REFRESH_SESSION, shown)).answer, Refreshed)


async def test_ending_twice_or_nothing_is_refused(world: World) -> None:
    alice = await world.newcomer(ALICE)
    body = EndSession(session=alice.session, sha256=secret(alice))
    await world.apply(END_SESSION, body)
    assert (await world.apply(END_SESSION, body)).answer == SessionEnded()
    unknown = EndSession(session="nobody", sha256=secret(alice))
    assert (await world.apply(END_SESSION, unknown)).answer == SessionEnded()
