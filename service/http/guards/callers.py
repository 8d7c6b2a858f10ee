"""The three callers, as values."""

import enum

import msgspec

from service.operators.roles import Power, Role, may


class Scope(enum.StrEnum):
    """What a merchant's key may be used for."""

    TASK_EVENTS = "task_events"
    ELIGIBILITY = "eligibility"
    RENTALS = "rentals"
    BADGES = "badges"
    """See the facts that members show to the merchant. A till need not."""
    SEEDS = "seeds"
    VOUCHERS = "vouchers"
    CHALLENGES = "challenges"
    """Answer what members object to, and say that something was made good. A till need not."""
    OFFICE = "office"
    """See the merchant's keys and statements, give and end keys. A till must not have it."""
    WEBHOOKS = "webhooks"
    """Say which servers are told of what happens. A till need not."""
    KEY_ROTATION = "key_rotation"
    """Give this key a new secret. A till need not have it."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in member: the account, and the session that the token came from."""

    account: str
    session: str

    @property
    def caller(self) -> str:
        """The scope of this caller's idempotency keys."""
        return f"member:{self.account}"


class Merchant(msgspec.Struct, frozen=True, kw_only=True):
    """A merchant, by one of its keys; `terminal` is the one that the key is for, if any."""

    id: str
    key: str
    scopes: tuple[str, ...]
    terminal: str = ""

    @property
    def caller(self) -> str:
        """The scope of this caller's idempotency keys; shared by the merchant's keys."""
        return f"merchant:{self.id}"


class Operator(msgspec.Struct, frozen=True, kw_only=True):
    """A signed-in operator, by name, with the roles of now."""

    id: str
    session: str
    roles: tuple[Role, ...]

    @property
    def caller(self) -> str:
        """The scope of this caller's idempotency keys, and who stands in the audit log."""
        return f"operator:{self.id}"

    def may(self, power: Power) -> bool:
        """Whether the roles have the power."""
        return may(self.roles, power)


class Display(msgspec.Struct, frozen=True, kw_only=True):
    """One screen, which shows one board."""

    id: str
    board: str
