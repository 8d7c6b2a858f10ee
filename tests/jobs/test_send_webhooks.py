"""Merchants' servers are told: good receivers, bad ones, slow ones, and two who send at once."""

import asyncio
import itertools
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import pytest
from bson import Int64
from standardwebhooks import Webhook

from rewards.refusal import Refusal
from service.check.run import check
from service.flows.webhooks.claim_line import CLAIM_LINE, ClaimLine
from service.flows.webhooks.enable_endpoint import ENABLE_ENDPOINT
from service.flows.webhooks.note_attempt import NOTE_ATTEMPT, NoteAttempt
from service.flows.webhooks.own_endpoint import OfEndpoint
from service.flows.webhooks.remove_endpoint import REMOVE_ENDPOINT
from service.flows.webhooks.replay_delivery import REPLAY_DELIVERY, ReplayDelivery
from service.flows.webhooks.rotate_endpoint import ROTATE_ENDPOINT
from service.flows.webhooks.send_test import TEST_ENDPOINT
from service.jobs.send_webhook import sent
from service.jobs.send_webhooks import next_work
from service.members.consents import Purpose
from service.store.lines import due_lines
from service.store.sweep import sweep
from service.webhooks.delivery import DeliveryState, line_id
from service.webhooks.endpoint import DisabledFor, EndpointState, Subject
from service.webhooks.hooks import Tried
from service.webhooks.refusals import (
    DeliveryUnknown,
    DeliveryWaits,
    DeliveryWithheld,
    EndpointDisabled,
    EndpointUnknown,
)
from tests.check.test_webhooks import found
from tests.flows.rentals.scenes import WAY, Counter, publish
from tests.jobs.fleet import DEADLINE_S
from tests.jobs.hook_room import (
    KEYS_HOOKS,
    HookRoom,
    hooks,
    ids,
    kinds,
    open_room,
    programme,
    send,
)
from tests.people import ALICE, BOB, HOUR, MINUTE, MS, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.senders.gateway import HANG, Receiver, receiving
from tests.webhooks.nameserver import HERE, answering

STEPS = ["rental_authorised", "rental_started", "rental_returned", "rental_settled"]


@pytest.fixture
async def room(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[HookRoom]:
    context = await open_room(mongo_url, database_name, answer_ms=500)
    room = HookRoom(context, database)
    yield room
    report = await check(context.store)
    told = await found(room)
    await context.store.close()
    assert report.green, report.violations
    assert told == []


def state(room: HookRoom) -> list[DeliveryState]:
    return [each.state for each in room.deliveries()]


async def test_each_step_of_a_rental_in_order_signed_and_without_a_word_of_the_member(
    room: HookRoom,
) -> None:
    receiver, counter = Receiver(answers=[204]), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        rental = await counter.in_state("settled")
        await room.send()
        await room.send()  # nothing waits any more
    assert kinds(receiver) == STEPS
    first = receiver.received[0]
    assert first.json["timestamp"] == "2026-03-04T12:00:00Z"
    assert {first.json["data"]["id"], first.json["data"]["state"]} == {rental, "authorised"}
    assert len(set(ids(receiver))) == len(STEPS)
    for got in receiver.received:
        at = int(got.headers["webhook-timestamp"])
        by_library = Webhook(room.secrets[endpoint]).sign(
            got.headers["webhook-id"], datetime.fromtimestamp(at, NOON.tzinfo), got.body.decode()
        )
        assert by_library in got.headers["webhook-signature"].split()
        said = f"{got.headers} {got.body!r}"
        for canary in (counter.who.account, counter.who.member, "Alice", "score"):
            assert canary not in said
    assert {each.state for each in room.deliveries()} == {DeliveryState.DELIVERED}
    assert room.database.event_waits.count_documents({}) == 0


async def test_only_to_the_merchant_that_it_is_about_and_only_what_it_asked_for(
    room: HookRoom,
) -> None:
    own, other, holds = Receiver(), Receiver(), Receiver()
    counter = await room.counter()
    async with receiving(own) as url, receiving(other) as its, receiving(holds) as only:
        await room.listens(url)
        await room.listens(its, merchant=RIVERSIDE_BIKES)
        await room.listens(only, subjects=(Subject.HOLDS,))
        await counter.in_state("active")
        await room.send()
    assert kinds(own) == STEPS[:2]
    assert other.received == holds.received == []


async def test_what_fails_is_sent_again_later_with_the_same_id_and_holds_up_its_line_only(
    room: HookRoom,
) -> None:
    """Alice's first event fails; Bob's are told meanwhile, and hers come in order afterwards."""
    receiver = Receiver(answers=[500, 200])
    alice = await room.counter(ALICE)
    async with receiving(receiver) as url:
        await room.listens(url)
        first = await alice.in_state("active")
        await room.send()
        assert kinds(receiver) == STEPS[:1]
        assert state(room) == [DeliveryState.WAITING] * 2
        bob = await other_customer(room)
        second = await bob.in_state("active")
        await room.send()
        assert [got.json["data"]["id"] for got in receiver.received] == [first, second, second]
        due = await next_work(room.context)
        assert due is not None
        assert 30 <= (due - NOON).total_seconds() <= 37
        room.later(minutes=2)
        await room.send()
    hers = [got for got in receiver.received if got.json["data"]["id"] == first]
    assert [got.json["type"] for got in hers] == [STEPS[0], *STEPS[:2]]
    assert hers[0].headers["webhook-id"] == hers[1].headers["webhook-id"]
    assert hers[0].body == hers[1].body
    assert set(state(room)) == {DeliveryState.DELIVERED}


async def other_customer(room: HookRoom) -> Counter:
    who = await room.member(BOB)
    await room.grant(who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    await room.grant(who, Purpose.SCORE)
    publish(room.database, who.account)
    return Counter(room, who)


async def test_a_receiver_that_hangs_does_not_stop_others(room: HookRoom) -> None:
    slow, quick = Receiver(answers=[HANG]), Receiver()
    counter = await room.counter()
    async with receiving(slow) as hangs, receiving(quick) as url:
        await room.listens(hangs)
        await room.listens(url)
        await counter.in_state("settled")
        await room.send()
    assert kinds(quick) == STEPS
    assert kinds(slow) == STEPS[:1]
    waiting = room.deliveries(endpoint="ep_0")
    assert [(each.tries, each.error) for each in waiting] == [(1, "timeout"), *[(0, "")] * 3]


@pytest.mark.parametrize(("lines_at_once", "taken_up"), [(1, 1), (8, 2)])
async def test_so_many_lines_are_on_their_way_at_once(
    room: HookRoom, lines_at_once: int, taken_up: int
) -> None:
    slow = Receiver(answers=[HANG])
    given = programme(answer_ms=500, lines_at_once=lines_at_once)
    room.context = replace(room.context, programme=lambda: given)
    async with receiving(slow) as url:
        await room.listens(url)
        for each in (await room.counter(), await other_customer(room)):
            await each.in_state("authorised")
        run = asyncio.create_task(room.send())
        while not slow.received:
            await asyncio.sleep(0.01)
        held = room.database.delivery_lines.count_documents({"claim": {"$ne": ""}})
        await run
    assert held == taken_up
    assert len(slow.received) == 2


async def test_a_name_that_nobody_answers_for_fails_its_own_endpoint_only(room: HookRoom) -> None:
    """As long as its name server is silent, whatever there is to be told there."""
    quick, counter = Receiver(), await room.counter()
    async with answering({"good.example.com": HERE}) as (names, _), receiving(quick):
        using = hooks(resolved=names)
        room.context = replace(room.context, hooks=lambda: using)
        for host in ("hangs-1", "hangs-2", "good"):
            url = f"http://{host}.example.com:{quick.port}/"
            endpoint = await room.listens("http://127.0.0.1/")
            room.database.endpoints.update_one(
                {"endpoints.id": endpoint}, {"$set": {"endpoints.$.url": url}}
            )
        await counter.in_state("settled")
        await room.send()
    assert kinds(quick) == STEPS
    errors = {each.endpoint: each.error for each in room.deliveries(number=1)}
    assert errors == {"ep_0": "timeout", "ep_1": "timeout", "ep_2": ""}
    failing = [(await room.endpoint(f"ep_{number}")).failing_since for number in range(3)]
    assert failing == [NOON + MS, NOON + MS, None]


async def test_after_72_hours_it_is_given_up_the_rest_goes_on_and_the_endpoint_is_off(
    room: HookRoom,
) -> None:
    receiver, counter = Receiver(answers=[500]), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        await counter.in_state("active")
        times = []
        while (due := await next_work(room.context)) is not None:
            room.clock.advance(max(due - room.clock.domain_now(), MINUTE * 0))
            await room.send()
            times.append((room.clock.domain_now() - NOON) / HOUR)
            assert len(times) < 50
        assert 72 <= times[-1] < 72.01
        waits = [after - before for before, after in itertools.pairwise(times)]
        assert all(0 < wait <= 8 * 1.2 for wait in waits)
        assert state(room) == [DeliveryState.DEAD, DeliveryState.WAITING]
        off = await room.endpoint(endpoint)
        assert (off.state, off.disabled_for) == (EndpointState.DISABLED, DisabledFor.FAILING)
        assert off.failing_since == NOON + MS
        # What happens meanwhile is kept, and nobody is called.
        calls = len(receiver.received)
        await room.send()
        assert len(receiver.received) == calls
        receiver.answers = [200]
        dead = room.deliveries()[0].id
        again = ReplayDelivery(merchant=UMBRELLA_KIOSK, endpoint=endpoint, delivery=dead)
        assert isinstance((await room.apply(REPLAY_DELIVERY, again)).answer, EndpointDisabled)
        assert (await room.does(ENABLE_ENDPOINT, endpoint)).state is EndpointState.ENABLED
        answered = await room.apply(REPLAY_DELIVERY, again)
        assert answered.answer.state is DeliveryState.WAITING
        assert isinstance((await room.apply(REPLAY_DELIVERY, again)).answer, DeliveryWaits)
        await room.send()
    assert kinds(receiver)[calls:] == STEPS[:2]
    assert ids(receiver)[calls] == dead
    assert (await room.endpoint(endpoint)).failing_since is None


async def test_a_server_that_says_it_is_gone_is_not_called_again(room: HookRoom) -> None:
    receiver, counter = Receiver(answers=[410]), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        await counter.in_state("active")
        await room.send()
        room.later(days=1)
        await room.send()
    assert len(receiver.received) == 1
    assert (await room.endpoint(endpoint)).disabled_for is DisabledFor.GONE
    assert await next_work(room.context) is None
    assert isinstance(await room.does(TEST_ENDPOINT, endpoint), EndpointDisabled)


async def test_success_forgets_failures(room: HookRoom) -> None:
    receiver, counter = Receiver(answers=[503, 200]), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        await counter.in_state("authorised")
        await room.send()
        assert (await room.endpoint(endpoint)).failing_since == NOON + MS
        room.later(minutes=1)
        await room.send()
        assert (await room.endpoint(endpoint)).failing_since is None


async def test_two_senders_at_once_send_each_event_once(room: HookRoom) -> None:
    receiver = Receiver()
    counter = await room.counter()
    async with receiving(receiver) as url:
        await room.listens(url)
        await counter.in_state("settled")
        await room.send("2026-03-04T11:00:00Z")  # queues nothing twice either
        receiver.received.clear()
        await counter.in_state("settled")
        await asyncio.gather(
            *(send(room.context, f"2026-03-04T11:{each}:00Z") for each in range(10, 14))
        )
        await room.send()
    assert kinds(receiver) == STEPS
    assert set(state(room)) == {DeliveryState.DELIVERED}


async def test_who_crashes_after_sending_has_it_sent_again_and_notes_nothing_when_back(
    room: HookRoom,
) -> None:
    receiver, counter = Receiver(), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        receiver.answers = [500]
        await counter.in_state("authorised")
        await room.send()
        receiver.answers = [200]
        room.later(minutes=2)
        line = line_id(endpoint, counter.who.account)
        claimed = await room.apply(CLAIM_LINE, ClaimLine(line=line, claim="first"))
        assert claimed.answer.claimed
        lost = await sent(room.context, line, "first")  # and nothing is noted
        assert isinstance(lost, NoteAttempt)
        assert not (await room.apply(CLAIM_LINE, ClaimLine(line=line, claim="x"))).answer.claimed
        assert await sent(room.context, line, "second") is None
        await room.send()
        assert len(receiver.received) == 2  # its time is not over
        room.later(minutes=5)
        await room.send()
        assert len(receiver.received) == 3
        assert len(set(ids(receiver))) == 1
        late = await room.apply(NOTE_ATTEMPT, replace_tried(lost))
    assert late.answer.noted is False
    assert state(room) == [DeliveryState.DELIVERED]


def replace_tried(note: NoteAttempt) -> NoteAttempt:
    return msgspec.structs.replace(note, tried=Tried(error="timeout"))


@pytest.mark.slow
async def test_killed_between_sending_and_noting_it_is_sent_again_under_the_same_id(
    room: HookRoom, mongo_url: str, database_name: str
) -> None:
    receiver, counter = Receiver(answers=[HANG, 202]), await room.counter()
    async with receiving(receiver) as url:
        await room.listens(url)
        await counter.in_state("authorised")
        command = [sys.executable, "-m", "tests.jobs.hook_room", mongo_url, database_name]
        process = await asyncio.create_subprocess_exec(*command)
        try:
            async with asyncio.timeout(DEADLINE_S):
                while not receiver.received:
                    await asyncio.sleep(0.01)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        assert state(room) == [DeliveryState.WAITING]
        room.later(minutes=2)
        await room.send()
        assert len(receiver.received) == 1, "who took it up may still be about to note it"
        room.later(minutes=5)
        await room.send()
    assert len(receiver.received) == 2
    assert len(set(ids(receiver))) == 1
    assert state(room) == [DeliveryState.DELIVERED]


async def test_what_comes_while_the_last_is_being_noted_is_not_forgotten(room: HookRoom) -> None:
    receiver, counter = Receiver(), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        rental = await counter.in_state("authorised")
        receiver.answers = [500]
        await room.send()
        receiver.answers = [200]
        room.later(minutes=2)
        line = line_id(endpoint, counter.who.account)
        await room.apply(CLAIM_LINE, ClaimLine(line=line, claim="c"))
        note = await sent(room.context, line, "c")
        assert isinstance(note, NoteAttempt)
        assert note.more is False
        await counter.says("hand_over", rental)
        await room.send()  # queues it; the line is taken up
        assert state(room) == [DeliveryState.WAITING] * 2
        await room.apply(NOTE_ATTEMPT, note)
        await room.send()
    assert kinds(receiver)[-1] == "rental_started"
    assert set(state(room)) == {DeliveryState.DELIVERED}


async def test_a_rotation_signs_with_both_for_a_day(room: HookRoom) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        fresh = KEYS_HOOKS.fresh(endpoint)
        body = {"merchant": UMBRELLA_KIOSK, "endpoint": endpoint}
        rotated = await room.apply(
            ROTATE_ENDPOINT, OfEndpoint(**body), ids=(fresh.sealed, fresh.public)
        )
        assert rotated.answer.previous_ends_at == NOON + 24 * HOUR
        assert rotated.answer.public_key == fresh.public
        for ends_at in (NOON + 24 * HOUR, None):
            assert (await room.does(ENABLE_ENDPOINT, endpoint)).previous_ends_at == ends_at
            assert (await room.does(TEST_ENDPOINT, endpoint)).kind == "endpoint_test"
            await room.send()
            room.later(hours=24)
    both, one = (got.headers["webhook-signature"].split() for got in receiver.received)
    assert [each.partition(",")[0] for each in both] == ["v1", "v1a"] * 2
    assert [each.partition(",")[0] for each in one] == ["v1", "v1a"]


async def test_a_quote_is_not_told_once_the_consent_is_withdrawn(room: HookRoom) -> None:
    receiver, counter = Receiver(), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        await counter.says("cancel", await counter.quote())
        await room.withdraw(counter.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
        await room.send()
    assert receiver.received == []
    [held] = room.deliveries()
    assert (held.state, held.body) == (DeliveryState.WITHHELD, b"")
    again = ReplayDelivery(merchant=UMBRELLA_KIOSK, endpoint=endpoint, delivery=held.id)
    assert isinstance((await room.apply(REPLAY_DELIVERY, again)).answer, DeliveryWithheld)


async def test_an_endpoint_that_was_removed_is_told_nothing_that_waited(room: HookRoom) -> None:
    receiver, counter = Receiver(answers=[500]), await room.counter()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        await counter.in_state("active")
        await room.send()
        await room.does(REMOVE_ENDPOINT, endpoint)
        room.later(hours=1)
        await room.send()
    assert len(receiver.received) == 1
    assert set(state(room)) == {DeliveryState.WITHHELD}
    assert await next_work(room.context) is None


async def test_a_stranger_replays_nothing(room: HookRoom) -> None:
    receiver, counter = Receiver(), await room.counter()
    async with receiving(receiver) as url:
        mine = await room.listens(url)
        second = await room.listens(url, subjects=(Subject.HOLDS,))
        its = await room.listens(url, merchant=RIVERSIDE_BIKES)
        await counter.in_state("authorised")
        await room.send()
        [told] = room.deliveries()
        tries: list[tuple[str, str, type[Refusal]]] = [
            (RIVERSIDE_BIKES, its, DeliveryUnknown),
            (RIVERSIDE_BIKES, mine, EndpointUnknown),
            (UMBRELLA_KIOSK, second, DeliveryUnknown),
        ]
        for merchant, endpoint, expected in tries:
            body = ReplayDelivery(merchant=merchant, endpoint=endpoint, delivery=told.id)
            assert isinstance((await room.apply(REPLAY_DELIVERY, body)).answer, expected)
        await room.send()
    assert len(receiver.received) == 1


async def test_an_endpoint_with_many_lines_leaves_room_for_another(room: HookRoom) -> None:
    rows = [
        {
            "_id": f"{endpoint}:{number}",
            "merchant": "m",
            "endpoint": endpoint,
            "account": f"a{number}",
            "next_try_at": NOON,
        }
        for endpoint, many in (("busy", 50), ("calm", 2))
        for number in range(many)
    ]
    for row in rows:
        row |= {"numbered": Int64(1), "claim": "", "version": Int64(1)}
    room.database.delivery_lines.insert_many(rows)
    due = await due_lines(room.context.store, NOON, each=8, most=100)
    assert sum(each.startswith("busy") for each in due) == 8
    assert sum(each.startswith("calm") for each in due) == 2
    assert {each.partition(":")[0] for each in due[:2]} == {"busy", "calm"}
    room.database.delivery_lines.delete_many({})


async def test_nothing_of_a_member_is_left_when_they_are_swept(room: HookRoom) -> None:
    receiver, counter = Receiver(answers=[500]), await room.counter()
    async with receiving(receiver) as url:
        await room.listens(url)
        await counter.in_state(next(iter(WAY)))
        await counter.in_state("settled")
        await room.send()
    await counter.in_state("settled")
    account = counter.who.account
    for name in ("deliveries", "delivery_lines", "event_waits"):
        assert room.database[name].count_documents({"account": account})
    await sweep(room.context.store, account, again=False)
    for name in ("deliveries", "delivery_lines", "event_waits"):
        assert room.database[name].count_documents({}) == 0
