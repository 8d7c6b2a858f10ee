"""Passwords of operators as argon2id hashes: slow on purpose, so never on the event loop."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

Result = TypeVar("Result")

# RFC 9106, the second recommendation: 64 MiB, three passes, four lanes; some 0.1 s.
HASHER = PasswordHasher(
    time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16, type=Type.ID
)

AT_ONCE = 2
"""So that a crowd of guesses costs a process at most 128 MiB, and waits for itself."""


class Passwords:
    """Hashes and compares, a few at a time, in threads."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)

    async def make(self, password: str) -> str:
        """The text to store: parameters, salt and hash."""
        return await self._apart(lambda: HASHER.hash(password))

    async def fits(self, password: str, stored: str | None) -> bool:
        """Whether it is the stored one. None is nobody's, and takes as long."""
        return await self._apart(lambda: _fits(password, stored))

    async def _apart(self, work: Callable[[], Result]) -> Result:
        async with self._room:
            return await asyncio.to_thread(work)


def _fits(password: str, stored: str | None) -> bool:
    if stored is None:
        HASHER.hash(password)
        return False
    try:
        return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
