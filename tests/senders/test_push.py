"""Pushes by a gateway, against a real HTTP receiver; see service/senders/push.py."""

import base64
import hashlib
import hmac
import time

import pytest

from service.language.languages import Language
from service.senders.addresses import Gateway
from service.senders.port import Notice, RecipientRefused, SendError, TargetGone
from service.senders.push import PushGateway
from tests.senders.gateway import HANG, HANG_UP, Receiver, receiving
from tests.senders.test_gateway import SECRET
from tests.serving import free_port

NOTICE = Notice(
    id="f" * 32,
    kind="prize_won",
    title="You have won seeds",
    text="Open Seedbank and collect them.",
    body="the whole of an e-mail",
    language=Language.EN,
)
SUBSCRIPTION = '{"endpoint":"https://push.example/1","p256dh":"BN","auth":"tB"}'


async def push(
    url: str, provider: str = "gateway", target: str = "canary-token", timeout_s: float = 5
) -> None:
    gateway = Gateway(url=url, secret=SECRET, auth="hmac")
    await PushGateway(gateway, timeout_s=timeout_s).push(provider, target, NOTICE)


async def test_a_token_and_the_words_arrive_signed() -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        await push(url)
    (got,) = receiver.received
    assert got.json == {
        "id": NOTICE.id,
        "provider": "gateway",
        "kind": "prize_won",
        "title": NOTICE.title,
        "text": NOTICE.text,
        "language": "en",
        "token": "canary-token",
    }
    id_, at = got.headers["webhook-id"], got.headers["webhook-timestamp"]
    signed = f"{id_}.{at}.".encode() + got.body
    mark = base64.b64encode(hmac.digest(SECRET.encode(), signed, hashlib.sha256)).decode()
    assert got.headers["webhook-signature"] == f"v1,{mark}"
    assert id_ == got.headers["idempotency-key"] == NOTICE.id
    assert SECRET not in f"{got.headers} {got.body!r}"


async def test_a_browsers_subscription_arrives_as_json() -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        await push(url, "webpush", SUBSCRIPTION)
    got = receiver.received[0].json
    assert got["subscription"] == {
        "endpoint": "https://push.example/1",
        "p256dh": "BN",
        "auth": "tB",
    }
    assert "token" not in got


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, TargetGone),
        (410, TargetGone),
        *((status, RecipientRefused) for status in (400, 405, 409, 413, 422)),
        *((status, SendError) for status in (401, 403, 408, 425, 429, 500, 503, 301, 307)),
    ],
)
async def test_what_a_gateway_answers_is_told_apart(status: int, error: type[SendError]) -> None:
    async with receiving(Receiver(answers=[status])) as url:
        with pytest.raises(SendError) as caught:
            await push(url)
    assert type(caught.value) is error
    assert "canary" not in repr(caught.value)


@pytest.mark.parametrize("answer", [HANG, HANG_UP])
async def test_a_gateway_that_says_nothing_takes_no_longer_than_the_timeout(answer: int) -> None:
    async with receiving(Receiver(answers=[answer])) as url:
        began = time.monotonic()
        with pytest.raises(SendError) as caught:
            await push(url, timeout_s=0.3)
        assert time.monotonic() - began < 5
    assert type(caught.value) is SendError


async def test_nobody_listens() -> None:
    with pytest.raises(SendError) as caught:
        await push(f"http://127.0.0.1:{free_port()}/?key=hunter2")
    assert "hunter2" not in repr(caught.value)


async def test_a_redirect_takes_no_token_elsewhere() -> None:
    elsewhere, receiver = Receiver(), Receiver(answers=[307])
    async with receiving(elsewhere) as target, receiving(receiver) as url:
        receiver.location = target
        with pytest.raises(SendError):
            await push(url)
    assert not elsewhere.received
