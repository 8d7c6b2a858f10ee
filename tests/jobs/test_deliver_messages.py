"""Messages go out of the inbox to real receivers: good ones, bad ones, slow ones, and none."""

import asyncio
import email
import email.policy
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest

from service.check.run import check
from service.flows.notices.mark_seen import MARK_SEEN, MarkSeen
from service.flows.sign_in.end_device import END_DEVICE, EndDevice
from service.jobs.deliver_messages import next_work
from service.language.languages import Language
from service.members.delivery import DeliveryState
from service.members.message import Message, MessageKind
from service.members.notice import clock_ends, clock_over
from service.post.post import Post
from tests.jobs.fleet import DEADLINE_S
from tests.jobs.mail_room import MailRoom, deliver, open_room, post
from tests.people import ALICE, BOB, DAY, HOUR, MINUTE, NOON
from tests.senders.gateway import HANG, Receiver, receiving
from tests.senders.mail import Taken, mail_server

CLOCK = MessageKind.SCHEME_CHANGED


@asynccontextmanager
async def room(
    mongo_url: str, database_name: str, database: Any, using: Post
) -> AsyncIterator[MailRoom]:
    context = await open_room(mongo_url, database_name, using)
    try:
        yield MailRoom(context, database)
        report = await check(context.store)
        assert report.green, report.violations
    finally:
        await context.store.close()


@pytest.fixture
def opened(mongo_url: str, database_name: str, database: Any) -> Any:
    def open_(using: Post) -> Any:
        return room(mongo_url, database_name, database, using)

    return open_


def state(message: Message) -> DeliveryState | None:
    return None if message.delivery is None else message.delivery.state


async def test_by_push_and_by_e_mail_in_the_language_of_each(opened: Any) -> None:
    receiver, taken = Receiver(), Taken()
    async with (
        receiving(receiver) as url,
        mail_server(taken) as port,
        opened(post(url, port)) as here,
    ):
        alice = await here.pushed(ALICE, language=Language.ZH_CN)
        await here.written_to(alice, ALICE)
        told = here.message(here.tell(alice.account))
        here.later(minutes=3)
        await here.deliver()
        delivered = here.message(told.id)
    assert (state(delivered), delivered.delivered_at) == (
        DeliveryState.SENT,
        NOON + 3 * MINUTE,
    )
    [pushed] = [each.json for each in receiver.received]
    assert pushed.pop("id")
    assert pushed == {
        "provider": "gateway",
        "kind": "prize_won",
        "title": "您赢得了种子",
        "text": "请打开 Seedbank 收取。",
        "language": "zh-CN",
        "token": "token-Alice",
    }
    assert receiver.received[0].headers["webhook-signature"].startswith("v1,")
    [mail] = taken.mail
    parsed = email.message_from_bytes(mail.content or b"", policy=email.policy.default)
    assert mail.rcpt_tos == ["alice@example.org"]
    assert parsed["Subject"] == "You have won seeds"
    said = f"{parsed} {pushed}"
    for canary in ("canary", "777", alice.account, alice.member, told.id):
        assert canary not in said


@pytest.mark.parametrize("status", [404, 410])
async def test_a_device_that_is_gone_is_forgotten(opened: Any, status: int) -> None:
    async with receiving(Receiver(answers=[status])) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        id_ = here.tell(alice.account)
        await here.deliver()
        assert state(here.message(id_)) is DeliveryState.FAILED
        assert here.message(id_).delivered_at is None
        assert here.database.reaches.find_one()["push"] == []


async def test_a_refusal_is_for_good_and_the_device_is_kept(opened: Any) -> None:
    receiver = Receiver(answers=[400])
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        id_ = here.tell(alice.account)
        for _ in range(3):
            await here.deliver()
            here.later(minutes=30)
        assert state(here.message(id_)) is DeliveryState.FAILED
        assert len(here.database.reaches.find_one()["push"]) == 1
    assert len(receiver.received) == 1


@pytest.mark.parametrize("status", [500, 401, 429, 302])
async def test_a_receiver_that_fails_is_asked_again_later_with_the_same_id(
    opened: Any, status: int
) -> None:
    receiver = Receiver(answers=[status, 202])
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        id_ = here.tell(alice.account)
        await here.deliver()
        waiting = here.message(id_)
        assert (state(waiting), waiting.delivered_at) == (DeliveryState.PENDING, None)
        assert await next_work(here.context) == NOON + MINUTE
        here.later(seconds=30)
        await here.deliver()
        assert len(receiver.received) == 1
        here.later(seconds=30)
        await here.deliver()
        assert here.message(id_).delivered_at == NOON + MINUTE
        assert await next_work(here.context) is None
    assert len({each.json["id"] for each in receiver.received}) == 1


async def test_one_that_hangs_holds_nobody_else_up(opened: Any) -> None:
    receiver, taken = Receiver(answers=[HANG]), Taken()
    async with (
        receiving(receiver) as url,
        mail_server(taken) as port,
        opened(post(url, port, timeout_s=0.5)) as here,
    ):
        alice, bob = await here.pushed(ALICE), await here.newcomer(BOB)
        await here.written_to(bob, BOB)
        hers, his = here.tell(alice.account), here.tell(bob.account)
        await here.deliver()
        assert state(here.message(hers)) is DeliveryState.PENDING
        assert state(here.message(his)) is DeliveryState.SENT
    assert [mail.rcpt_tos for mail in taken.mail] == [["bob@example.org"]]


async def test_a_clock_has_not_started_while_every_channel_fails(opened: Any) -> None:
    async with receiving(Receiver(answers=[500])) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        id_ = here.tell(alice.account, CLOCK)
        while (at := await next_work(here.context)) is not None:
            here.clock.set(max(at, here.clock.domain_now()))
            await here.deliver()
        failed = here.message(id_)
        assert state(failed) is DeliveryState.FAILED
        assert NOON + 60 * HOUR < here.clock.domain_now() <= NOON + 72 * HOUR
        assert not clock_over(failed, days=7, at=NOON + 700 * DAY)
        here.clock.set(NOON + 10 * DAY)
        await here.apply(MARK_SEEN, MarkSeen(account=alice.account, messages=(id_,)))
        assert clock_ends(here.message(id_), 7) == NOON + 17 * DAY


async def test_seen_in_the_app_first_it_is_sent_nowhere(opened: Any) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        id_ = here.tell(alice.account)
        await here.apply(MARK_SEEN, MarkSeen(account=alice.account, messages=(id_,)))
        await here.deliver()
        assert (state(here.message(id_)), here.message(id_).delivered_at) == (
            DeliveryState.SENT,
            NOON,
        )
    assert not receiver.received


async def test_who_wants_no_pushes_gets_only_what_starts_a_clock(opened: Any) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        await here.choose(alice, push=False, email=False)
        news, clock = here.tell(alice.account), here.tell(alice.account, CLOCK)
        await here.deliver()
        assert (here.message(news).delivery, here.message(news).delivered_at) == (None, None)
        assert state(here.message(clock)) is DeliveryState.SENT
    assert [each.json["kind"] for each in receiver.received] == ["scheme_changed"]


async def test_who_has_no_channel_is_told_by_the_first_one_named_in_time(opened: Any) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.newcomer(ALICE)
        news, clock = here.tell(alice.account), here.tell(alice.account, CLOCK)
        await here.deliver()
        assert here.message(news).delivery is None
        assert state(here.message(clock)) is DeliveryState.PENDING
        await here.pushed(ALICE)
        here.later(minutes=1)
        await here.deliver()
        assert here.message(clock).delivered_at == NOON + MINUTE
        assert here.message(news).delivery is None


async def test_a_process_that_sends_nothing_leaves_messages_in_the_inbox(opened: Any) -> None:
    async with opened(Post(None, None, None)) as here:
        alice = await here.pushed(ALICE)
        id_ = here.tell(alice.account)
        await here.deliver()
        assert here.message(id_).delivery is None


async def test_a_session_that_has_ended_is_not_pushed_to(opened: Any) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        here.database.sessions.update_many({}, {"$set": {"expires_at": NOON}})
        id_ = here.tell(alice.account)
        await here.deliver()
        assert state(here.message(id_)) is DeliveryState.FAILED
        assert here.database.reaches.find_one()["push"] == []
    assert not receiver.received


async def test_a_device_that_signed_out_hears_nothing_of_who_signs_in_next(opened: Any) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url, opened(post(url)) as here:
        old = await here.pushed(ALICE, "old phone")
        await here.apply(END_DEVICE, EndDevice(account=old.account, session=old.session))
        await here.pushed(ALICE, "new phone")
        await here.deliver()
    assert [each.json["token"] for each in receiver.received] == ["new phone"]
    assert receiver.received[0].json["kind"] == "device_signed_in"


async def test_of_two_runners_one_sends_each(
    opened: Any, mongo_url: str, database_name: str
) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        ids = [here.tell(alice.account) for _ in range(150)]
        here.later(minutes=1)
        other = replace(
            await open_room(mongo_url, database_name, post(url)), clock=here.context.clock
        )
        times = [(NOON + seconds * MINUTE / 60).isoformat() for seconds in (1, 2, 3, 4)]
        await asyncio.gather(
            *(
                deliver(context, at)
                for context, at in zip((here.context, other) * 2, times, strict=True)
            )
        )
        await other.store.close()
        assert {state(here.message(each)) for each in ids} == {DeliveryState.SENT}
    assert len(receiver.received) == len({each.json["id"] for each in receiver.received}) == 150


async def test_killed_between_sending_and_noting_it_is_sent_again_and_noted_once(
    opened: Any, mongo_url: str, database_name: str
) -> None:
    receiver = Receiver(answers=[HANG, 202])
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        id_ = here.tell(alice.account)
        command = [sys.executable, "-m", "tests.jobs.mail_room", mongo_url, database_name, url]
        process = await asyncio.create_subprocess_exec(*command)
        try:
            async with asyncio.timeout(DEADLINE_S):
                while not receiver.received:
                    await asyncio.sleep(0.01)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        claimed = here.message(id_)
        assert claimed.delivery is not None
        assert (claimed.delivery.state, claimed.delivery.tries) == (DeliveryState.PENDING, 1)
        assert claimed.delivered_at is None
        here.later(minutes=2)
        await here.deliver()
        assert len(receiver.received) == 1, "who took it up may still be about to note it"
        here.later(minutes=5)
        await here.deliver()
        done = here.message(id_)
        assert (state(done), done.delivered_at) == (DeliveryState.SENT, NOON + 7 * MINUTE)
        assert done.delivery is not None
        assert done.delivery.tries == 2
    first, second = (each.json["id"] for each in receiver.received)
    assert first == second


async def test_an_unreadable_message_is_set_aside_and_the_rest_go_out(opened: Any) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url, opened(post(url)) as here:
        alice = await here.pushed(ALICE)
        broken, whole = here.tell(alice.account), here.tell(alice.account)
        here.database.inbox.update_one({"_id": broken}, {"$set": {"kind": "of a newer program"}})
        slot = await here.deliver()
        assert [each.item for each in slot.progress.set_aside] == [broken]
        assert state(here.message(whole)) is DeliveryState.SENT
        here.database.inbox.delete_one({"_id": broken})


async def test_no_log_says_who_is_told_or_where(
    opened: Any, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    async with (
        receiving(Receiver(answers=[500, 400, 410])) as url,
        opened(post(url, 1, timeout_s=1)) as here,
    ):
        alice = await here.pushed(ALICE, "canary-token")
        await here.written_to(alice, ALICE)
        for _ in range(3):
            here.tell(alice.account)
        await here.deliver()
    out, err = capfd.readouterr()
    for canary in ("canary", "alice@example.org", "example.org"):
        assert canary not in f"{caplog.text} {out} {err}".lower()
