"""Who is a minor, and what is not for minors. Pure."""

import enum
from datetime import datetime

from rewards.calendar import Instant
from rewards.perks.perk import Perk
from rewards.refusal import Refusal
from service.members.account import Account
from service.members.consents import Purpose


class Barred(enum.StrEnum):
    """What waits until a member is grown up."""

    BOARDS = "boards"
    GAMES = "games"
    LEVELS = "levels"
    BADGES = "badges"


OF_PURPOSE = {
    Purpose.BOARD: Barred.BOARDS,
    Purpose.GUESSABLE: Barred.GAMES,
    Purpose.BADGE: Barred.BADGES,
}
"""Consents that nobody can give while they are a minor."""

_SAID = {
    Barred.BOARDS: "Boards are",
    Barred.GAMES: "Games, and being guessed about, are",
    Barred.LEVELS: "Perks that ask for a level are",
    Barred.BADGES: "Badges for sites about work, love and housing are",
}


class NotForMinors(Refusal, frozen=True, kw_only=True):
    """By the declared year of birth, the member is not surely of age yet."""

    barred: Barred
    adult_from: Instant

    def detail(self) -> str:
        return f"{_SAID[self.barred]} not for minors: come back from {self.adult_from.date()} on."


def is_minor(account: Account, at: datetime) -> bool:
    """Under age at `at`, by the declared year of birth."""
    return account.adult_from is not None and at < account.adult_from


def not_for_minors(account: Account, barred: Barred, at: datetime) -> NotForMinors | None:
    """The refusal if the member is a minor at `at`."""
    if account.adult_from is None or at >= account.adult_from:
        return None
    return NotForMinors(barred=barred, adult_from=account.adult_from)


def may_not_have(account: Account, perk: Perk, at: datetime) -> NotForMinors | None:
    """The refusal if a level opens the perk and the member is a minor."""
    return None if perk.level is None else not_for_minors(account, Barred.LEVELS, at)


def may_not_consent(account: Account, purpose: Purpose, at: datetime) -> NotForMinors | None:
    """The refusal if the purpose is not for minors and the member is one."""
    barred = OF_PURPOSE.get(purpose)
    return None if barred is None else not_for_minors(account, barred, at)
