"""Passwords that are hashed as always, only not as slowly."""

import pytest
from argon2 import PasswordHasher

from service.keys import passwords


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """For who tries dozens: how long one takes is proved by those that do not ask for this."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64))
