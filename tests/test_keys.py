"""Keys: who is hashed how, and every token that must not get in."""

import base64
import hashlib
import hmac
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from service.keys import Contact, Keys, read_contact
from service.keys.contact import BadContact, Channel
from service.keys.random import (
    Fresh,
    fits,
    fresh_display_token,
    fresh_merchant_key,
    read_display_token,
    read_merchant_key,
)
from service.keys.secret import secret_of
from service.opening import keys_of
from service.settings import Settings, SettingsError
from service.store.schema.documents import DisplayToken

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEYS = Keys("a secret of at least 32 characters")
PRIVATE: Ed25519PrivateKey = KEYS._access._private


def claims(**changes: Any) -> dict[str, Any]:
    """What a good token says, with changes; None takes a claim out."""
    good = {
        "iss": "seedbank",
        "aud": "member",
        "sub": "alice",
        "sid": "s1",
        "iat": NOW,
        "exp": NOW + 15 * MINUTE,
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def token(headers: dict[str, Any] | None = None, **changes: Any) -> str:
    """A token signed with the right key."""
    head = {"kid": KEYS.kid, "typ": "at+jwt", **(headers or {})}
    return jwt.encode(claims(**changes), PRIVATE, algorithm="EdDSA", headers=head)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def by_hand(header: dict[str, Any], key: bytes | None) -> str:
    """A token as a forger makes it: HMAC with any key, or no signature at all."""
    body = claims(iat=int(NOW.timestamp()), exp=int((NOW + MINUTE).timestamp()))
    signed = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(body).encode())}"
    mark = hmac.new(key, signed.encode(), hashlib.sha256).digest() if key is not None else b""
    return f"{signed}.{b64(mark)}"


def public(form: str) -> bytes:
    if form == "raw":
        return PRIVATE.public_key().public_bytes_raw()
    if form == "pem":
        return PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return PRIVATE.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_a_token_says_whose_it_is_until_it_ends() -> None:
    good = KEYS.sign_access("alice", "s1", NOW)
    for at in (NOW, NOW + 14 * MINUTE, NOW):  # the third look is at the cache
        access = KEYS.read_access(good, at)
        assert access is not None
        assert (access.sub, access.sid) == ("alice", "s1")
    assert KEYS.read_access(good, NOW + 15 * MINUTE) is None
    assert KEYS.read_access(good, NOW - MINUTE) is None
    assert KEYS.access_seconds == 900


def test_another_worker_with_the_same_secret_reads_it() -> None:
    again = Keys("a secret of at least 32 characters")
    assert again.read_access(KEYS.sign_access("alice", "s1", NOW), NOW) is not None
    assert again.kid == KEYS.kid


def test_what_the_tests_sign_by_themselves_is_good() -> None:
    assert KEYS.read_access(token(), NOW) is not None


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_no_signature_is_refused(algorithm: str) -> None:
    header = {"alg": algorithm, "typ": "at+jwt", "kid": KEYS.kid}
    assert KEYS.read_access(by_hand(header, None), NOW) is None


@pytest.mark.parametrize("form", ["raw", "pem", "der"])
@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA"])
def test_an_hmac_with_the_public_key_is_refused(form: str, algorithm: str) -> None:
    header = {"alg": algorithm, "typ": "at+jwt", "kid": KEYS.kid}
    assert KEYS.read_access(by_hand(header, public(form)), NOW) is None


def test_a_key_of_our_own_choice_is_refused() -> None:
    foreign = Ed25519PrivateKey.generate()
    for kid in (KEYS.kid, "another"):
        head = {"kid": kid, "typ": "at+jwt"}
        assert KEYS.read_access(jwt.encode(claims(), foreign, "EdDSA", head), NOW) is None
    embedded = {"kid": KEYS.kid, "typ": "at+jwt", "jwk": json.loads(_jwk(foreign))}
    assert KEYS.read_access(jwt.encode(claims(), foreign, "EdDSA", embedded), NOW) is None


def _jwk(key: Ed25519PrivateKey) -> str:
    made = jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key())
    return made if isinstance(made, str) else json.dumps(made)


@pytest.mark.parametrize(
    "headers",
    [
        {"kid": "another"},
        {"kid": ""},
        {"typ": "JWT"},
        {"typ": "AT+JWT "},
        {"typ": "rt+jwt"},
        {"crit": ["exp"]},
    ],
)
def test_a_wrong_header_is_refused(headers: dict[str, Any]) -> None:
    assert KEYS.read_access(token(headers), NOW) is None


def test_a_header_without_kid_or_typ_is_refused() -> None:
    for headers in ({"typ": "at+jwt"}, {"kid": KEYS.kid}):
        assert KEYS.read_access(jwt.encode(claims(), PRIVATE, "EdDSA", headers), NOW) is None


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "sid", "iat", "exp"])
def test_every_claim_is_required(claim: str) -> None:
    assert KEYS.read_access(token(**{claim: None}), NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "somebody"},
        {"aud": "merchant"},
        {"aud": ["member"]},
        {"aud": ["member", "merchant"]},
        {"sub": ""},
        {"sub": 5},
        {"sid": ["s1"]},
        {"sid": "s" * 65},
        {"exp": "2026"},
        {"exp": -1},
        {"exp": 1.5e12},
        {"iat": True},
        {"exp": NOW},
        {"exp": NOW - MINUTE},
        {"iat": NOW + MINUTE},
    ],
)
def test_a_wrong_claim_is_refused(change: dict[str, Any]) -> None:
    assert KEYS.read_access(token(**change), NOW) is None


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a.b.c", "é.b.c", "\ud800", "." * 3000, "x" * 3000, "null"]
)
def test_what_is_no_token_is_refused(text: str) -> None:
    assert KEYS.read_access(text, NOW) is None


def test_a_changed_token_is_refused() -> None:
    good = KEYS.sign_access("alice", "s1", NOW)
    head, body, mark = good.split(".")
    other = KEYS.sign_access("bob", "s1", NOW).split(".")[1]
    assert KEYS.read_access(f"{head}.{other}.{mark}", NOW) is None
    assert KEYS.read_access(f"{head}.{body}.{mark[:-4]}AAAA", NOW) is None
    assert KEYS.read_access(Keys("b" * 32).sign_access("alice", "s1", NOW), NOW) is None


def test_a_sandboxs_token_is_none_elsewhere_even_under_the_same_secret() -> None:
    sandbox, real = (
        keys_of(Settings(secret="s" * 32, database=name)) for name in ("sandbox", "real")
    )
    token = sandbox.sign_access("alice", "s1", NOW)
    assert sandbox.read_access(token, NOW) is not None
    assert real.read_access(token, NOW) is None
    assert sandbox.cursor_mark("inbox", "x") != real.cursor_mark("inbox", "x")
    # Who somebody is does not depend on the database: a restored one has another name.
    alice = read_contact("alice@example.org")
    assert isinstance(alice, Contact)
    assert sandbox.contact_hash(alice) == real.contact_hash(alice)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Alice@Example.ORG", "alice@example.org"),
        ("  alice@example.org ", "alice@example.org"),
        ("\uff21lice@example.org", "alice@example.org"),
        ("+49 (30) 123-45.67", "+49301234567"),
        ("\uff0b4930 1234567", "+49301234567"),
    ],
)
def test_two_spellings_are_one_contact(text: str, normal: str) -> None:
    contact = read_contact(text)
    assert isinstance(contact, Contact)
    assert contact.text == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "alice",
        "alice@",
        "@example.org",
        "alice@example",
        "a b@example.org",
        "a@b@example.org",
        "alice@example..org",
        "alice\u202e@example.org",
        "alice\x00@example.org",
        "a" * 250 + "@example.org",
        "0301234567",
        "+0301234567",
        "+49",
        "+1234567890123456",
        "+49\u0663\u0660\u0661\u0662\u0663\u0664\u0665",
    ],
)
def test_what_is_no_contact_is_refused(text: str) -> None:
    assert isinstance(read_contact(text), BadContact)


def test_hashes_are_keyed_and_of_one_purpose() -> None:
    alice = Contact(channel=Channel.EMAIL, text="alice@example.org")
    hashed = KEYS.contact_hash(alice)
    assert hashed == KEYS.contact_hash(alice)
    assert hashed != Keys("b" * 32).contact_hash(alice)
    assert KEYS.code_hash(hashed, "123456") != KEYS.code_hash(hashed, "123457")
    assert KEYS.code_hash("ab", "c") != KEYS.code_hash("a", "bc")
    assert KEYS.address_hash("x") != KEYS.code_hash("", "x")
    codes = {KEYS.new_code() for _ in range(50)}
    assert len(codes) > 40
    assert all(len(code) == 6 and code.isdigit() for code in codes)


def stored(fresh: Fresh, *, revoked: bool = False) -> DisplayToken:
    """The document that is kept of a key."""
    return DisplayToken(
        id=fresh.id,
        board="seeds-weekly",
        secret_sha256=fresh.sha256,
        created_at=NOW,
        revoked_at=NOW if revoked else None,
    )


def test_a_key_fits_what_was_stored_of_it_and_nothing_else() -> None:
    fresh = fresh_merchant_key(test=True)
    assert fresh.text.startswith(f"sbm_test_{fresh.id}_")
    assert fresh.sha256 not in fresh.text
    shown = read_merchant_key(fresh.text)
    assert shown is not None
    assert fits(shown, stored(fresh))
    assert not fits(shown, stored(fresh_merchant_key(test=False)))
    assert not fits(shown, None)


def test_a_revoked_key_does_not_fit() -> None:
    fresh = fresh_display_token()
    shown = read_display_token(fresh.text)
    assert shown is not None
    assert fits(shown, stored(fresh))
    assert not fits(shown, stored(fresh, revoked=True))


@pytest.mark.parametrize(
    "text", ["", "sbm_test_", "sbd_0123456789abcdef_", "sbm_prod_0123456789abcdef_" + "0" * 64]
)
def test_a_key_of_another_form_is_none(text: str) -> None:
    assert read_merchant_key(text) is None
    assert read_display_token(text) is None


def test_no_key_is_read_as_one_of_another_kind() -> None:
    merchant, display = fresh_merchant_key(test=True).text, fresh_display_token().text
    assert read_display_token(merchant) is None
    assert read_merchant_key(display) is None
    assert read_merchant_key(merchant + "\n") is None


def test_the_embedded_secret_is_made_once_and_private(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    secret = secret_of(settings)
    assert len(secret) == 64
    assert secret_of(settings) == secret
    assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret"]


def test_an_external_server_needs_a_secret(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, mongo_url="mongodb://x")
    with pytest.raises(SettingsError, match=r"^SEEDBANK_SECRET must be set"):
        secret_of(settings)
    given = Settings(data_dir=tmp_path, mongo_url="mongodb://x", secret="s" * 32)
    assert secret_of(given) == "s" * 32


def test_a_secret_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    with pytest.raises(SettingsError, match=r"SEEDBANK_SECRET is not set, and .* is damaged"):
        secret_of(Settings(data_dir=tmp_path))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match=r"SEEDBANK_SECRET is not set, and .*cannot be used"):
        secret_of(Settings(data_dir=tmp_path / "file"))
