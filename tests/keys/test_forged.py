"""Forged access tokens: every way to a signature that is not ours."""

import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.keys import Keys
from tests.keys.helpers import KEYS, KID, NOW, PRIVATE, b64, by_hand, claims, public, token


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_no_signature_is_refused(algorithm: str) -> None:
    header = {"alg": algorithm, "typ": "at+jwt", "kid": KID}
    assert KEYS.read_access(by_hand(header, None), NOW) is None


@pytest.mark.parametrize("form", ["raw", "pem", "der"])
@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA"])
def test_an_hmac_with_the_public_key_is_refused(form: str, algorithm: str) -> None:
    header = {"alg": algorithm, "typ": "at+jwt", "kid": KID}
    assert KEYS.read_access(by_hand(header, public(form)), NOW) is None


def test_a_key_of_our_own_choice_is_refused() -> None:
    foreign = Ed25519PrivateKey.generate()
    for kid in (KID, "another"):
        head = {"kid": kid, "typ": "at+jwt"}
        assert KEYS.read_access(jwt.encode(claims(), foreign, "EdDSA", head), NOW) is None
    embedded = {"kid": KID, "typ": "at+jwt", "jwk": json.loads(_jwk(foreign))}
    assert KEYS.read_access(jwt.encode(claims(), foreign, "EdDSA", embedded), NOW) is None


def _jwk(key: Ed25519PrivateKey) -> str:
    made = jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key())
    return made if isinstance(made, str) else json.dumps(made)


@pytest.mark.parametrize(
    "headers",
    [
        {"kid": "another"},
        {"kid": ""},
        {"kid": "../../../../dev/null"},
        {"kid": "/proc/self/environ"},
        {"kid": "' or 1 = 1 --"},
        {"kid": "http://attacker.example/key"},
        {"kid": f"{KID}\x00"},
        {"kid": KID.lower()},
        {"kid": f"{KID} "},
        {"typ": "JWT"},
        {"typ": "AT+JWT "},
        {"typ": "rt+jwt"},
        {"crit": ["exp"]},
    ],
)
def test_a_wrong_header_is_refused(headers: dict[str, Any]) -> None:
    assert KEYS.read_access(token(headers), NOW) is None


@pytest.mark.parametrize("kid", [None, 5, True, ["a"], {"a": 1}, {"$ne": ""}])
def test_a_kid_that_is_no_text_is_refused(kid: Any) -> None:
    good = token().split(".")
    head = b64(json.dumps({"alg": "EdDSA", "typ": "at+jwt", "kid": kid}).encode())
    signed = f"{head}.{good[1]}"
    assert KEYS.read_access(f"{signed}.{b64(PRIVATE.sign(signed.encode()))}", NOW) is None


def test_two_kids_count_as_the_last() -> None:
    """As the signature is made over both, only who has the key could have written them."""
    text = f'{{"alg":"EdDSA","typ":"at+jwt","kid":"{KID}","kid":"another"}}'
    signed = f"{b64(text.encode())}.{token().split('.')[1]}"
    assert KEYS.read_access(f"{signed}.{b64(PRIVATE.sign(signed.encode()))}", NOW) is None


@pytest.mark.parametrize("algorithm", ["EDDSA", "eddsa", "ES256", "RS256", "PS256", "HS512"])
def test_another_algorithm_is_refused_over_our_own_signature(algorithm: str) -> None:
    head = b64(json.dumps({"alg": algorithm, "typ": "at+jwt", "kid": KID}).encode())
    signed = f"{head}.{token().split('.')[1]}"
    assert KEYS.read_access(f"{signed}.{b64(PRIVATE.sign(signed.encode()))}", NOW) is None


def test_a_key_where_the_token_says_is_not_fetched() -> None:
    foreign = Ed25519PrivateKey.generate()
    for name in ("jku", "x5u"):
        head = {"kid": "another", "typ": "at+jwt", name: "http://127.0.0.1:1/jwks.json"}
        assert KEYS.read_access(jwt.encode(claims(), foreign, "EdDSA", head), NOW) is None


def test_a_header_without_kid_or_typ_is_refused() -> None:
    for headers in ({"typ": "at+jwt"}, {"kid": KID}):
        assert KEYS.read_access(jwt.encode(claims(), PRIVATE, "EdDSA", headers), NOW) is None


def test_a_changed_token_is_refused() -> None:
    good = KEYS.sign_access("alice", "s1", NOW)
    head, body, mark = good.split(".")
    other = KEYS.sign_access("bob", "s1", NOW).split(".")[1]
    assert KEYS.read_access(f"{head}.{other}.{mark}", NOW) is None
    assert KEYS.read_access(f"{head}.{body}.{mark[:-4]}AAAA", NOW) is None
    assert KEYS.read_access(Keys("b" * 32).sign_access("alice", "s1", NOW), NOW) is None
