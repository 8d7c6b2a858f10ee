"""Ten thousand steps at random, legal and not: only legal ones change anything (I5)."""

import random
from collections import Counter
from datetime import datetime, timedelta

import msgspec
import pytest

from rewards.perks.rentals.authorise import Booked, authorise
from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.cancel import cancel, end_authorisation
from rewards.perks.rentals.extend import extend
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.invariants import line_is_rentals, within_limit
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.rental import HOLDING, TRANSITIONS, Ended, Rental, RentalState
from rewards.perks.rentals.settle import settle, settle_unasked
from rewards.refusal import Refusal
from tests.people import ALICE, DAY, HOUR, MINUTE
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, quoted

STEPS_IN_ALL = 10_000
AT_ONCE = 6
"""Rentals that have not ended: few enough that each is met before its quote is over."""
ENDED = {RentalState.SETTLED, RentalState.CANCELLED}
PAUSES = (timedelta(), MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 5 * HOUR, 3 * DAY, 15 * DAY)


class Walk:
    """One account, its line and what it has lent, and a clock that never goes back."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.line = Line()
        self.rentals: dict[str, Rental] = {}
        self.now = quoted().at
        self.legal: Counter[tuple[RentalState, RentalState]] = Counter()
        self.refused: Counter[str] = Counter()

    def new(self) -> None:
        """A quote of now, for anything from a small coin to half the line."""
        made = quoted(f"r{len(self.rentals)}", deposit=self.dice.randint(1, LIMIT // 2))
        until = self.now + timedelta(minutes=NUMBERS.quote_minutes)
        self.rentals[made.id] = msgspec.structs.replace(
            made, at=self.now, state_at=self.now, ends_at=until
        )

    def any_time(self) -> datetime:
        return self.now + self.dice.choice((-1, 1)) * self.dice.choice(PAUSES)

    def step(self, rental: Rental) -> Booked | Rental | Refusal:
        """Any step at all, whatever the state."""
        line, at = self.line, self.now
        back = self.any_time()
        steps = (
            lambda: authorise(rental, line, limit=LIMIT, at=at, numbers=NUMBERS),
            lambda: hand_over(rental, at=at),
            lambda: extend(rental, ends_at=back),
            lambda: become_overdue(rental, at=at),
            lambda: give_back(rental, returned_at=back, at=at, numbers=NUMBERS),
            lambda: settle(rental, line, at=at),
            lambda: settle_unasked(rental, line, at=at, numbers=NUMBERS),
            lambda: cancel(rental, line, by=Ended.MEMBER, at=at),
            lambda: end_authorisation(rental, line, at=at),
        )
        # What calls a rental off is possible longest: rarer, so that more of them go on.
        return self.dice.choices(steps, weights=(4, 4, 6, 4, 4, 4, 4, 1, 1))[0]()

    def go(self) -> None:
        """One step: what is refused leaves all as it was, what is not is written."""
        self.now += self.dice.choice(PAUSES[:2] if self.dice.random() < 0.9 else PAUSES)
        going = [each for each in self.rentals.values() if each.state not in ENDED]
        if len(going) < AT_ONCE:
            self.new()
        # Now and then something that may have ended, and stays as it is.
        lately = [*self.rentals.values()][-AT_ONCE:]
        before = self.dice.choice(going if going and self.dice.random() < 0.9 else lately)
        answer = self.step(before)
        if isinstance(answer, Refusal):
            self.refused[type(answer).__name__] += 1
            return
        after = answer.rental if isinstance(answer, Booked) else answer
        must_be_legal(before, after)
        self.legal[before.state, after.state] += 1
        self.rentals[after.id] = after
        self.line = answer.line if isinstance(answer, Booked) else self.line

    def adds_up(self) -> None:
        """Line and deposits, as `seedbank check` proves them and by a sum of our own."""
        lent = self.rentals.values()
        assert line_is_rentals(ALICE.account, self.line, lent) == []
        assert within_limit(ALICE.account, self.line, lent) == []
        assert self.line.used == sum(each.deposit for each in lent if each.state in HOLDING)
        assert self.line.used <= LIMIT


def must_be_legal(before: Rental, after: Rental) -> None:
    """One edge of the machine, or the same state with a later end; never other terms."""
    if before.state is after.state:
        assert before.state is RentalState.ACTIVE
        assert before.ends_at
        assert after.ends_at
        assert after.due_by
        assert before.ends_at < after.ends_at <= after.due_by
    else:
        assert after.state in TRANSITIONS[before.state]
    assert (after.id, after.terms, after.at) == (before.id, before.terms, before.at)
    if after.returned_at:
        ahead = timedelta(hours=NUMBERS.return_ahead_hours)
        assert after.handed_over_at
        assert after.handed_over_at <= after.returned_at
        assert after.returned_at <= after.state_at + ahead


@pytest.fixture(scope="module")
def walks() -> list[Walk]:
    walked = [Walk(seed) for seed in range(20)]
    for walk in walked:
        for _ in range(STEPS_IN_ALL // len(walked)):
            walk.go()
            walk.adds_up()
    return walked


def test_the_walk_went_along_every_edge_of_the_machine(walks: list[Walk]) -> None:
    gone = sum((walk.legal for walk in walks), Counter())
    edges = {(state, to) for state, ways in TRANSITIONS.items() for to in ways}
    assert set(gone) == edges | {(RentalState.ACTIVE, RentalState.ACTIVE)}


def test_the_walk_was_refused_for_every_reason_a_step_has(walks: list[Walk]) -> None:
    reasons = sum((walk.refused for walk in walks), Counter())
    gone = sum(sum(walk.legal.values()) for walk in walks)
    assert sum(reasons.values()) + gone == STEPS_IN_ALL
    assert set(reasons) >= {
        "WrongRentalState",
        "QuoteEnded",
        "AuthorisationEnded",
        "LineExceeded",
        "NotEndedYet",
        "EndNotLater",
        "EndTooLate",
        "ReturnOutsideRental",
        "MerchantHasTime",
    }


def test_what_has_ended_holds_nothing(walks: list[Walk]) -> None:
    for walk in walks:
        ended = {each.id for each in walk.rentals.values() if each.state in ENDED}
        assert ended
        assert not ended & {each.rental for each in walk.line.outstanding}
