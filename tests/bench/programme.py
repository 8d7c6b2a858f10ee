"""A programme and members for measuring: many tasks, so that every completion is a new one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import msgspec

from service.language.languages import Language
from service.members.account import Account
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.link import Pseudonym
from service.members.states import State
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.schema.page import ACCOUNTS, PSEUDONYMS
from tasks.join import Joined
from tasks.task import Category, Task, TaskKind
from tests.unlimited import unlimited

MERCHANT = "umbrella-kiosk"
MEMBERS = 20_000
TASKS = 8
DAYS = 3  # reported late, and within the hours that a programme allows
EACH = TASKS * DAYS


def programme() -> Programme:
    """The demo programme with daily tasks of one merchant instead of its own."""
    daily = tuple(
        Task(
            id=f"bench-{n}",
            title=f"Task {n}",
            category=Category.EVERYDAY,
            kind=TaskKind.DAILY,
            seeds=10,
            sources=(MERCHANT,),
            opens_at=datetime(2020, 1, 1, tzinfo=UTC),
        )
        for n in range(TASKS)
    )
    # Translations of titles that are not there would be refused.
    english = tuple(text for text in DEMO.consent_texts if text.language is Language.EN)
    plain = msgspec.structs.replace(DEMO, tasks=daily, consent_texts=english, translations={})
    return unlimited(plain)


def account_id(number: int) -> str:
    """Of the member with this number."""
    return f"a{number:07d}"


def settle_members(database: Any, now: datetime, many: int = MEMBERS) -> None:
    """Active members, each linked to the merchant and following every task."""
    longer_ago = now - timedelta(days=30)
    grants = tuple(
        Grant(purpose=p, counterparty=who, granted_at=longer_ago, ends_at=None, text_sha256="")
        for p, who in ((Purpose.ENROLMENT, PROGRAMME), (Purpose.TASK_EVENTS, MERCHANT))
    )
    joined = tuple(Joined(task=f"bench-{n}", at=longer_ago) for n in range(TASKS))
    accounts = (
        Account(
            id=account_id(n),
            version=1,
            state=State.ACTIVE,
            state_at=longer_ago,
            epoch=1,
            zone="Europe/Berlin",
            created_at=longer_ago,
            consents=grants,
            joined=joined,
            active_since=longer_ago,
        )
        for n in range(many)
    )
    links = (
        Pseudonym(id=f"p{n:07d}", merchant=MERCHANT, account=account_id(n), at=longer_ago)
        for n in range(many)
    )
    database.accounts.insert_many([ACCOUNTS.encode(one) for one in accounts])
    database.pseudonyms.insert_many([PSEUDONYMS.encode(one) for one in links])


def completions(at_once: int, now: datetime) -> Iterator[tuple[str, str, datetime]]:
    """(member, task, event time), every one new.

    Of so many members, each time one by chance, until all have done everything there is; then come
    the next: few make hot accounts whose baskets nevertheless stay as small as a member's are.
    """
    chance = Random(MEMBERS)
    for first in range(0, MEMBERS, at_once):
        left = dict.fromkeys(range(first, min(first + at_once, MEMBERS)), EACH)
        members = list(left)
        while members:
            place = chance.randrange(len(members))
            member = members[place]
            left[member] -= 1
            day, task = divmod(left[member], TASKS)
            yield f"p{member:07d}", f"bench-{task}", now - timedelta(days=day)
            if not left[member]:
                members[place] = members[-1]
                members.pop()
