"""The three callers, as values."""

import enum

import msgspec


class Scope(enum.StrEnum):
    """What a merchant's key may be used for."""

    TASK_EVENTS = "task_events"
    ELIGIBILITY = "eligibility"
    RENTALS = "rentals"


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in member: the account, and the session that the token came from."""

    account: str
    session: str

    @property
    def caller(self) -> str:
        """The scope of this caller's idempotency keys."""
        return f"member:{self.account}"


class Merchant(msgspec.Struct, frozen=True, kw_only=True):
    """A merchant, by one of its keys."""

    id: str
    key: str
    scopes: tuple[str, ...]

    @property
    def caller(self) -> str:
        """The scope of this caller's idempotency keys; shared by the merchant's keys."""
        return f"merchant:{self.id}"


class Display(msgspec.Struct, frozen=True, kw_only=True):
    """One screen, which shows one board."""

    id: str
    board: str
