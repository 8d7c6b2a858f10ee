"""A rental's own page: what ends when, what can be done, and every line of its history."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from rewards.perks.rentals.claim import BreachReason, Claim, ClaimKind
from rewards.perks.rentals.history import Happened, Step, Teller
from rewards.perks.rentals.rental import RentalState
from rewards.score.evidence import EvidenceKind, Status
from service.flows.challenges.evidence_view import EvidenceItem
from service.flows.rentals.rental_statement import RentalStatement
from service.language.languages import Language
from service.pages.member.perks.rental import what_can_be_done
from service.pages.page import templates
from tests.pages.perks.test_parts import ZONE, names, plain, says
from tests.people import HOUR, NOON, UMBRELLA_KIOSK

CAN = ("may_call_off", "may_report", "may_appeal")


def piece(*, may_challenge: bool = True, counts_from: datetime | None = None) -> EvidenceItem:
    return EvidenceItem(
        evidence="rental:r:breach",
        kind=EvidenceKind.BREACH,
        at=NOON,
        recorded_at=NOON,
        source=f"merchant:{UMBRELLA_KIOSK}",
        status=Status.PROPOSED,
        micro_points=0,
        may_challenge=may_challenge,
        counts_from=counts_from,
    )


def rental(state: RentalState = RentalState.ACTIVE, **said: Any) -> RentalStatement:
    known: dict[str, Any] = {
        "id": "r:1",
        "merchant": UMBRELLA_KIOSK,
        "perk": "umbrella",
        "state": state,
        "state_at": NOON,
        "deposit_minor": 2_000,
        "at": NOON - HOUR,
        "ends_at": NOON + HOUR,
        "returned_at": NOON,
        "history": (),
    }
    return RentalStatement(**(known | said))


def shows(one: RentalStatement, language: str = "en", **more: Any) -> str:
    template = templates(language).get_template("member/perks/rental_body.html")
    known = {
        "rental": one,
        "names": names(language),
        "words": {},
        "numbers": SimpleNamespace(answer_days=7, decision_days=14),
        "zone": ZONE,
        "now": NOON,
        **what_can_be_done(one),
    }
    return template.render(**(known | more))


@pytest.mark.parametrize(
    ("one", "can"),
    [
        (rental(RentalState.QUOTED), {"may_call_off"}),
        (rental(RentalState.AUTHORISED), {"may_call_off"}),
        (rental(RentalState.ACTIVE), {"may_report"}),
        (rental(RentalState.OVERDUE), {"may_report"}),
        (rental(RentalState.ACTIVE, fault_at=NOON), set()),
        (rental(RentalState.RETURNED), set()),
        (rental(RentalState.BREACH_PROPOSED, broken_promise=piece()), {"may_appeal"}),
        (rental(RentalState.BREACHED, broken_promise=piece(may_challenge=False)), set()),
        (rental(RentalState.SETTLED), set()),
    ],
)
def test_a_page_offers_what_can_be_done_and_nothing_else(
    one: RentalStatement, can: set[str]
) -> None:
    assert {name for name, may in what_can_be_done(one).items() if may} == can
    page = shows(one)
    for name, path in zip(CAN, ("call-off", "fault", "appeal"), strict=True):
        assert (f'hx-post="/member/rentals/r%3A1/{path}"' in page) == (name in can)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", RentalState)
def test_every_state_has_its_words(state: RentalState, language: Language) -> None:
    one = rental(state, cancelled="member" if state is RentalState.CANCELLED else None)
    for macro in ("state_pill", "clock"):
        said = plain(says(macro, one, language=language, of="lent"))
        assert said
        assert not [each for each in ("None", "{", state.value) if each in said]
    assert shows(one, language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("what", Happened)
def test_every_line_of_a_history_has_its_words(what: Happened, language: Language) -> None:
    step = Step(at=NOON, what=what, by=Teller.MERCHANT)
    said = says("happened", step, language=language, of="lent")
    assert "_" not in said
    # Without words a step is told by its name, which is English.
    assert language is Language.EN or not said.isascii()


@pytest.mark.parametrize("reason", BreachReason)
def test_which_promise_is_said_to_be_broken_and_from_when_it_counts(reason: BreachReason) -> None:
    told = piece(counts_from=NOON + timedelta(days=14))
    one = rental(RentalState.BREACH_PROPOSED, breach=reason, broken_promise=told)
    page = shows(one)
    assert plain(says("broken", reason, of="lent")) in page
    assert "It counts from 18 March, 20:00 if nobody objects." in page
    assert 'href="/member/score/evidence/rental%3Ar%3Abreach"' in page
    waits = rental(RentalState.BREACH_PROPOSED, breach=reason, broken_promise=piece())
    assert "It waits until its notice has reached you." in shows(waits)


def test_clocks_are_told_in_the_zone_of_the_member() -> None:
    one = rental(
        due_by=NOON + 4 * HOUR,
        broken_from=NOON + 48 * HOUR,
        claim=Claim(kind=ClaimKind.DAMAGE, amount_minor=1_250, at=NOON),
    )
    page = plain(shows(one))
    assert "Bring it back by 4 March, 21:00, in 1 hour." in page
    assert "The merchant can make it longer until5 March, 00:00" in page.replace(" 5", "5")
    assert "Cannot be called broken before6 March, 20:00" in page.replace(" 6", "6")
    assert "12.50" in page


def test_what_somebody_said_stays_text() -> None:
    step = Step(at=NOON, what=Happened.FAULT_REPORTED, by=Teller.MEMBER)
    words = {(NOON, Happened.FAULT_REPORTED): "<b>It</b> leaks"}
    page = shows(rental(history=(step,)), words=words)
    assert "&lt;b&gt;It&lt;/b&gt; leaks" in page
    assert "You · 4 March, 20:00" in page
