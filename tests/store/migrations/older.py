"""Documents as they are now, and how they were before."""

from datetime import UTC, datetime
from typing import Any

from rewards.boards.board import season_of
from rewards.boards.season import schedule
from rewards.perks.stores.premises import OwnStore, Premises, Terminal
from rewards.score.evidence import EvidenceKind, Status
from service.members.account import Account
from service.members.member import Member
from service.members.message import Message, MessageKind
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.documents import EvidenceRow, Publication
from tasks.completion import Completion
from tests.people import NOON

ALICE_ACCOUNT = Account(
    id="alice",
    version=1,
    state=State.PENDING,
    state_at=datetime(2026, 3, 4, tzinfo=UTC),
    epoch=1,
    zone="Europe/Berlin",
    created_at=datetime(2026, 3, 4, tzinfo=UTC),
)


DONE = Completion(
    id="task:return-umbrella:alice:2026-03-04",
    task="return-umbrella",
    account="alice",
    period="2026-03-04",
    seeds=20,
    source="umbrella-kiosk",
    reference="task:return-umbrella:alice:2026-03-04",
    event_at=datetime(2026, 3, 4, tzinfo=UTC),
    at=datetime(2026, 3, 4, tzinfo=UTC),
    evidence=EvidenceKind.TASK_COMPLETED,
)


OLD_SHOPS = Premises(
    id="umbrella-kiosk",
    stores=tuple(
        OwnStore(id=each, name="Harbour", address="", opened_at=NOON, opened_by=None)
        for each in ("harbour", "hill")
    ),
    terminals=(
        Terminal(
            id="till-1", store="hill", name="", opened_at=NOON, opened_by=None, closed_at=NOON
        ),
        # One that came while a later program was in use already.
        Terminal(id="till-2", store="hill", name="", opened_at=NOON, opened_by="k1"),
    ),
)


ALICE_MEMBER = Member(
    id="member-alice",
    account="alice",
    contact_hash="0" * 64,
    display_name="Alice",
    created_at=datetime(2026, 3, 4, tzinfo=UTC),
    state=State.PENDING,
    state_at=datetime(2026, 3, 4, tzinfo=UTC),
)


VERIFIED = EvidenceRow(
    id="contact_verified:alice",
    account="alice",
    kind=EvidenceKind.CONTACT_VERIFIED,
    at=datetime(2026, 3, 4, tzinfo=UTC),
    source="app",
    status=Status.COUNTED,
    reference="contact_verified:alice",
    recorded_at=datetime(2026, 3, 4, tzinfo=UTC),
)


WELCOME = Message(
    id="welcome",
    account="alice",
    kind=MessageKind.WELCOME,
    at=datetime(2026, 3, 4, tzinfo=UTC),
    parameters={},
)


POINTER = Publication(
    id="current",
    cycle="2026-02",
    revision=1,
    cut_off=datetime(2026, 2, 28, tzinfo=UTC),
    published_at=datetime(2026, 3, 6, tzinfo=UTC),
)


WEEK = schedule(
    DEMO.boards[0],
    season_of(DEMO.boards[0], NOON, DEMO.zone),
    at=NOON,
    numbers=DEMO.numbers.seasons,
)


def without(raw: dict[str, Any], paths: set[str]) -> dict[str, Any]:
    """The document as it was before there were these fields, also those within others."""
    for path in paths:
        *way, last = path.split(".")
        place = raw
        for name in way:
            place = place[name]
        del place[last]
    return raw
