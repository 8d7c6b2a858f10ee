"""A hundred thousand members on one board, each at a rank of their own or shared."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from service.members.account import Account
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.member import Member
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.page import ACCOUNTS, COMPLETIONS, MEMBERS
from tasks.completion import Completion
from tests.bench.programme import MERCHANT

RANKED = 100_000
BOARD = DEMO.boards[0].id
AT_ONCE = 5_000
SEEDS_MAX = 10_000


def settle_ranked(database: Any, now: datetime) -> None:
    """Active members who show themselves on the board, with seeds of this season by chance."""
    chance, longer_ago = Random(RANKED), now - timedelta(days=30)
    for first in range(0, RANKED, AT_ONCE):
        numbers = range(first, first + AT_ONCE)
        accounts = [_account(n, longer_ago) for n in numbers]
        members = [_member(n, longer_ago) for n in numbers]
        done = [_completion(n, chance.randint(1, SEEDS_MAX), now) for n in numbers]
        database.accounts.insert_many([ACCOUNTS.encode(one) for one in accounts])
        database.members.insert_many([MEMBERS.encode(one) for one in members])
        database.completions.insert_many([COMPLETIONS.encode(one) for one in done])


def account_ids(count: int) -> Iterator[str]:
    """So many of them, spread over all ranks."""
    return (_id(n) for n in range(0, RANKED, RANKED // count))


def _id(number: int) -> str:
    return f"b{number:07d}"


def _account(number: int, at: datetime) -> Account:
    grants = tuple(
        Grant(purpose=p, counterparty=who, granted_at=at, ends_at=None, text_sha256="")
        for p, who in ((Purpose.ENROLMENT, PROGRAMME), (Purpose.BOARD, BOARD))
    )
    return Account(
        id=_id(number),
        version=1,
        state=State.ACTIVE,
        state_at=at,
        epoch=1,
        zone="Europe/Berlin",
        created_at=at,
        consents=grants,
        active_since=at,
    )


def _member(number: int, at: datetime) -> Member:
    return Member(
        id=f"m{number:07d}",
        account=_id(number),
        contact_hash=f"c{number:07d}",
        display_name=f"Member {number}",
        created_at=at,
        state=State.ACTIVE,
        state_at=at,
    )


def _completion(number: int, seeds: int, now: datetime) -> Completion:
    task = DEMO.tasks[1]
    return Completion(
        id=f"task:{task.id}:{_id(number)}:bench",
        task=task.id,
        account=_id(number),
        reference="bench",
        period="bench",
        seeds=seeds,
        source=MERCHANT,
        event_at=now.astimezone(UTC),
        at=now.astimezone(UTC),
        evidence="task_completed",  # type: ignore[arg-type]
    )
