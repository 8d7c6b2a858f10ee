"""Codes by a gateway, against a real HTTP receiver; see service/senders/gateway.py."""

import base64
import hashlib
import hmac
import time
from pathlib import Path
from typing import Literal

import pytest

from service.keys import Contact, read_contact
from service.language.languages import Language
from service.senders.addresses import Gateway
from service.senders.gateway import GatewaySender
from service.senders.port import RecipientRefused, SendError
from tests.senders.certificates import server_context, trusting
from tests.senders.gateway import HANG, HANG_UP, Receiver, receiving
from tests.serving import free_port

SECRET = "a gateway's secret of 32 characters"
Auth = Literal["bearer", "hmac"]


def contact(text: str = "+8613800138000") -> Contact:
    found = read_contact(text)
    assert isinstance(found, Contact)
    return found


def sender(url: str, auth: Auth = "bearer", timeout_s: float = 5) -> GatewaySender:
    return GatewaySender(Gateway(url=url, secret=SECRET, auth=auth), timeout_s=timeout_s)


async def send(url: str, timeout_s: float = 5) -> None:
    await sender(url, timeout_s=timeout_s).send_code(contact(), "123456", minutes=5)


async def test_a_code_arrives_with_all_that_a_gateway_may_want() -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        await sender(url).send_code(contact(), "123456", minutes=5, language=Language.ZH_CN)
    (got,) = receiver.received
    assert got.target == "/messages?team=7"
    assert got.headers["authorization"] == f"Bearer {SECRET}"
    assert got.headers["content-type"] == "application/json"
    assert len(got.headers["idempotency-key"]) == 32
    text, subject = got.json.pop("text"), got.json.pop("subject")
    assert "123456" in text
    assert "验证码" in subject
    assert {name: got.json[name] for name in ("to", "channel", "code", "minutes", "language")} == {
        "to": "+8613800138000",
        "channel": "phone",
        "code": "123456",
        "minutes": 5,
        "language": "zh-CN",
    }


async def test_e_mail_goes_the_same_way() -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        await sender(url).send_code(contact("alice@example.org"), "123456", minutes=5)
    assert receiver.received[0].json["channel"] == "email"
    assert receiver.received[0].json["subject"] == "123456 is your Seedbank code"


async def test_a_signature_proves_the_body_and_the_secret_stays_here() -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        await sender(url, "hmac").send_code(contact(), "123456", minutes=5)
    (got,) = receiver.received
    id_, at = got.headers["webhook-id"], got.headers["webhook-timestamp"]
    signed = f"{id_}.{at}.".encode() + got.body
    mark = base64.b64encode(hmac.digest(SECRET.encode(), signed, hashlib.sha256)).decode()
    assert got.headers["webhook-signature"] == f"v1,{mark}"
    assert abs(int(at) - time.time()) < 60
    assert "authorization" not in got.headers
    assert SECRET not in f"{got.headers} {got.body!r}"


@pytest.mark.parametrize("first", [502, 503, 504])
async def test_a_gateway_that_recovers_is_asked_again_with_the_same_key(first: int) -> None:
    receiver = Receiver(answers=[first, 200])
    async with receiving(receiver) as url:
        await send(url)
    keys = {got.headers["idempotency-key"] for got in receiver.received}
    assert (len(receiver.received), len(keys)) == (2, 1)


async def test_a_gateway_that_hangs_up_is_not_asked_again() -> None:
    """It may have taken the message, and knows no better than we do."""
    receiver = Receiver(answers=[HANG_UP])
    async with receiving(receiver) as url:
        with pytest.raises(SendError):
            await send(url)
    assert len(receiver.received) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 429, 500, 501])
async def test_an_answer_that_is_no_success_is_an_error_and_not_asked_again(status: int) -> None:
    receiver = Receiver(answers=[status])
    async with receiving(receiver) as url:
        with pytest.raises(SendError) as caught:
            await send(url)
    assert len(receiver.received) == 1
    assert type(caught.value) is SendError


async def test_a_gateway_that_stays_away_is_asked_twice_and_no_more() -> None:
    receiver = Receiver(answers=[503])
    async with receiving(receiver) as url:
        with pytest.raises(SendError, match="503"):
            await send(url)
    assert len(receiver.received) == 2


async def test_a_recipient_that_cannot_be_reached_is_told_from_a_failure() -> None:
    receiver = Receiver(answers=[422])
    async with receiving(receiver) as url:
        with pytest.raises(RecipientRefused) as caught:
            await send(url)
    assert "138" not in repr(caught.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    elsewhere, receiver = Receiver(), Receiver(answers=[status])
    async with receiving(elsewhere) as target, receiving(receiver) as url:
        receiver.location = target
        with pytest.raises(SendError):
            await send(url)
    assert not elsewhere.received


async def test_nobody_listens() -> None:
    with pytest.raises(SendError) as caught:
        await send(f"http://127.0.0.1:{free_port()}/?key=hunter2")
    assert "hunter2" not in repr(caught.value)


async def test_a_gateway_that_hangs_takes_no_longer_than_the_timeout() -> None:
    receiver = Receiver(answers=[HANG])
    async with receiving(receiver) as url:
        began = time.monotonic()
        with pytest.raises(SendError):
            await send(url, timeout_s=0.3)
        assert time.monotonic() - began < 1.5


async def test_a_huge_answer_is_not_read() -> None:
    receiver = Receiver(body=b"x" * 50_000_000)
    async with receiving(receiver) as url:
        began = time.monotonic()
        await send(url)
        assert time.monotonic() - began < 5


async def test_a_certificate_is_checked(tmp_path: Path) -> None:
    receiver, tls = Receiver(), server_context(tmp_path)
    async with receiving(receiver, tls=tls) as url:
        with pytest.raises(SendError):
            await send(url)
        assert not receiver.received
        gateway = Gateway(url=url, secret=SECRET)
        known = GatewaySender(gateway, timeout_s=5, trust=trusting(tmp_path))
        await known.send_code(contact(), "123456", minutes=5)
    assert len(receiver.received) == 1


async def test_a_proxy_of_the_environment_sees_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, receiver = Receiver(), Receiver()
    async with receiving(proxy) as spy, receiving(receiver) as url:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, spy)
        await send(url)
    assert not proxy.received
    assert len(receiver.received) == 1


def test_neither_url_nor_secret_is_shown() -> None:
    shown = repr(Gateway(url="https://gw.example/?key=hunter2", secret=SECRET))
    assert "hunter2" not in shown
    assert SECRET not in shown
