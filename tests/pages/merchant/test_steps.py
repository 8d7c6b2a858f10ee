"""What a page offers for a rental: nothing that its machine would not take from a merchant."""

from typing import Any

import pytest

from rewards.perks.rentals.rental import RentalState
from service.flows.rentals.rental_view import RentalView
from service.pages.merchant.steps import STEPS, steps_of
from tests.people import HOUR, NOON


def rental(state: RentalState, **more: Any) -> RentalView:
    return RentalView(
        id="r",
        merchant="m",
        perk="p",
        state=state,
        state_at=NOON,
        deposit_minor=2000,
        at=NOON,
        **more,
    )


@pytest.mark.parametrize(
    ("state", "at_counter", "in_office"),
    [
        ("quoted", "authorise cancel", ""),
        ("authorised", "hand-over cancel", ""),
        ("active", "return", "fault loss"),
        ("overdue", "return", "fault loss breach"),
        ("lost", "return settle", "breach"),
        ("returned", "settle", "damage"),
        ("breach_proposed", "return", "cure take-back"),
        ("disputed", "return", "cure"),
        ("breached", "return", "cure take-back"),
        ("cured", "", ""),
        ("settled", "", ""),
        ("cancelled", "", ""),
    ],
)
def test_each_state_offers_its_steps(state: str, at_counter: str, in_office: str) -> None:
    found = rental(RentalState(state))
    assert " ".join(steps_of(found, at_counter=True)) == at_counter
    assert " ".join(steps_of(found)) == f"{at_counter} {in_office}".strip()


def test_what_has_all_its_time_is_not_made_longer() -> None:
    for ends_at, longer in ((NOON, True), (NOON + HOUR, False)):
        found = rental(RentalState.ACTIVE, ends_at=ends_at, due_by=NOON + HOUR)
        assert ("extend" in steps_of(found)) is longer


def test_what_was_said_is_not_offered_again() -> None:
    assert "clear" not in steps_of(rental(RentalState.ACTIVE))
    standing = rental(RentalState.ACTIVE, fault_at=NOON)
    assert {"clear", "fault"} & set(steps_of(standing)) == {"clear"}


def test_without_a_rental_there_is_nothing_to_do() -> None:
    assert steps_of(None) == ()


def test_no_two_steps_have_one_name() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
