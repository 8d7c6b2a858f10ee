"""I8 on a real database, with damage done behind the product's back."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from rewards.economy import InvitationNumbers
from rewards.invitations.invitation import Invitation, InvitationState, enter, issue
from rewards.invitations.stages import Stage, transfers_of
from rewards.ledger.transfer import Transfer
from service.check import invitations
from service.check.invitations import check_invitations
from service.check.run import check
from service.store.connect import connect
from service.store.schema.page import INVITATIONS, TRANSFERS
from tests.people import NOON


@pytest.fixture
async def store(mongo_url: str, database_name: str) -> Any:
    store = await connect(mongo_url, database_name)
    yield store
    await store.close()


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


def brought(code: str, inviter: str, newcomer: str, state: InvitationState) -> Invitation:
    made = issue(code, inviter=inviter, at=NOON, numbers=InvitationNumbers())
    return msgspec.structs.replace(enter(made, state, NOON), newcomer=newcomer)


HELD = [brought(f"I{n:09d}", f"a{n}", f"a{n + 1}", InvitationState.HELD) for n in range(7)]
BOOKED = [each for one in HELD for each in transfers_of(one, Stage.FIRST, NOON)]


def plant(database: Any, rows: Sequence[Invitation], booked: Sequence[Transfer] = ()) -> None:
    database.invitations.insert_many([INVITATIONS.encode(each) for each in rows])
    if booked:
        database.transfers.insert_many([TRANSFERS.encode(each) for each in booked])


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 8])
async def test_a_chain_that_was_paid_is_green_in_any_chunks(
    store: Any, database: Any, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(invitations, "CHUNK", chunk)
    plant(database, HELD, BOOKED)
    assert await check_invitations(store) == []


@pytest.mark.parametrize("missing", range(0, len(BOOKED), 3))
async def test_a_stage_that_has_paid_one_is_found(store: Any, database: Any, missing: int) -> None:
    plant(database, HELD, BOOKED[:missing] + BOOKED[missing + 1 :])
    found = await check_invitations(store)
    assert [each.subject for each in found] == [HELD[missing // 2].id]


async def test_a_circle_across_chunks_is_found(
    store: Any, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "CHUNK", 2)
    closing = brought("I999999999", "a7", "a0", InvitationState.JOINED)
    plant(database, [*HELD, closing], BOOKED)
    assert [each.invariant for each in await check_invitations(store)] == ["I8"]


async def test_two_inviters_are_found_by_the_whole_check(store: Any, database: Any) -> None:
    joined = InvitationState.JOINED
    plant(database, [brought("I1", "a", "c", joined), brought("I2", "b", "c", joined)])
    assert {each.subject for each in (await check(store)).violations} == {"c"}
