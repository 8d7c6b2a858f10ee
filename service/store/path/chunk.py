"""A chunk of a job: many commands behind one fence, in transactions of their own.

The fence is a command that checks, by a write, that the runner still owns its slot. It is decided
first in every transaction of the chunk; if it refuses, nothing of the chunk is written.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from rewards.refusal import Refusal
from service.store.path.backoff import pause
from service.store.path.command import Answered, Command
from service.store.path.fault import Fault, Unavailable
from service.store.path.refusals import Busy, OutcomeUnknown
from service.store.path.transaction import Transactions
from service.store.path.turn import Turn


class FenceDown(Exception):
    """The runner has lost its slot; `refusal` says how. Nothing of this transaction was written."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail())
        self.refusal = refusal


async def apply_chunk(
    transactions: Transactions,
    fence: Command[Any],
    commands: Sequence[Command[Any]],
    *,
    deadline_s: float,
) -> list[Answered[Any] | Exception]:
    """One answer per command, in order; an exception in place of an answer is that rule's defect.

    Raises FenceDown. A command that stays locked until the deadline is answered Busy.
    """
    chunk = _Chunk(transactions, fence, asyncio.get_running_loop().time() + deadline_s)
    return await chunk.run([Turn(command) for command in commands])


class _Chunk:
    def __init__(self, transactions: Transactions, fence: Command[Any], deadline: float) -> None:
        self._transactions = transactions
        self._fence = fence
        self._deadline = deadline

    async def run(self, turns: Sequence[Turn]) -> list[Answered[Any] | Exception]:
        tries = 0
        while True:
            try:
                return await self._attempt(turns)
            except Fault as fault:
                if len(turns) > 1 and tries and not isinstance(fault, Unavailable):
                    return await self._halves(turns)
                if asyncio.get_running_loop().time() > self._deadline:
                    late = Answered[Any](OutcomeUnknown() if fault.unknown else Busy())
                    return [late for _ in turns]
            except FenceDown:
                raise
            except Exception as defect:
                if len(turns) <= 1:
                    return [defect for _ in turns]
                return await self._halves(turns)
            tries += 1
            await pause(tries)

    async def _halves(self, turns: Sequence[Turn]) -> list[Answered[Any] | Exception]:
        middle = len(turns) // 2
        return await self.run(turns[:middle]) + await self.run(turns[middle:])

    async def _attempt(self, turns: Sequence[Turn]) -> list[Answered[Any] | Exception]:
        fence = Turn(self._fence)
        again = [Turn(turn.command, turn.attempts, turn.keys) for turn in turns]
        await self._transactions.attempt([fence, *again], fenced=True)
        if fence.failure is not None:
            raise fence.failure
        if fence.answered is None or isinstance(fence.answered.answer, Refusal):
            raise FenceDown(_refusal_of(fence))
        return [_result(turn) for turn in again]


def _refusal_of(fence: Turn) -> Refusal:
    answer = fence.answered.answer if fence.answered else None
    return answer if isinstance(answer, Refusal) else Busy()


def _result(turn: Turn) -> Answered[Any] | Exception:
    if turn.failure is not None:
        return turn.failure
    return turn.answered or Answered(Busy())
