"""A rehearsal on what was really published: every account, and the engine's own answers."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from rewards.economy import ScoreNumbers
from rewards.score.answer import Score
from rewards.score.evidence import Evidence
from rewards.score.points import POINTS
from rewards.score.sesame import SESAME
from service.flows.context import Context
from service.members.account import Account
from service.programme import Programme
from service.programme.candidate import candidate_of
from service.scores.rehearse import rehearse
from tests.jobs.books import by_the_pure_function
from tests.jobs.test_cycle import MONTHLY
from tests.jobs.test_publish_scores import NOW, Books, at, published
from tests.jobs.toy import open_toys
from tests.people import DAY

replace = msgspec.structs.replace
COUNT = 130
LATER = NOW + timedelta(days=31)


Lives = list[tuple[Account, list[Evidence]]]


@pytest.fixture
def lives(database: Any) -> Lives:
    books = Books(database, seed=3)
    found = [books.life(f"account-{number:04d}") for number in range(COUNT)]
    database.accounts.update_many({}, {"$set": {"consents.$[].ends_at": LATER + DAY}})
    return found


@pytest.fixture
async def monthly(mongo_url: str, database_name: str, lives: Lives) -> AsyncIterator[Context]:
    """130 lives, scored for February and for March."""
    context = await open_toys(mongo_url, database_name)
    await published(at(context, MONTHLY))
    await published(at(context, MONTHLY, LATER))
    yield context
    await context.store.close()


def scoring(**changes: Any) -> Programme:
    """The next version, with another scheme."""
    numbers = replace(MONTHLY.numbers.score, **changes)
    return replace(MONTHLY, version=2, numbers=replace(MONTHLY.numbers, score=numbers))


async def test_the_same_scheme_changes_nobody(monthly: Context) -> None:
    found = await rehearse(monthly.store, MONTHLY, scoring(), cycles=5, at=NOW)
    assert [each.cycle for each in found.cycles] == ["2026-02", "2026-03"]
    for cycle in found.cycles:
        assert (cycle.accounts, cycle.changed, cycle.falls) == (COUNT, 0, ())
        assert not any(perk.gained or perk.lost for perk in cycle.perks)
    assert (found.id, found.against) == (candidate_of(MONTHLY), 1)


async def test_another_scheme_is_counted_account_by_account(
    monthly: Context, database: Any, lives: Lives
) -> None:
    strict = replace(
        SESAME,
        version=2,
        start=300,
        loss_max=None,
        levels=(
            replace(SESAME.levels[0], at_least=300),
            replace(SESAME.levels[1], at_least=380),
            *SESAME.levels[2:],
        ),
    )
    candidate = scoring(scheme=strict, evidence_min=4)
    noted: list[str] = []
    before = list(database.snapshots.find())
    found = await rehearse(
        monthly.store,
        MONTHLY,
        candidate,
        cycles=1,
        at=NOW,
        note=lambda account, _: noted.append(account),
    )
    moves = Counter(
        (level(each, MONTHLY.numbers.score), level(each, candidate.numbers.score)) for each in lives
    )
    (cycle,) = found.cycles
    # Cushions move nobody's level of then: nobody here has lost that much in a month.
    assert {(move.before, move.after): move.accounts for move in cycle.moves} == moves
    assert len(moves) >= 3
    assert sorted(noted) == [account.id for account, _ in lives]
    assert list(database.snapshots.find()) == before
    assert database.rehearsals.count_documents({}) == 0


def level(life: tuple[Account, list[Evidence]], numbers: ScoreNumbers) -> str:
    """The level at the end of March, from the life itself."""
    cut_off = datetime(2026, 3, 31, 21, 59, 59, 999000, tzinfo=UTC)
    programme = replace(MONTHLY, numbers=replace(MONTHLY.numbers, score=numbers))
    found = by_the_pure_function(*life, programme, until=cut_off)
    return found.level if isinstance(found, Score) else ""


async def test_from_sesame_to_points(monthly: Context) -> None:
    perks = tuple(replace(perk, level="AA") for perk in MONTHLY.perks)
    lines = replace(MONTHLY.numbers.rentals, lines=())
    candidate = scoring(scheme=POINTS)
    candidate = replace(candidate, perks=perks, numbers=replace(candidate.numbers, rentals=lines))
    found = await rehearse(monthly.store, MONTHLY, candidate, cycles=2, at=NOW)
    assert (found.scheme, len(found.cycles)) == ("points", 2)
    after = {move.after for cycle in found.cycles for move in cycle.moves}
    assert after <= {"", *(level.name for level in POINTS.levels)}
    umbrella = next(perk for perk in found.cycles[-1].perks if perk.perk == "umbrella")
    assert umbrella.lost > 0


async def test_where_nothing_was_published_there_is_nothing_to_rehearse(
    mongo_url: str, database_name: str, database: Any
) -> None:
    context = await open_toys(mongo_url, database_name)
    found = await rehearse(context.store, MONTHLY, scoring(scheme=POINTS), cycles=3, at=NOW)
    assert found.cycles == ()
    await context.store.close()
