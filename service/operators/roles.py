"""Roles, and the powers that each of them has. One page, because a power too many is a breach."""

import enum
from collections.abc import Iterable, Mapping
from types import MappingProxyType


class Role(enum.StrEnum):
    """What an operator is there for. One person may have several."""

    ADMIN = "admin"
    SUPPORT = "support"
    AUDITOR = "auditor"


class Power(enum.StrEnum):
    """What a door may ask for."""

    OPERATORS = "operators"
    """End what other operators may do."""
    KEYS = "keys"
    """Give out, rotate and revoke merchants' keys."""
    MERCHANTS = "merchants"
    """Decide who becomes a merchant, say who stands for one, suspend one."""
    DISPLAYS = "displays"
    """Give out and revoke the tokens of displays."""
    TASKS = "tasks"
    """Report what a member did, and take back what anybody reported."""
    MEMBERS = "members"
    """Answer what members challenge, and hide a name that must not be shown."""
    CHALLENGES = "challenges"
    """Read what members object to, without their names, and decide it."""
    SCORES = "scores"
    """Have published scores corrected."""
    CLOCK = "clock"
    """Move a sandbox's clock."""
    LOOK = "look"
    """See which keys and tokens there are; never their secrets."""
    AUDIT = "audit"
    """Read the audit log, and who the operators are."""


# Nobody changes what only an auditor reads: no role has a power over the audit log.
POWERS: Mapping[Role, frozenset[Power]] = MappingProxyType(
    {
        Role.ADMIN: frozenset(Power),
        Role.SUPPORT: frozenset({Power.LOOK, Power.TASKS, Power.MEMBERS, Power.CHALLENGES}),
        Role.AUDITOR: frozenset({Power.LOOK, Power.AUDIT}),
    }
)


def may(roles: Iterable[Role], power: Power) -> bool:
    """Whether one of these roles has the power."""
    return any(power in POWERS[role] for role in roles)
