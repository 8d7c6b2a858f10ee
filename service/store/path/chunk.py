"""A chunk of a job: many commands behind one fence, in transactions of their own.

The fence is a command that checks, by a write, that the runner still owns its slot. It is decided
first in every transaction of the chunk; if it refuses, nothing of the chunk is written.
"""

import asyncio
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from rewards.refusal import Refusal
from service.store.path.backoff import pause
from service.store.path.command import Answered, Command
from service.store.path.fault import Conflict, Fault
from service.store.path.refusals import Busy, OutcomeUnknown
from service.store.path.transaction import Transactions
from service.store.path.turn import Turn

Result = Answered[Any] | Exception


class FenceDown(Exception):
    """The runner has lost its slot; `refusal` says how. Nothing of this transaction was written,
    earlier ones of the chunk stay."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail())
        self.refusal = refusal


async def apply_chunk(
    transactions: Transactions,
    fence: Command[Any],
    commands: Sequence[Command[Any]],
    *,
    deadline_s: float,
) -> list[Result]:
    """One answer per command, in order; an exception in place of an answer is that rule's defect.

    Raises FenceDown, and what makes the fence itself fail. A command that stays locked until the
    deadline is answered Busy, or OutcomeUnknown.
    """
    if fence.key is not None:
        raise ValueError("a fence has no key: its stored answer would not write, so not guard")
    chunk = _Chunk(transactions, fence, asyncio.get_running_loop().time() + deadline_s)
    return await chunk.run([Turn(command) for command in commands])


class _Chunk:
    def __init__(self, transactions: Transactions, fence: Command[Any], deadline: float) -> None:
        self._transactions = transactions
        self._fence = fence
        self._deadline = deadline

    async def run(self, turns: Sequence[Turn]) -> list[Result]:
        results: list[Result] = []
        tries = 0
        while rest := turns[len(results) :]:
            fence, again = Turn(self._fence), [turn.again() for turn in rest]
            try:
                await self._transactions.attempt([fence, *again], fenced=True)
            except Fault as fault:
                if len(rest) > 1 and tries and isinstance(fault, Conflict):
                    return results + await self._halves(rest)
                if asyncio.get_running_loop().time() > self._deadline:
                    return results + [_late(turn) for turn in rest]
                tries += 1
                await pause(tries)
            except Exception as defect:
                if len(rest) > 1:
                    return results + await self._halves(rest)
                await self._prove_fence()
                return [*results, defect]
            else:
                _require_standing(fence)
                results += map(_result, takewhile(lambda turn: not turn.open, again))
        return results

    async def _halves(self, turns: Sequence[Turn]) -> list[Result]:
        middle = len(turns) // 2
        return await self.run(turns[:middle]) + await self.run(turns[middle:])

    async def _prove_fence(self) -> None:
        """Raises if it was the fence, or the database, that failed, and not the one command."""
        fence = Turn(self._fence)
        await self._transactions.attempt([fence], fenced=True)
        _require_standing(fence)


def _require_standing(fence: Turn) -> None:
    if fence.failure is not None:
        raise fence.failure
    if fence.answered is not None and isinstance(fence.answered.answer, Refusal):
        raise FenceDown(fence.answered.answer)


def _late(turn: Turn) -> Result:
    return Answered(OutcomeUnknown() if turn.attempts else Busy())


def _result(turn: Turn) -> Result:
    return turn.failure or turn.answered or Answered(Busy())
