"""What a dead process has left locked holds up its own account, and nobody else."""

import asyncio
import sys
from asyncio.subprocess import PIPE

import pytest

from tests.faults.book import DECIDED
from tests.faults.crowd import Customer
from tests.faults.numbers import LOCKS
from tests.faults.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.crash]

OTHERS = 12
OTHERS_WITHIN_S = 2.0


async def die_holding(stage: Stage, account: str) -> None:
    """A process writes to an account in a transaction, and is killed before it commits."""
    arguments = [stage.url, stage.database.name, account]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.holder", *arguments, stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    process.kill()
    await process.communicate()


def longest_s(stage: Stage, *who: Customer) -> float:
    return max(took for each in who for took in stage.book.took_s[each.account])


@pytest.mark.timeout(60 + 30 * LOCKS)
async def test_an_account_that_a_dead_process_has_locked_holds_up_nobody_else(
    stage: Stage,
) -> None:
    server = await stage.serve()
    for _ in range(LOCKS):
        locked, *others = await stage.crowd.settle(1 + OTHERS, 6)
        waiting = stage.load([locked], server)
        busy = stage.load(others, server)
        await die_holding(stage, locked.account)
        async with busy.running():
            await waiting.run(callers=4)
        print(f"others within {longest_s(stage, *others):.2f} s, ", end="")
        print(f"the locked one within {longest_s(stage, locked):.2f} s")
        assert longest_s(stage, locked) > OTHERS_WITHIN_S, "it was not locked at all"
        assert longest_s(stage, *others) < OTHERS_WITHIN_S
    assert all(int(said.split()[0]) in DECIDED for said in stage.book.said), stage.book.said
    await stage.prove()
