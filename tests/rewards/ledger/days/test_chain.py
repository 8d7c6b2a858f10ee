"""A chain that was cut, forked, reordered or signed by somebody else shows it."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from rewards.ledger.days.chain import verify_chain
from rewards.ledger.days.closing import close
from rewards.ledger.days.head import SignedHead
from tests.rewards.ledger.days.helpers import KEY, OTHER_KEY, begun, signed_day

KEYS = {KEY.id: KEY.public}


def chain(length: int) -> list[SignedHead]:
    days, closing = [], begun()
    for _ in range(length):
        signed = signed_day(closing).signed
        days.append(signed)
        closing = begun(close(closing, signed.head))
    return days


DAYS = chain(5)


def sentences(days: list[SignedHead], **more: Any) -> list[str]:
    return [one.sentence for one in verify_chain(days, more.pop("keys", KEYS), **more)]


def test_a_chain_from_the_first_day_on_holds() -> None:
    assert sentences(DAYS) == []
    assert sentences([]) == []


def test_a_part_of_it_holds_behind_the_day_before() -> None:
    assert sentences(DAYS[3:], before=DAYS[2].head) == []
    assert sentences(DAYS[3:]) == ["the day before it is missing"]
    assert sentences(DAYS[3:], part=True) == []
    assert sentences([DAYS[3], DAYS[1]], part=True)


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_day_that_is_taken_out_is_missed(gone: int) -> None:
    found = sentences(DAYS[:gone] + DAYS[gone + 1 :])
    assert f"it is not the day after {DAYS[gone - 1].head.day}" in found
    assert any("does not name the head of" in sentence for sentence in found)


def test_days_in_another_order_do_not_follow() -> None:
    assert sentences([DAYS[0], DAYS[2], DAYS[1]])


def test_a_day_that_is_signed_anew_is_not_the_one_the_next_day_names() -> None:
    head = replace(DAYS[1].head, root="1" * 64)
    found = sentences([DAYS[0], KEY.sign(head), *DAYS[2:]])
    assert found == [f"it does not name the head of {head.day} as the one before"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"day": "2026-03-06"}, "it is not the day after 2026-03-04"),
        ({"day": "someday"}, "it is not the day after 2026-03-04"),
        ({"ends_at": DAYS[0].head.ends_at - timedelta(hours=1)}, "it ends before 2026-03-04 does"),
    ],
)
def test_what_does_not_follow_the_day_before(fields: dict[str, Any], wanted: str) -> None:
    assert sentences([DAYS[0], KEY.sign(replace(DAYS[1].head, **fields))]) == [wanted]


def test_another_signature_and_an_unknown_key_are_told_apart() -> None:
    swapped = replace(DAYS[0], signature=DAYS[1].signature)
    assert sentences([swapped]) == [f"its signature is not that of key {KEY.id}"]
    foreign = OTHER_KEY.sign(replace(DAYS[0].head, key=OTHER_KEY.id))
    assert sentences([foreign]) == [
        f"it is signed with key {OTHER_KEY.id}, which nobody here knows"
    ]


def test_without_keys_only_the_chain_is_looked_at() -> None:
    assert sentences([replace(DAYS[0], signature="")], keys=None) == []


def test_a_key_signs_only_what_names_it() -> None:
    with pytest.raises(ValueError, match="is to be signed with"):
        OTHER_KEY.sign(DAYS[0].head)
