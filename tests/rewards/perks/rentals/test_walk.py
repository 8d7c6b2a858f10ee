"""Ten thousand steps at random, legal and not: only legal ones change anything (I5)."""

import random
from collections import Counter
from datetime import datetime, timedelta

import msgspec
import pytest

from rewards.perks.rentals.authorise import Booked, authorise
from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.cancel import cancel, end_authorisation
from rewards.perks.rentals.claim_damage import claim_damage
from rewards.perks.rentals.extend import extend
from rewards.perks.rentals.fault import clear_fault, report_fault
from rewards.perks.rentals.follow_breach import follow_breach
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.give_up import give_up
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.invariants import line_is_rentals, within_limit
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.lose import lose
from rewards.perks.rentals.propose_breach import propose_breach
from rewards.perks.rentals.rental import (
    HOLDING,
    OUT,
    TRANSITIONS,
    Ended,
    Rental,
    RentalState,
)
from rewards.perks.rentals.settle import settle, settle_unasked
from rewards.refusal import Refusal
from rewards.score.evidence import Status
from rewards.score.standing.standing import TRANSITIONS as STANDINGS
from rewards.score.standing.standing import Standing
from tests.people import ALICE, DAY, HOUR, MINUTE
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, quoted

STEPS_IN_ALL = 10_000
AT_ONCE = 6
"""Rentals that have not ended: few enough that each is met before its quote is over."""
ENDED = {RentalState.SETTLED, RentalState.CANCELLED}
PAUSES = (timedelta(), MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 5 * HOUR, 4 * DAY, 15 * DAY, 200 * DAY)
UNASKED = {RentalState.ACTIVE, RentalState.OVERDUE}
"""What silence settles although nobody has booked a return."""


class NotNow(Refusal, frozen=True, kw_only=True):
    """Its evidence does not move it."""


class Walk:
    """One account, its line and what it has lent, and a clock that never goes back."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.line = Line()
        self.rentals: dict[str, Rental] = {}
        self.now = quoted().at
        self.legal: Counter[tuple[RentalState, RentalState]] = Counter()
        self.refused: Counter[str] = Counter()
        self.standings: dict[str, Standing] = {}
        self.moved: dict[RentalState, Standing] = {}

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
            lambda: hand_over(rental, at=at, numbers=NUMBERS),
            lambda: extend(rental, ends_at=back, at=at, numbers=NUMBERS),
            lambda: become_overdue(rental, at=at, numbers=NUMBERS),
            lambda: give_back(rental, returned_at=back, at=at, numbers=NUMBERS),
            lambda: settle(rental, line, at=at),
            lambda: settle_unasked(rental, line, at=at, numbers=NUMBERS),
            lambda: cancel(rental, line, by=Ended.MEMBER, at=at),
            lambda: end_authorisation(rental, line, at=at),
            lambda: report_fault(rental, at=at, numbers=NUMBERS),
            lambda: clear_fault(rental, at=at, numbers=NUMBERS),
            lambda: lose(rental, at=at),
            lambda: claim_damage(rental, amount_minor=self.dice.randint(1, LIMIT // 2), at=at),
            lambda: propose_breach(rental, at=at, numbers=NUMBERS),
            lambda: self.evidence_moves(rental),
            lambda: give_up(rental, line, at=at, numbers=NUMBERS),
        )
        # What calls a rental off is possible longest: rarer, so that more of them go on.
        weights = (4, 4, 6, 6, 3, 2, 4, 0.2, 0.2, 2, 3, 2, 4, 12, 6, 2)
        answers = [take() for take in steps]
        legal = [float(not isinstance(each, Refusal)) for each in answers]
        # As much of what is allowed as of anything: else hardly one would come to its end.
        if any(legal) and self.dice.random() < 0.5:
            weights = tuple(one * yes for one, yes in zip(weights, legal, strict=True))
        return self.dice.choices(answers, weights=weights)[0]

    def evidence_moves(self, rental: Rental) -> Booked | Refusal:
        """Notices, challenges and cures, as the evidence of the breach allows."""
        standing = self.standings.get(rental.id, Standing(status=Status.PROPOSED))
        ways = sorted(STANDINGS[standing.status])
        if rental.breach is None or not ways:
            return NotNow()
        status, since = self.dice.choice(ways), self.now
        good = since if status is Status.CURED else standing.made_good_at
        moved = Standing(status=status, since=since, was=standing.status, made_good_at=good)
        booked = follow_breach(rental, self.line, moved, at=self.now)
        if booked is None:
            return NotNow()
        self.moved[booked.rental.state] = moved
        return booked

    def go(self) -> None:
        """One step: what is refused leaves all as it was, what is not is written."""
        self.moved.clear()
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
        if before.breach is not None and after.state in self.moved:
            self.standings[after.id] = self.moved[after.state]
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
    """One edge of the machine, or the same state with a later end, a fault or a claim; never other
    terms."""
    if before.state is after.state:
        must_be_the_same_but(before, after)
    elif before.state in UNASKED and after.state is RentalState.SETTLED:
        assert after.returned_at == before.fault_at
    else:
        assert after.state in TRANSITIONS[before.state]
    assert (after.id, after.terms, after.at) == (before.id, before.terms, before.at)
    if after.returned_at:
        ahead = timedelta(hours=NUMBERS.return_ahead_hours)
        assert after.handed_over_at
        assert after.handed_over_at <= after.returned_at
        assert after.returned_at <= after.state_at + ahead


def must_be_the_same_but(before: Rental, after: Rental) -> None:
    """An end only moves later, a clock stands or goes on, and a claim is made once."""
    assert before.ends_at
    assert after.ends_at
    assert before.ends_at <= after.ends_at
    if before.state is RentalState.RETURNED:
        assert before.claim is None
        assert after.claim
        assert after.claim.amount_minor <= after.deposit
        return
    assert before.state in OUT
    stopped = (before.fault_at is None) is not (after.fault_at is None)
    assert stopped or before.ends_at < after.ends_at
    assert after.due_by
    assert after.ends_at <= after.due_by


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
    silent = {(state, RentalState.SETTLED) for state in UNASKED}
    same = {(state, state) for state in (*OUT, RentalState.RETURNED)}
    assert set(gone) == edges | silent | same


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
        "ClaimAboveDeposit",
        "ClockStopped",
        "FaultReported",
        "GraceNotOver",
        "NoFault",
        "NothingBroken",
    }


def test_what_has_ended_holds_nothing(walks: list[Walk]) -> None:
    for walk in walks:
        ended = {each.id for each in walk.rentals.values() if each.state in ENDED}
        assert ended
        assert not ended & {each.rental for each in walk.line.outstanding}
