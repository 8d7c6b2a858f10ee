"""Who can be forgotten, what is left, and what is remembered."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from rewards.ledger.lots import Lot
from rewards.ledger.purse import Hold, Purse, with_lots
from rewards.perks.asked import Asked
from rewards.perks.badges.counts import Counts
from rewards.perks.badges.share import Badges
from rewards.perks.rentals.line import Line, Waiver
from rewards.perks.terms.limit import PerkUse
from service.members.account import Account
from service.members.breaks import Break
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.erasure.erase import (
    BLANKED,
    CONFIRMATION,
    detach,
    erase,
    is_due,
    may_ask,
    waits,
)
from service.members.erasure.record import (
    Erasure,
    ErasureState,
    after_sweep,
    began,
    departure,
    newcomer_from,
)
from service.members.erasure.refusals import ErasureWaits, NotConfirmed, StillClosing
from service.members.numbers import MemberNumbers
from service.members.states import State, WrongState
from tasks.days.calendar import EarlierZone
from tasks.join import Joined
from tasks.limits.earned import Earned
from tasks.streak.streak import Streak
from tests.people import ALICE, DAY, NOON, account_of

NUMBERS = MemberNumbers()
LEAVING = account_of(ALICE, state=State.CLOSING)
WAIVER = Line(outstanding=(Waiver(rental="r1", amount=100),))
HELD = with_lots(
    Purse(), (), (Hold(id="h1", ends_at=NOON, lots=(Lot(expires_at=NOON, amount=1),)),)
)


def full() -> Account:
    """Leaving, with something in every field that an account can have of its member."""
    return msgspec.structs.replace(
        LEAVING,
        zone="Pacific/Apia",
        earlier_zones=(EarlierZone(zone="Europe/Berlin", until=NOON),),
        consents=(
            Grant(
                purpose=Purpose.SCORE,
                counterparty=PROGRAMME,
                granted_at=NOON,
                ends_at=None,
                text_sha256="0" * 64,
            ),
        ),
        joined=(Joined(task="t1", at=NOON),),
        purse=with_lots(Purse(), (Lot(expires_at=NOON + DAY, amount=20),)),
        streak=Streak(current=3, best=5),
        earned=(Earned(day="2026-03-04", seeds=20),),
        breaks=(Break(since=NOON - DAY, until=NOON),),
        adult_from=NOON + DAY,
        muted=("umbrella-kiosk",),
        reviewed_at=NOON,
        notice_due_at=NOON,
        challenging=("c1",),
        uses=(PerkUse(perk="umbrella", at=NOON),),
        asked=Asked(since=NOON, checks=1),
        vouchers=("v1",),
        badges=Badges(counts=Counts(rentals_kept=1)),
    )


def test_nothing_of_the_member_is_left_in_the_account() -> None:
    before = full()
    after = erase(before, zone="Europe/Paris", at=NOON + 14 * DAY).account
    empty = account_of(ALICE)
    assert {field for field in BLANKED if getattr(before, field) == getattr(empty, field)} == set()
    for field in BLANKED - {"zone"}:
        assert getattr(after, field) == getattr(empty, field), field
    assert (after.state, after.zone, after.epoch) == (State.ERASED, "Europe/Paris", 1)


def test_what_scores_are_proved_by_stays() -> None:
    before = full()
    after = erase(before, zone="UTC", at=NOON).account
    for field in set(Account.__struct_fields__) - BLANKED - {"state", "state_at", "epoch"}:
        assert getattr(after, field) == getattr(before, field), field


@pytest.mark.parametrize(
    ("change", "games", "said"),
    [
        ({"line": WAIVER}, 0, ErasureWaits(rentals=1, holds=0, games=0)),
        ({"purse": HELD}, 0, ErasureWaits(rentals=0, holds=1, games=0)),
        ({}, 2, ErasureWaits(rentals=0, holds=0, games=2)),
        ({"line": WAIVER, "purse": HELD}, 1, ErasureWaits(rentals=1, holds=1, games=1)),
        ({}, 0, None),
    ],
)
def test_what_others_have_a_part_in_comes_first(change, games, said) -> None:
    assert waits(msgspec.structs.replace(LEAVING, **change), games) == said


@pytest.mark.parametrize("change", [{"line": WAIVER}, {"purse": HELD}])
def test_an_account_that_waits_is_never_closed(change) -> None:
    with pytest.raises(ValueError, match="under way"):
        erase(msgspec.structs.replace(LEAVING, **change), zone="UTC", at=NOON)


def test_but_its_member_can_be_forgotten() -> None:
    before = msgspec.structs.replace(full(), line=WAIVER, state=State.ACTIVE)
    after = detach(before, zone="UTC", at=NOON)
    assert (after.state, after.line, after.purse) == (State.CLOSING, WAIVER, before.purse)
    assert (after.consents, after.muted, after.adult_from) == ((), (), None)


@pytest.mark.parametrize(
    ("state", "confirmation", "said"),
    [
        (State.PENDING, None, None),
        (State.CLOSING, CONFIRMATION, None),
        (State.CLOSING, None, NotConfirmed(confirmation=CONFIRMATION)),
        (State.CLOSING, "Erase me", NotConfirmed(confirmation=CONFIRMATION)),
        (
            State.ACTIVE,
            CONFIRMATION,
            WrongState(
                state=State.ACTIVE, wanted=State.ERASED, allowed=(State.CLOSING, State.PAUSED)
            ),
        ),
        (
            State.PAUSED,
            CONFIRMATION,
            WrongState(
                state=State.PAUSED, wanted=State.ERASED, allowed=(State.ACTIVE, State.CLOSING)
            ),
        ),
        (State.ERASED, None, WrongState(state=State.ERASED, wanted=State.ERASED, allowed=())),
    ],
)
def test_who_may_ask(state, confirmation, said) -> None:
    assert may_ask(account_of(ALICE, state=state), confirmation) == said


def test_who_is_due() -> None:
    end = NOON + 14 * DAY
    still = StillClosing(closes_at=end)
    assert is_due(LEAVING, at=end - timedelta(milliseconds=1), numbers=NUMBERS) == still
    assert is_due(LEAVING, at=end, numbers=NUMBERS) is None
    back = account_of(ALICE, state=State.ACTIVE)
    assert isinstance(is_due(back, at=end, numbers=NUMBERS), WrongState)


def test_an_erasure_is_swept_twice_and_then_over() -> None:
    wanted = began("alice", at=NOON, whole=False)
    assert (wanted.state, wanted.due_at) == (ErasureState.WANTED, NOON)
    assert after_sweep(wanted, at=NOON, numbers=NUMBERS) == wanted
    first = after_sweep(began("alice", at=NOON, whole=True), at=NOON, numbers=NUMBERS)
    assert (first.state, first.due_at) == (ErasureState.SWEPT, NOON + 45 * DAY)
    second = after_sweep(first, at=NOON + 46 * DAY, numbers=NUMBERS)
    assert second == Erasure(id="alice", at=NOON, state=ErasureState.OVER, due_at=None)


def test_a_contact_is_remembered_for_full_months() -> None:
    left = departure("hash", at=NOON, numbers=NUMBERS)
    end = datetime(2027, 4, 1, tzinfo=UTC)
    assert left.newcomer_from == end
    assert newcomer_from(left, end - timedelta(milliseconds=1)) == end
    assert newcomer_from(left, end) is None
    assert newcomer_from(None, NOON) is None


def test_or_not_at_all() -> None:
    left = departure("hash", at=NOON, numbers=MemberNumbers(contact_kept_months=0))
    assert newcomer_from(left, NOON) is None
