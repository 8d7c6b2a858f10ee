"""What must never be in a line of log, by the name of its key and by its look."""

import time

import msgspec
import pytest

from service.keys.random import fresh_display_token, fresh_merchant_key
from service.logs.redact import redacted
from service.logs.shapes import GONE, without_shapes

JWT = "eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl-_x"
HEX = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    "key",
    [
        *("authorization", "Authorization", "token", "access_token", "refreshToken", "X-Api-Key"),
        *("secret", "client-secret", "password", "code", "sign_in_code", "contact", "cookie"),
        *("set-cookie", "idempotency_key", "Idempotency-Key", "email", "phone", "address"),
        *("display_name", "displayName", "device", "mongo_url", "body", "headers", "query"),
        *("birth_year", "birthYear"),
    ],
)
def test_what_stands_under_the_name_of_a_secret_is_gone(key: str) -> None:
    assert redacted({key: "anything"}) == {key: GONE}
    assert redacted({"outer": {key: ["any", {"thing": 1}]}}) == {"outer": {key: GONE}}


@pytest.mark.parametrize("key", ["status_code", "monkey", "tokenizer", "route", "event", "decoded"])
def test_other_names_keep_their_values(key: str) -> None:
    assert redacted({key: 200, "more": "plain"}) == {key: 200, "more": "plain"}


def test_keys_as_they_are_given_out_are_gone() -> None:
    for key in (fresh_merchant_key(test=True), fresh_merchant_key(test=False)):
        assert key.text not in str(redacted({"event": f"a {key.text} b"}))
    screen = fresh_display_token().text
    assert screen[:20] not in str(redacted({"event": f"a {screen} b {screen[:20]}"}))


@pytest.mark.parametrize(
    "secret",
    [
        f"sbm_test_{HEX[:16]}_{HEX}",
        f"sbm_live_{HEX[:16]}_{HEX}",
        f"sbd_{HEX[:16]}_{HEX}",
        f"sbd_{HEX[:16]}",
        "sbo_" + HEX,
        JWT,
        JWT[:30],
        HEX,
        HEX[:32],
        "pQ7xW2vN9kR4tY6uZ8bC1mD3fG5hJ0lSaEoIqVwXyTn",
        "alice@example.com",
        "älice+tag@müller.example",
        "+49 151 1234-5678",
        "+8613800138000",
        "mongodb://root:hunter2@db.example:27017/?replicaSet=rs0",
        "mongodb+srv://root:p%40ss/w@rd@cluster.example",
        "smtp://mailer:hunter2@mail.example",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "it was '{}', sadly", 'x="{}"', "a\n{}\nb", "<{}>", "({})"]
)
def test_what_looks_like_a_secret_is_gone_wherever_it_stands(secret: str, around: str) -> None:
    text = without_shapes(around.format(secret))
    assert secret not in text
    assert GONE in text
    for part in ("hunter2", "w@rd", "alice", "älice", "1234-5678"):
        assert part not in text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("the code is 123456", "123456"),
        ("code for you: 123456 (works for 5 minutes)", "123456"),
        ("654321 is your Seedbank code", "654321"),
        ("Authorization: Bearer abc.def.ghi", "abc.def"),
        ("Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
        ("{'password': 'hunter2'}", "hunter2"),
        ("SignIn(contact='nobody', device=None)", "nobody"),
        ("SEEDBANK_SECRET=correct-horse-battery", "correct-horse"),
        ("api_key=hunter2&x=1", "hunter2"),
        ("WriteError, full error: {'index': 0, 'op': {'display_name': 'Alice'}}", "Alice"),
    ],
)
def test_a_secret_that_only_its_neighbours_give_away(text: str, hidden: str) -> None:
    assert hidden not in without_shapes(text)


@pytest.mark.parametrize(
    "text",
    [
        "request",
        "/v1/me/rentals/{rental}/cancel",
        "2026-03-04T12:00:00+01:00",
        "publish_scores:2026-03-06T00:00:00.000Z",
        "6e0f7a52-0c1d-4f0e-9a53-0f8f5f2f4b1a",
        "TooManySetAside: more than 100 items set aside",
        "123456 accounts proved",
        'File "/srv/seedbank/service/http/problems/handler.py", line 42, in handle',
        "replSetGetStatus on 127.0.0.1:27017 failed: no primary",
    ],
)
def test_what_is_worth_reading_stays(text: str) -> None:
    assert without_shapes(text) == text


def test_structs_bytes_sets_and_strangers_are_looked_into() -> None:
    class Asked(msgspec.Struct):
        contact: str
        at: str

    class Stranger:
        def __repr__(self) -> str:
            return "<Stranger alice@example.com>"

    event = {
        "asked": Asked("alice@example.com", "noon"),
        "raw": b"alice@example.com",
        "all": {"bob@example.com"},
        "who": Stranger(),
        "error": KeyError("alice"),
    }
    assert redacted(event) == {
        "asked": {"contact": GONE, "at": "noon"},
        "raw": GONE,
        "all": [GONE],
        "who": f"<Stranger {GONE}>",
        "error": f"KeyError: '{GONE}'",
    }


def test_depth_has_an_end() -> None:
    deep: dict[str, object] = {"plain": "alice"}
    for _ in range(200):
        deep = {"a": deep}
    assert "alice" not in str(redacted(deep))


@pytest.mark.parametrize("word", ["token", "password", "token_key_", "://", "a@", "code ", "sb_"])
def test_no_text_takes_long_to_look_through(word: str) -> None:
    text = (word * 2000)[:2000]  # as long as what an exception may say
    begun = time.process_time()
    without_shapes(text)
    assert time.process_time() - begun < 0.5  # seconds; 0.02 here, and 6 for a cubic pattern
