"""Claims, losses and broken promises: who may say so, when, and what becomes of it."""

import msgspec
import pytest

from rewards.perks.rentals.claim import Breach, BreachReason, Claim, ClaimKind, breach_id
from rewards.perks.rentals.claim_damage import claim_damage
from rewards.perks.rentals.come_back import come_back
from rewards.perks.rentals.evidence import breach_of, evidence_of
from rewards.perks.rentals.follow_breach import follow_breach
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.give_up import give_up
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.propose_breach import propose_breach
from rewards.perks.rentals.refusals import (
    AlreadyClaimed,
    ClaimAboveDeposit,
    GraceNotOver,
    MerchantHasTime,
    NotEndedYet,
    NothingBroken,
    NotReturned,
    ReturnOutsideRental,
    WrongRentalState,
)
from rewards.perks.rentals.rental import HOLDING, IN_BREACH, Rental, RentalState
from rewards.perks.rentals.settle import settle, settle_unasked
from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.evidence import Status
from rewards.score.standing.standing import Standing
from tests.people import DAY, HOUR, MINUTE, NOON, UMBRELLA_KIOSK
from tests.rewards.perks.rentals.helpers import NUMBERS, PROPOSED_AT, follows, in_state

S = RentalState
MOMENT = MINUTE / 60_000
LATE = NOON + 30 * DAY


def claimed(amount: int = 500, at=NOON + 2 * HOUR) -> Rental:
    answer = claim_damage(in_state(S.RETURNED)[0], amount_minor=amount, at=at)
    assert isinstance(answer, Rental)
    return answer


@pytest.mark.parametrize("amount", [1, 1_999, 2_000])
def test_damage_is_claimed_up_to_the_deposit(amount):
    claim = Claim(kind=ClaimKind.DAMAGE, amount_minor=amount, at=NOON + 2 * HOUR)
    assert claimed(amount).claim == claim


@pytest.mark.parametrize("amount", [2_001, 2**53 - 1])
def test_never_more_than_was_waived(amount):
    refusal = claim_damage(in_state(S.RETURNED)[0], amount_minor=amount, at=LATE)
    assert refusal == ClaimAboveDeposit(wanted=amount, most=2_000)


@pytest.mark.parametrize("state", sorted(set(S) - {S.RETURNED}))
def test_only_of_what_came_back(state):
    refusal = claim_damage(in_state(state)[0], amount_minor=1, at=LATE)
    assert refusal == NotReturned(state=state)


def test_a_claim_is_made_once():
    refusal = claim_damage(claimed(), amount_minor=1, at=LATE)
    assert refusal == AlreadyClaimed(amount=500, at=NOON + 2 * HOUR)


def test_a_loss_claims_the_deposit_and_finding_it_claims_nothing():
    lost, line = in_state(S.LOST)
    assert lost.claim == Claim(kind=ClaimKind.LOSS, amount_minor=2_000, at=NOON + 4 * HOUR)
    found = give_back(lost, returned_at=NOON + DAY, at=NOON + DAY, numbers=NUMBERS)
    assert (found.state, found.claim) == (S.RETURNED, None)
    paid = settle(lost, line, at=NOON + DAY)
    assert [each.kind for each in evidence_of(paid.rental)] == [Kind.RENTAL_KEPT_SMALL]
    assert paid.line == Line()


@pytest.mark.parametrize(
    ("rental", "since", "reason"),
    [
        (in_state(S.OVERDUE)[0], NOON + 2 * HOUR + 2 * MINUTE, BreachReason.NOT_RETURNED),
        (in_state(S.LOST)[0], NOON + 4 * HOUR, BreachReason.LOSS_UNPAID),
        (claimed(), NOON + 2 * HOUR, BreachReason.DAMAGE_UNPAID),
    ],
)
def test_a_breach_waits_for_the_grace(rental, since, reason):
    until = since + 3 * DAY
    early = propose_breach(rental, at=until - MOMENT, numbers=NUMBERS)
    assert early == GraceNotOver(until=until)
    broken = propose_breach(rental, at=until, numbers=NUMBERS)
    assert (broken.state, broken.breach) == (S.BREACH_PROPOSED, Breach(reason=reason, at=until))
    fact = breach_of(broken)
    assert (fact.id, fact.kind, fact.at) == (breach_id("r1"), Kind.BREACH, until)
    assert fact.source == UMBRELLA_KIOSK
    assert evidence_of(broken) == ()


def test_a_perk_can_give_a_longer_grace():
    rental, _ = in_state(S.OVERDUE)
    terms = msgspec.structs.replace(rental.terms, grace_hours=240)
    kind = msgspec.structs.replace(rental, terms=terms)
    due = NOON + 2 * HOUR + 2 * MINUTE
    refusal = propose_breach(kind, at=PROPOSED_AT, numbers=NUMBERS)
    assert refusal == GraceNotOver(until=due + 10 * DAY)


def test_nothing_is_broken_of_what_came_back_whole():
    refusal = propose_breach(in_state(S.RETURNED)[0], at=LATE, numbers=NUMBERS)
    assert refusal == NothingBroken()


@pytest.mark.parametrize("state", sorted({*IN_BREACH, S.CURED}))
def test_a_promise_is_broken_once(state):
    rental, _ = in_state(state)
    assert isinstance(propose_breach(rental, at=LATE, numbers=NUMBERS), WrongRentalState)
    lost = msgspec.structs.replace(rental, claim=in_state(S.LOST)[0].claim)
    assert isinstance(propose_breach(lost, at=LATE, numbers=NUMBERS), WrongRentalState)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.CHALLENGED, S.DISPUTED),
        (Status.COUNTED, S.BREACHED),
        (Status.CURED, S.CURED),
        (Status.REVERSED, S.SETTLED),
    ],
)
def test_the_rental_goes_where_its_evidence_goes(status, state):
    broken, line = in_state(S.BREACH_PROPOSED)
    rental, after = follows(broken, line, status)
    assert rental.state is state
    assert after.used == (2_000 if state in HOLDING else 0)
    assert rental.breach.reversed is (status is Status.REVERSED)


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.CHALLENGED, Status.COUNTED])
def test_made_good_is_made_good_whatever_its_evidence_waits_for(status):
    broken, line = in_state(S.BREACH_PROPOSED)
    standing = Standing(status=status, made_good_at=LATE)
    booked = follow_breach(broken, line, standing, at=LATE)
    assert (booked.rental.state, booked.line) == (S.CURED, Line())


def test_who_was_right_after_having_paid_has_kept_the_promise():
    cured, line = in_state(S.CURED)
    assert evidence_of(cured) == ()
    booked = follow_breach(cured, line, Standing(status=Status.REVERSED), at=LATE)
    assert [each.kind for each in evidence_of(booked.rental)] == [Kind.RENTAL_KEPT_SMALL]
    again = follow_breach(booked.rental, line, Standing(status=Status.REVERSED), at=LATE)
    assert again is None


@pytest.mark.parametrize("state", sorted(set(S) - IN_BREACH - {S.CURED}))
@pytest.mark.parametrize("status", Status)
def test_evidence_moves_nothing_else(state, status):
    assert follow_breach(*in_state(state), Standing(status=status), at=LATE) is None


def test_what_came_back_after_all_came_back_when_it_did():
    broken, _ = in_state(S.BREACHED)
    back = come_back(broken, returned_at=LATE, at=LATE, numbers=NUMBERS)
    assert back.returned_at == LATE
    assert come_back(broken, returned_at=None, at=LATE, numbers=NUMBERS) == broken
    early = come_back(broken, returned_at=NOON - DAY, at=LATE, numbers=NUMBERS)
    assert isinstance(early, ReturnOutsideRental)
    twice = come_back(back, returned_at=LATE, at=LATE, numbers=NUMBERS)
    assert isinstance(twice, WrongRentalState)


def test_a_breach_is_given_up_in_the_end_and_stays_one():
    rental, line = in_state(S.BREACHED)
    until = rental.state_at + 180 * DAY
    refusal = give_up(rental, line, at=until - MOMENT, numbers=NUMBERS)
    assert refusal == NotEndedYet(ends_at=until)
    gone = give_up(rental, line, at=until, numbers=NUMBERS)
    assert (gone.rental.state, gone.line) == (S.SETTLED, Line())
    assert evidence_of(gone.rental) == ()


@pytest.mark.parametrize(
    ("rental", "until"),
    [
        (in_state(S.OVERDUE)[0], PROPOSED_AT + 14 * DAY),
        (in_state(S.LOST)[0], NOON + 4 * HOUR + 14 * DAY),
        (claimed(at=NOON + 13 * DAY), NOON + 27 * DAY),
    ],
)
def test_silence_of_the_merchant_closes_each_of_them(rental, until):
    line = in_state(S.RETURNED)[1]
    early = settle_unasked(rental, line, at=until - MOMENT, numbers=NUMBERS)
    assert early == MerchantHasTime(until=until)
    done = settle_unasked(rental, line, at=until, numbers=NUMBERS)
    assert (done.rental.state, done.line) == (S.SETTLED, Line())


def test_silence_about_what_never_came_back_says_nothing_of_its_member():
    rental, line = in_state(S.OVERDUE)
    done = settle_unasked(rental, line, at=LATE, numbers=NUMBERS)
    assert (done.rental.returned_at, evidence_of(done.rental)) == (None, ())
