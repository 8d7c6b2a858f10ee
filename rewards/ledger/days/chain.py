"""The chain of days: each names the one before, none is left out, all are signed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rewards.ledger.days.head import BEFORE_THE_FIRST, Head, SignedHead, hash_of_head
from rewards.ledger.days.signature import is_signed
from rewards.ledger.invariants import Violation

ONE = timedelta(days=1)


def verify_chain(
    days: Iterable[SignedHead],
    keys: Mapping[str, bytes] | None,
    before: Head | None = None,
    *,
    part: bool = False,
) -> list[Violation]:
    """I14: all that is wrong with days, the oldest first; `keys` are public keys by id. Without any
    the signatures are not looked at.

    `before` is the head before the first of them; None if the first of all is among them, or if
    they are a `part` that may begin anywhere.
    """
    found: list[Violation] = []
    for signed in days:
        found += [] if part and before is None else _follows(signed.head, before)
        found += [] if keys is None else _is_signed(signed, keys)
        before = signed.head
    return found


def _follows(head: Head, before: Head | None) -> list[Violation]:
    if before is None:
        first = head.previous == BEFORE_THE_FIRST
        return [] if first else [_i14(head, "the day before it is missing")]
    sentences = {
        f"it does not name the head of {before.day} as the one before": (
            head.previous != hash_of_head(before)
        ),
        f"it is not the day after {before.day}": not _is_next(before.day, head.day),
        f"it ends before {before.day} does": head.ends_at < before.ends_at,
    }
    return [_i14(head, sentence) for sentence, broken in sentences.items() if broken]


def _is_next(before: str, day: str) -> bool:
    try:
        return date.fromisoformat(day) - date.fromisoformat(before) == ONE
    except ValueError:
        return False


def _is_signed(signed: SignedHead, keys: Mapping[str, bytes]) -> list[Violation]:
    head = signed.head
    if head.key not in keys:
        return [_i14(head, f"it is signed with key {head.key}, which nobody here knows")]
    if is_signed(signed, keys[head.key]):
        return []
    return [_i14(head, f"its signature is not that of key {head.key}")]


def _i14(head: Head, sentence: str) -> Violation:
    return Violation(invariant="I14", subject=head.day, sentence=sentence)
