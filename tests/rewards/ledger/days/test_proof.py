"""A proof holds for its transfer alone, and every field that is changed shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rewards.ledger.days.head import Head, SignedHead
from rewards.ledger.days.proof import Proof, verify_proof
from rewards.ledger.days.signature import text_of
from rewards.ledger.reasons import Reason
from service.http.openapi.examples import EXAMPLES
from tests.rewards.ledger.days.helpers import (
    KEY,
    OTHER_KEY,
    award,
    begun,
    chunks_of,
    proof_of,
    signed_day,
)

ROWS = [award(number) for number in range(11)]
FULL, CHUNKS = chunks_of(begun(), ROWS)
DAY = signed_day(FULL)
PROOF = proof_of(DAY, CHUNKS, ROWS[6], 6)


def sentences(proof: Proof, trusted: str | None = None) -> list[str]:
    found = verify_proof(proof, trusted)
    assert all((one.invariant, one.subject) == ("I14", proof.transfer.id) for one in found)
    return [one.sentence for one in found]


@pytest.mark.parametrize("index", range(11))
def test_every_transfer_of_the_day_is_proved(index: int) -> None:
    proof = proof_of(DAY, CHUNKS, ROWS[index], index)
    assert sentences(proof, text_of(KEY.public)) == sentences(proof) == []


def test_a_proof_that_was_written_and_read_again_still_holds() -> None:
    assert sentences(msgspec.json.decode(msgspec.json.encode(PROOF), type=Proof)) == []


def test_the_same_instant_in_another_zone_is_the_same_transfer() -> None:
    text = msgspec.json.encode(PROOF).replace(b"T12:00:06Z", b"T13:00:06+01:00")
    proof = msgspec.json.decode(text, type=Proof)
    assert b"+01:00" in text
    assert sentences(proof) == []


def test_the_example_in_the_documentation_holds() -> None:
    assert sentences(msgspec.convert(EXAMPLES["Proof"]["of_an_award"], Proof)) == []


def changed(**fields: Any) -> Callable[[Proof], Proof]:
    return lambda proof: replace(proof, **fields)


def of_transfer(**fields: Any) -> Callable[[Proof], Proof]:
    return lambda proof: replace(proof, transfer=replace(proof.transfer, **fields))


def of_head(**fields: Any) -> Callable[[Proof], Proof]:
    def change(proof: Proof) -> Proof:
        signed = proof.signed
        return replace(proof, signed=replace(signed, head=replace(signed.head, **fields)))

    return change


def of_signed(**fields: Any) -> Callable[[Proof], Proof]:
    return lambda proof: replace(proof, signed=replace(proof.signed, **fields))


NO_HASH = "0" * 64
NOT_SIGNED, NOT_UNDER = "is not signed with that key", "do not lead to the root"
CHANGES: dict[str, tuple[Callable[[Proof], Proof], str]] = {
    "transfer.id": (of_transfer(id="task:walk:alice:n7"), NOT_UNDER),
    "transfer.debit": (of_transfer(debit="programme:spent"), NOT_UNDER),
    "transfer.credit": (of_transfer(credit="ripe:bob"), NOT_UNDER),
    "transfer.amount": (of_transfer(amount=8), NOT_UNDER),
    "transfer.reason": (of_transfer(reason=Reason.INVITATION), NOT_UNDER),
    "transfer.at": (of_transfer(at=ROWS[6].at + timedelta(milliseconds=1)), NOT_UNDER),
    "transfer.account": (of_transfer(account="bob"), NOT_UNDER),
    "transfer.reverses": (of_transfer(reverses="task:walk:alice:n6"), NOT_UNDER),
    "salt": (changed(salt="0" * 32), NOT_UNDER),
    "salt, too short": (changed(salt="00"), "a salt has 16 bytes, not 1"),
    "salt, no hex digits": (changed(salt="z" * 32), "cannot be read"),
    "salt, upper case": (changed(salt=PROOF.salt.upper()), "is not lower-case hex digits"),
    "index": (changed(index=7), NOT_UNDER),
    "index, none": (changed(index=-1), NOT_UNDER),
    "index, behind the last": (changed(index=11), NOT_UNDER),
    "path, another hash": (changed(path=(NO_HASH, *PROOF.path[1:])), NOT_UNDER),
    "path, too short": (changed(path=PROOF.path[:-1]), NOT_UNDER),
    "path, too long": (changed(path=(*PROOF.path, NO_HASH)), NOT_UNDER),
    "path, in another order": (changed(path=PROOF.path[::-1]), NOT_UNDER),
    "path, no hashes": (changed(path=("x",)), "cannot be read"),
    "head.day": (of_head(day="2026-03-05"), NOT_SIGNED),
    "head.zone": (of_head(zone="UTC"), NOT_SIGNED),
    "head.ends_at": (of_head(ends_at=DAY.signed.head.ends_at + timedelta(days=1)), NOT_SIGNED),
    "head.ends_at, too early": (of_head(ends_at=ROWS[6].at), "after its day ended"),
    "head.size": (of_head(size=12), NOT_SIGNED),
    "head.root": (of_head(root=NO_HASH), NOT_SIGNED),
    "head.root, no hash": (of_head(root="x"), "cannot be read"),
    "head.previous": (of_head(previous="1" * 64), NOT_SIGNED),
    "head.closed_at": (of_head(closed_at=ROWS[6].at), NOT_SIGNED),
    "head.key": (of_head(key=OTHER_KEY.id), "the key in the file is"),
    "signature": (of_signed(signature="0" * 128), NOT_SIGNED),
    "signature, upper case": (of_signed(signature=PROOF.signed.signature.upper()), NOT_SIGNED),
    "signature, no hex digits": (of_signed(signature="x"), NOT_SIGNED),
    "public_key": (changed(public_key=text_of(OTHER_KEY.public)), NOT_SIGNED),
    "public_key, none": (changed(public_key="x"), "is not an Ed25519 public key"),
    "public_key, another spelling": (
        changed(public_key=text_of(KEY.public) + "="),
        "is not an Ed25519 public key",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_shows(name: str) -> None:
    change, wanted = CHANGES[name]
    proof = change(PROOF)
    assert proof != PROOF
    assert any(wanted in sentence for sentence in sentences(proof)), sentences(proof)


def test_every_field_there_is_was_changed() -> None:
    fields = {name.partition(",")[0] for name in CHANGES}
    kinds = {"transfer.": type(PROOF.transfer), "head.": Head}
    wanted = {p + f for p, kind in kinds.items() for f in kind.__struct_fields__}
    wanted |= {*Proof.__struct_fields__} - {"transfer", "signed"}
    assert fields == wanted | {*SignedHead.__struct_fields__} - {"head"}


def test_who_trusts_another_key_is_told_so_whatever_fits_together() -> None:
    [sentence] = sentences(PROOF, text_of(OTHER_KEY.public))
    assert sentence == (
        f"it names the key {text_of(KEY.public)}, and you trust {text_of(OTHER_KEY.public)}"
    )


def test_a_whole_file_signed_by_somebody_else_fits_and_is_not_trusted() -> None:
    forged = proof_of(signed_day(FULL, OTHER_KEY), CHUNKS, ROWS[6], 6)
    forged = replace(forged, public_key=text_of(OTHER_KEY.public))
    assert sentences(forged) == []
    assert len(sentences(forged, text_of(KEY.public))) == 1


def test_a_transfer_of_another_account_under_my_salt_is_not_mine() -> None:
    assert sentences(replace(PROOF, transfer=award(6, "bob")))


@given(st.binary(min_size=1, max_size=1), st.integers(0, 3_000))
def test_no_byte_of_the_file_can_be_changed(byte: bytes, place: int) -> None:
    text = msgspec.json.encode(PROOF)
    place %= len(text)
    other = text[:place] + byte + text[place + 1 :]
    try:
        proof = msgspec.json.decode(other, type=Proof)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    # Two spellings of one value say the same: a space, `T` for ` `, or a year's own digits.
    assert sentences(proof) or proof == PROOF
