"""One POST to a real receiver: what it says, and where it never goes."""

import asyncio
import base64
import hmac
import re
import ssl
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from standardwebhooks import Webhook, WebhookVerificationError

from service.keys import Keys
from service.webhooks.hooks import Address, Hooks, Tried
from tests.senders.certificates import server_context, trusting
from tests.senders.gateway import HANG, HANG_UP, Received, Receiver, receiving
from tests.webhooks.hostile import ADDRESSES
from tests.webhooks.nameserver import answering

SEALS = Keys("a secret of at least 32 characters").seals
BODY = b'{"type":"rental_started","timestamp":"2026-03-04T12:00:00Z","data":{}}'


def hooks(**more: Any) -> Hooks:
    return Hooks(SEALS, **{"loopback": True, **more})


def moment() -> datetime:
    """Now: receivers refuse what is minutes old, and so long is a run of tests."""
    return datetime.now(UTC).replace(microsecond=0)


async def sent(with_: Hooks, url: str, *sealed: str, timeout_s: float = 2.0) -> Tried:
    to = Address("e1", url, sealed)
    return await with_.post(to, "msg_1", BODY, moment(), sandbox=True, timeout_s=timeout_s)


def verified(secret: str, got: Received) -> Any:
    return Webhook(secret).verify(got.body, got.headers)


async def test_a_receiver_verifies_it_with_the_library_of_the_standard() -> None:
    here, receiver = hooks(), Receiver()
    key = here.fresh("e1")
    async with receiving(receiver) as url:
        assert await sent(here, url, key.sealed) == Tried(status=202)
    [got] = receiver.received
    assert verified(key.secret, got)["type"] == "rental_started"
    assert got.target == "/messages?team=7"
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert got.headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        verified(here.fresh("e1").secret, got)
    got.body += b" "
    with pytest.raises(WebhookVerificationError):
        verified(key.secret, got)


async def test_either_half_of_a_key_proves_it() -> None:
    here, receiver = hooks(), Receiver()
    key = here.fresh("e1")
    async with receiving(receiver) as url:
        await sent(here, url, key.sealed)
    headers = receiver.received[0].headers
    said = f"msg_1.{headers['webhook-timestamp']}.".encode() + BODY
    assert public_key_verifies(key.public, headers["webhook-signature"], said)
    assert not public_key_verifies(key.public, headers["webhook-signature"], said + b" ")


def public_key_verifies(public: str, signatures: str, said: bytes) -> bool:
    """As somebody would who has the public key alone."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public.removeprefix("whpk_")))
    for each in signatures.split():
        version, _, mark = each.partition(",")
        if version == "v1a":
            try:
                key.verify(base64.b64decode(mark), said)
            except InvalidSignature:
                continue
            return True
    return False


async def test_the_ten_lines_of_the_page_for_merchants_do_what_they_say() -> None:
    page = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()
    [block] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {"time": time, "base64": base64, "hmac": hmac}
    exec(block, names)
    here, receiver = hooks(), Receiver()
    key, other = here.fresh("e1"), here.fresh("e1")
    async with receiving(receiver) as url:
        await sent(here, url, other.sealed, key.sealed)
        before = moment() - timedelta(minutes=6)
        to = Address("e1", url, (key.sealed,))
        await here.post(to, "m", BODY, before, sandbox=True, timeout_s=2)
    [got, old] = receiver.received
    assert names["verified"](key.secret, got.headers, got.body)
    assert not names["verified"](here.fresh("e1").secret, got.headers, got.body)
    assert not names["verified"](key.secret, got.headers, got.body + b" ")
    assert not names["verified"](key.secret, old.headers, old.body)


async def test_during_a_rotation_both_secrets_verify() -> None:
    here, receiver = hooks(), Receiver()
    old, new = here.fresh("e1"), here.fresh("e1")
    async with receiving(receiver) as url:
        await sent(here, url, new.sealed, old.sealed)
        await sent(here, url, new.sealed)
    both, one = receiver.received
    assert verified(old.secret, both) == verified(new.secret, both)
    with pytest.raises(WebhookVerificationError):
        verified(old.secret, one)


async def test_a_key_of_another_endpoint_signs_nothing() -> None:
    here, receiver = hooks(), Receiver()
    async with receiving(receiver) as url:
        assert await sent(here, url, here.fresh("e2").sealed) == Tried(error="sealed")
    assert receiver.received == []


@pytest.mark.parametrize("status", [200, 204, 302, 307, 400, 410, 500])
async def test_a_status_is_an_answer_and_a_redirect_is_not_followed(status: int) -> None:
    here, receiver = hooks(), Receiver(answers=[status])
    async with receiving(receiver) as url:
        receiver.location = url
        tried = await sent(here, url, here.fresh("e1").sealed)
    assert tried == Tried(status=status)
    assert tried.taken is (status in (200, 204))
    assert len(receiver.received) == 1


async def test_who_hangs_is_given_up_in_time() -> None:
    here, receiver = hooks(), Receiver(answers=[HANG])
    async with receiving(receiver) as url:
        began = time.monotonic()
        tried = await sent(here, url, here.fresh("e1").sealed, timeout_s=0.3)
        assert tried == Tried(error="timeout")
    assert time.monotonic() - began < 5


async def test_who_hangs_up_has_not_taken_it() -> None:
    here, receiver = hooks(), Receiver(answers=[HANG_UP])
    async with receiving(receiver) as url:
        assert (await sent(here, url, here.fresh("e1").sealed)).taken is False


Talk = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def garbage(writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\xff" * 500 + b"\r\n\r\n")


async def endless_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(200):
        writer.write(b"X: " + b"a" * 4096 + b"\r\n")
        await writer.drain()


async def endless_body(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    for _ in range(500):
        writer.write(b"a" * 65536)
        await writer.drain()


async def a_byte_at_a_time(writer: asyncio.StreamWriter) -> None:
    for byte in b"HTTP/1.1 200 OK\r\n" * 20:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        (garbage, Tried(error="protocol")),
        (endless_headers, Tried(error="protocol")),
        (endless_body, Tried(status=200)),
        (a_byte_at_a_time, Tried(error="timeout")),
    ],
)
async def test_what_a_strange_receiver_says_is_bounded(talk: Talk, expected: Tried) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await talk(writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    here = hooks()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        url, key = f"http://127.0.0.1:{port}/", here.fresh("e1").sealed
        tried = await sent(here, url, key, timeout_s=0.6)
    assert tried == expected


@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_name_that_leads_to_a_private_address_is_not_called(address: str) -> None:
    """At the socket: whatever the name said when the endpoint was registered."""

    async def resolved(_host: str, _port: int) -> list[str]:
        return ["93.184.216.34", address]

    here = hooks(loopback=False, resolved=resolved)
    tried = await sent(here, "https://hooks.example.com/", here.fresh("e1").sealed)
    assert tried == Tried(error="address")


async def test_a_name_that_changes_its_mind_is_asked_once() -> None:
    asked = []

    async def rebinding(_host: str, _port: int) -> list[str]:
        asked.append(1)
        return ["127.0.0.1"]

    receiver = Receiver()
    async with receiving(receiver):
        url = f"http://hooks.example.com:{receiver.port}/"
        outside = hooks(loopback=False, resolved=rebinding)
        assert await sent(outside, url, outside.fresh("e1").sealed) == Tried(error="address")
        assert receiver.received == []
        inside = hooks(resolved=rebinding)
        assert await sent(inside, url, inside.fresh("e1").sealed) == Tried(status=202)
    assert len(asked) == 2
    assert receiver.received[0].headers["host"] == f"hooks.example.com:{receiver.port}"


async def test_a_programme_that_is_no_sandbox_never_reaches_this_machine() -> None:
    here, receiver = hooks(loopback=True), Receiver()
    async with receiving(receiver) as url:
        to = Address("e1", url, (here.fresh("e1").sealed,))
        tried = await here.post(to, "m", BODY, moment(), sandbox=False, timeout_s=2)
        assert tried == Tried(error="address")
    assert receiver.received == []


async def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    here, receiver, proxy = hooks(), Receiver(), Receiver()
    async with receiving(receiver) as url, receiving(proxy) as proxied:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxied)
        assert await sent(here, url, here.fresh("e1").sealed) == Tried(status=202)
    assert proxy.received == []


async def test_a_certificate_that_nobody_trusts_is_not_sent_to(tmp_path: Path) -> None:
    tls = server_context(tmp_path)
    receiver = Receiver()
    async with receiving(receiver, tls=tls) as url:
        trusted: ssl.SSLContext = trusting(tmp_path)
        wary, knowing = hooks(), hooks(trust=trusted)
        assert await sent(wary, url, wary.fresh("e1").sealed) == Tried(error="connect")
        assert await sent(knowing, url, knowing.fresh("e1").sealed) == Tried(status=202)
    assert len(receiver.received) == 1


async def test_a_name_without_an_address() -> None:
    async with answering({}) as (names, _):
        here = hooks(resolved=names)
        tried = await sent(here, "https://no-such-name.example.com/", here.fresh("e1").sealed)
    assert tried == Tried(error="connect")
