"""The ledger's days at the doors: for everybody, and a proof for whom it belongs to."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rewards.ledger.days.chain import verify_chain
from rewards.ledger.days.head import SignedHead
from rewards.ledger.days.proof import Proof, verify_proof
from rewards.ledger.days.signature import key_of
from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.store.schema.slot import Slot, SlotState
from tests.http.doors import KIOSK, Doors, is_problem, open_doors
from tests.jobs.toy import QUICK
from tests.people import DAY
from tests.serving import run as program

TASK = "return-umbrella"


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


async def earner(doors: Doors, name: str) -> tuple[str, str]:
    """A member's token, and the transfer of what they have just earned."""
    token = await doors.member(name=name)
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    await doors.call("POST", f"/v1/me/tasks/{TASK}", token)
    event = {
        "member": linked["pseudonym"],
        "task": TASK,
        "event_at": doors.clock.domain_now().isoformat(),
    }
    done = await doors.call("POST", "/v1/merchant/events", await doors.merchant(KIOSK), json=event)
    assert done.status_code == 200, done.text
    purse = (await doors.call("GET", "/v1/me/purse", token)).json()
    return token, purse["basket"][-1]["award"]


async def close(doors: Doors, days: int = 1) -> None:
    doors.clock.follow(doors.clock.offset + days * DAY)  # tokens live on
    slot = await run_by_name(
        doors.context, "close_ledger_day", None, stop=asyncio.Event(), effort=QUICK
    )
    assert isinstance(slot, Slot)
    assert slot.state is SlotState.DONE, slot.error


async def asked(doors: Doors, token: str, transfer: str) -> Any:
    return await doors.call("GET", f"/v1/me/transfers/{transfer}/proof", token)


async def key(doors: Doors) -> dict[str, str]:
    [found] = (await doors.call("GET", "/v1/ledger/keys")).json()["keys"]
    return dict(found)


async def test_a_member_takes_a_proof_home_and_anybody_verifies_it_offline(
    doors: Doors, tmp_path: Path
) -> None:
    token, transfer = await earner(doors, "Alice")
    await close(doors)
    answer = await asked(doors, token, transfer)
    assert answer.status_code == 200, answer.text
    trusted = (await key(doors))["x"]
    proof = msgspec.json.decode(answer.content, type=Proof)
    assert verify_proof(proof, trusted) == []
    file = tmp_path / "proof.json"
    file.write_text(answer.text)
    sound = await asyncio.to_thread(program, "verify", str(file), "--key", trusted)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout.startswith(f"{transfer} is right: 20 seeds")


async def test_its_head_is_the_one_that_everybody_is_shown(doors: Doors) -> None:
    token, transfer = await earner(doors, "Alice")
    await close(doors)
    signed = (await asked(doors, token, transfer)).json()["signed"]
    assert (await doors.call("GET", "/v1/ledger/days/2026-03-04")).json() == signed
    assert (await doors.call("GET", "/v1/ledger/days")).json() == {"days": [signed]}


async def test_before_the_day_is_closed_it_says_from_when_on(doors: Doors) -> None:
    token, transfer = await earner(doors, "Alice")
    problem = is_problem(await asked(doors, token, transfer), 409, "transfer_not_closed")
    assert problem["refusal"]["closes_at"] == "2026-03-04T23:10:00Z"
    doors.clock.follow(DAY)
    problem = is_problem(await asked(doors, token, transfer), 409, "transfer_not_closed")
    assert problem["refusal"]["closes_at"] == "2026-03-05T23:10:00Z"


async def test_another_members_transfer_does_not_exist(doors: Doors) -> None:
    token, transfer = await earner(doors, "Alice")
    other, others = await earner(doors, "Bob")
    await close(doors)
    for stranger, id_ in (
        (other, transfer),
        (token, others),
        (token, "task:walk:x:y"),
        (token, "x"),
    ):
        is_problem(await asked(doors, stranger, id_), 404, "transfer_unknown")
    assert (await asked(doors, other, others)).status_code == 200
    assert (await asked(doors, "", transfer)).status_code == 401


async def test_a_proof_shows_nothing_of_others(doors: Doors) -> None:
    token, transfer = await earner(doors, "Alice")
    _, others = await earner(doors, "Bob")
    await close(doors)
    text = (await asked(doors, token, transfer)).text
    assert others not in text
    assert others.split(":")[2] not in text
    assert len(json.loads(text)["path"]) == 1


async def test_whoever_is_erased_has_no_proof_and_others_keep_theirs(doors: Doors) -> None:
    token, transfer = await earner(doors, "Alice")
    other, others = await earner(doors, "Bob")
    await close(doors)
    before = (await asked(doors, other, others)).json()
    account = transfer.split(":")[2]
    database = doors.context.store.driver.db
    await database.ledger_salts.update_one({"_id": account}, {"$set": {"key": None}})
    is_problem(await asked(doors, token, transfer), 404, "transfer_unknown")
    assert (await asked(doors, other, others)).json() == before


async def test_days_are_listed_newest_first_page_by_page_and_chain(doors: Doors) -> None:
    await earner(doors, "Alice")
    await close(doors, days=5)
    found: list[SignedHead] = []
    more = ""
    while True:
        page = (await doors.call("GET", f"/v1/ledger/days?limit=2{more}")).json()
        found += msgspec.convert(page["days"], list[SignedHead])
        if "next_cursor" not in page:
            break
        more = f"&cursor={page['next_cursor']}"
    days = [signed.head.day for signed in found]
    assert days == [f"2026-03-{n:02d}" for n in (8, 7, 6, 5, 4)]
    told = await key(doors)
    public = key_of(told["x"])
    assert public is not None
    assert verify_chain(found[::-1], {told["kid"]: public}) == []


@pytest.mark.parametrize("day", ["2026-03-05", "2020-01-01", "yesterday", "2026-03-04:000000"])
async def test_a_day_that_is_not_closed_is_none(doors: Doors, day: str) -> None:
    await earner(doors, "Alice")
    await close(doors)
    problem = is_problem(
        await doors.call("GET", f"/v1/ledger/days/{day}"), 404, "ledger_day_unknown"
    )
    assert problem["refusal"]["day"] == day


async def test_the_key_of_the_ledger_signs_no_tokens(doors: Doors) -> None:
    told = await key(doors)
    tokens = (await doors.call("GET", "/.well-known/jwks.json")).json()["keys"]
    assert told["x"] not in {each["x"] for each in tokens}
    assert told["kid"] not in {each["kid"] for each in tokens}
