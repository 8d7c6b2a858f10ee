"""What is counted from now on counts what was there before."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from rewards.perks.badges.counts import Counts
from rewards.perks.badges.share import Badges
from rewards.perks.stores.key_ring import HeldKey
from rewards.score.evidence import EvidenceKind, Status
from service.members.states import State
from service.store.driver.port import Driver
from service.store.schema.migrate import migrate
from service.store.schema.page import (
    ACCOUNTS,
    COMPLETIONS,
    EVIDENCE,
    KEY_RINGS,
    MERCHANT_KEYS,
)
from tests.store.migrations.older import ALICE_ACCOUNT, DONE, VERIFIED
from tests.store.test_note_older import KEY as KIOSK_KEY


async def test_badges_count_what_was_kept_before_there_were_any(driver: Driver) -> None:
    """Also when it is repeated, and nothing of an account that was erased."""
    await migrate(driver)
    at, db = datetime(2026, 3, 4, tzinfo=UTC), driver.db
    kept = [
        ("alice", EvidenceKind.RENTAL_KEPT_SMALL, Status.COUNTED),
        ("alice", EvidenceKind.RENTAL_KEPT_LARGE, Status.COUNTED),
        ("alice", EvidenceKind.RENTAL_KEPT_SMALL, Status.REVERSED),
        ("alice", EvidenceKind.RETURNED_ON_TIME, Status.COUNTED),
        ("erased", EvidenceKind.RENTAL_KEPT_SMALL, Status.COUNTED),
        ("nobody", EvidenceKind.RENTAL_KEPT_SMALL, Status.COUNTED),
        ("alice", EvidenceKind.CHARITY_TASK_COMPLETED, Status.REVERSED),
    ]
    rows = [
        replace(VERIFIED, id=f"e{number}", account=account, kind=kind, status=status)
        for number, (account, kind, status) in enumerate(kept)
    ]
    charity = replace(DONE, evidence=EvidenceKind.CHARITY_TASK_COMPLETED)
    # e6 was done, says who saw it, and was not, says a challenge.
    done = [DONE, *(replace(charity, id=id_) for id_ in ("c1", "e6"))]
    done.append(replace(charity, id="c2", revoked_at=at))
    accounts = [ALICE_ACCOUNT, replace(ALICE_ACCOUNT, id="erased", state=State.ERASED)]
    raws = [ACCOUNTS.encode(each) for each in accounts]
    for raw in raws:
        del raw["badges"]
    await db.command("collMod", "accounts", validator={})
    await db["accounts"].insert_many(raws)
    await db["evidence"].insert_many([EVIDENCE.encode(row) for row in rows])
    await db["completions"].insert_many([COMPLETIONS.encode(each) for each in done])
    for _ in range(2):
        await db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 5}})
        await migrate(driver)
    found = {each["_id"]: ACCOUNTS.decode(each) async for each in db["accounts"].find()}
    assert set(found) == {"alice", "erased"}
    assert found["alice"].badges.counts == Counts(rentals_kept=2, charity_tasks=1)
    assert found["erased"].badges == Badges()


async def test_keys_of_before_are_counted_with_those_that_are_given_now(driver: Driver) -> None:
    await migrate(driver)
    at, db = datetime(2026, 3, 4, tzinfo=UTC), driver.db
    ends_at = at + timedelta(days=1)
    keys = [
        replace(KIOSK_KEY, id="k1", revoked_at=None, created_at=at),
        replace(KIOSK_KEY, id="k2", revoked_at=None, created_at=ends_at, expires_at=ends_at),
        replace(KIOSK_KEY, id="k3", created_at=at, revoked_at=at),
        replace(KIOSK_KEY, id="k4", revoked_at=None, created_at=at, merchant="riverside-bikes"),
    ]
    await db["merchant_keys"].insert_many([MERCHANT_KEYS.encode(each) for each in keys])
    for _ in range(2):
        await db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 5}})
        await migrate(driver)
        ring = KEY_RINGS.decode(await db["key_rings"].find_one({"_id": KIOSK_KEY.merchant}))
        assert ring.keys == (HeldKey(id="k1"), HeldKey(id="k2", ends_at=ends_at))
        # What was given since stays as it is counted, however often this is done.
        await db["merchant_keys"].delete_one({"_id": "k1"})
    assert await db["key_rings"].count_documents({}) == 2


async def test_who_joined_before_there_were_notices_gets_one_after_a_year(driver: Driver) -> None:
    await migrate(driver)
    joined = datetime(2025, 3, 4, tzinfo=UTC)
    old = ACCOUNTS.encode(replace(ALICE_ACCOUNT, active_since=joined))
    del old["notice_due_at"]
    accounts: Any = driver.db["accounts"]
    await driver.db.command("collMod", "accounts", validator={})
    await accounts.insert_one(old)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 4}})
    await migrate(driver)
    found = ACCOUNTS.decode(await accounts.find_one({"_id": "alice"}))
    assert found.notice_due_at == datetime(2026, 3, 4, tzinfo=UTC)
