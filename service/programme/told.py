"""Which changes members have to be told: what pays less, lasts shorter or asks more.

By place, ids left out. What is in no list here is told to who asks, like everything.
"""

from typing import Any

# A lower number gives less: seeds, prizes, caps, and how long something lasts or waits for them.
LOWERED = frozenset(
    {
        "tasks[].seeds",
        "tasks[].budget",
        "campaigns[].day_seeds_max",
        "campaigns[].budget",
        "boards[].prizes",
        "games[].prizes",
        "perks[].rental.minutes",
        "perks[].rental.minutes_max",
        "numbers.ledger.ripe_days",
        "numbers.ledger.ripe_entries_max",
        "numbers.ledger.lot_months",
        "numbers.ledger.refund_days_min",
        "numbers.ledger.hold_seconds_max",
        "numbers.ledger.holds_max",
        "numbers.perks.pass_seconds",
        "numbers.perks.badges.shares_max",
        "numbers.rentals.lines[].minor",
        "numbers.rentals.open_max",
        "numbers.rentals.quote_minutes",
        "numbers.rentals.authorisation_minutes",
        "numbers.invitations.inviter_seeds",
        "numbers.invitations.newcomer_seeds",
        "numbers.invitations.first_percent",
        "numbers.invitations.attach_minutes",
        "numbers.invitations.open_max",
        "numbers.invitations.expiry_days",
        "numbers.invitations.paid_max",
        "numbers.games.place_points",
        "numbers.games.podium_points",
        "numbers.games.versions_max",
        "numbers.seasons.late_hours",
        "numbers.tasks.joined_max",
        "numbers.tasks.late_hours_max",
        "numbers.tasks.quiz_tries_max",
        "numbers.tasks.seeds_day_max",
        "numbers.tasks.streak.freezes_max",
        "numbers.tasks.streak.bonus_seeds",
        "numbers.tasks.streak.bonus_times_max",
        "numbers.members.consent_days",
        "numbers.members.consent_days_max",
        "numbers.changes.notice_seconds",
        "numbers.changes.level_days",
    }
)

# A higher number asks more.
RAISED = frozenset(
    {
        "tasks[].target",
        "tasks[].pass_mark",
        "perks[].rental.deposit_minor",
        "games[].lock_minutes",
        "games[].places",
        "numbers.invitations.hold_days",
        "numbers.invitations.qualifying_days",
        "numbers.games.entrants_min",
        "numbers.tasks.zone_change_days",
        "numbers.tasks.streak.freeze_days",
    }
)

# Any change: words that were agreed to, where scores come from, what a task or a perk asks for.
ANY = (
    "consent_texts[]",
    "numbers.score.",
    "perks[].level",
    "perks[].terms",
    "perks[].merchants",
    "perks[].badge",
    "numbers.perks.badges.steps",
    "numbers.perks.badges.month_steps",
    "tasks[].level",
    "tasks[].requires",
    "tasks[].closes_at",
    "tasks[].window_days",
    "tasks[].reversal",
    "tasks[].overflow",
    "campaigns[].overflow",
    "numbers.tasks.seeds_day_overflow",
)

# Gone is gone.
REMOVED = frozenset({"tasks[]", "perks[]", "games[]", "numbers.rentals.lines[]"})


def is_told(pattern: str, how: str, before: Any, after: Any) -> bool:
    """Whether members have to be told. None stands for no limit: to get one is to get less."""
    if pattern.startswith(ANY):
        return True
    if how == "removed":
        return pattern in REMOVED
    if how != "changed":
        return False
    less = pattern in LOWERED and _is_less(after, before)
    return less or (pattern in RAISED and _is_less(before, after))


def _is_less(one: Any, other: Any) -> bool:
    """Whether `one` is less than `other`; of prizes, whether any place wins less."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        places = [*one, *(0 for _ in other[len(one) :])]
        return any(mine < theirs for mine, theirs in zip(places, other, strict=False))
    if one is None or other is None:
        return one is not None
    return bool(one < other)
