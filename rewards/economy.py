"""The economy on one page: what rewards count with, in which unit, and why.

These are defaults. The programme document carries the values in force, and every rule takes them as
an argument; no rule knows a number of its own. What evidence is worth is in `score/sesame.py`.
"""

import enum
from itertools import pairwise
from typing import Annotated

import msgspec

from rewards.ledger.amount import AMOUNT_MAX
from rewards.score.evidence import EvidenceKind
from rewards.score.scheme import Scheme
from rewards.score.sesame import SESAME


class LedgerNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long seeds wait and last."""

    # Days to collect ripe seeds: long enough for a holiday, short enough to come back for.
    ripe_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 30
    # Entries in the basket: about seven a day for 30 days. It bounds the account document.
    ripe_entries_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 200
    # Months a lot lasts after the END of the month it was collected in, so never less than that.
    lot_months: Annotated[int, msgspec.Meta(ge=1, le=120)] = 12
    # Days before seeds wither or expire on which their member is told: time to open the app; time
    # to choose what to spend them on.
    withering_notice_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 3
    expiry_notice_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 14
    # Days that seeds are good for when they come back from a refund or a hold: time to use them.
    refund_days_min: Annotated[int, msgspec.Meta(ge=1, le=366)] = 7
    # Seconds that seeds can be set aside: a moment at a counter, or a room booked for next week.
    hold_seconds_min: Annotated[int, msgspec.Meta(ge=1, le=86_400)] = 60
    hold_seconds_max: Annotated[int, msgspec.Meta(ge=1, le=5_184_000)] = 15 * 86_400
    # Holds at once: more than anybody buys at the same time, and it bounds the account document.
    holds_max: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
    # Minutes after midnight at which a day is closed: what was begun before it is booked by then.
    day_closes_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 10


class Cadence(enum.StrEnum):
    """How often scores are published."""

    MONTHLY = "monthly"
    DAILY = "daily"


class HabitPiece(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a habit makes every so many days."""

    evidence: EvidenceKind
    every_days: Annotated[int, msgspec.Meta(ge=1, le=366)]


class Habit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody could take up, and the evidence that it makes."""

    pieces: Annotated[tuple[HabitPiece, ...], msgspec.Meta(min_length=1, max_length=10)]


def _habit(**every_days: int) -> Habit:
    return Habit(
        pieces=tuple(
            HabitPiece(evidence=EvidenceKind(kind), every_days=days)
            for kind, days in every_days.items()
        )
    )


class WhatIfNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far ahead of a score is looked, when a member asks what would change it."""

    # Suppositions in one question, and how often things happen in all of them: a plan for a few
    # months, and few enough to be worked out between two other requests.
    suppositions_max: Annotated[int, msgspec.Meta(ge=1, le=50)] = 10
    times_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 200
    # Days ahead: a year; what is further away is no plan.
    days_max: Annotated[int, msgspec.Meta(ge=1, le=3_660)] = 366
    # Days ahead for which it is told what fades by itself: about until the next publication.
    fade_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 30
    # Days from now at which each habit is looked at, to find what opens the next level soonest:
    # close together at first, when a day matters.
    search_days: Annotated[
        tuple[Annotated[int, msgspec.Meta(ge=1, le=3_660)], ...], msgspec.Meta(max_length=20)
    ] = (1, 3, 7, 14, 30, 60, 90, 180, 365)
    # The habits that are tried, each alone: what ordinary and busy members do.
    habits: Annotated[tuple[Habit, ...], msgspec.Meta(max_length=10)] = (
        _habit(task_completed=1, streak_week=7),
        _habit(task_completed=7),
        _habit(charity_task_completed=7),
        _habit(rental_kept_small=7, returned_on_time=7),
        _habit(rental_kept_large=30, returned_on_time=30),
    )


class ScoreNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a score may be said, and what it is made of."""

    # Days in state active: less than a month of somebody's life says nothing about them.
    active_days_min: Annotated[int, msgspec.Meta(ge=0, le=3_660)] = 30
    # Pieces of evidence: one alone would be a score about one afternoon.
    evidence_min: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 3
    # Monthly, so that nobody has to look every day; daily to try things out.
    cadence: Cadence = Cadence.MONTHLY
    # Days from the announcement of another scheme, or of when a score may be said, to its effect:
    # a month to read it, to ask and to leave.
    announcement_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 30
    # What each kind of evidence is worth, and the levels that perks may ask for.
    scheme: Scheme = SESAME
    what_if: WhatIfNumbers = WhatIfNumbers()
    # Points of a score that a rehearsal counts together, and how many of the largest falls it
    # names: enough to see who would be hit, on one screen.
    rehearsal_width: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 50
    rehearsal_falls: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10

    def scores_like(self, other: "ScoreNumbers") -> bool:
        """Whether the same evidence makes the same score."""
        return self._made_of() == other._made_of()

    def _made_of(self) -> tuple[Scheme, int, int]:
        return self.scheme, self.active_days_min, self.evidence_min


class ChallengeNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long everybody has to speak about evidence that a member says is wrong."""

    # Days to challenge something, from when its member was told: a holiday, and time to think.
    challenge_days: Annotated[int, msgspec.Meta(ge=7, le=366)] = 30
    # Days in which its source answers; silence loses, so that nobody wins by waiting.
    answer_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 7
    # Days in which an operator decides; then it is decided for the member.
    decision_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 14
    # Challenges that a member may have open: enough for a bad month, too few to drown a counter.
    open_max: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5


Step = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class BadgeNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which steps badges tell what they count, and to how many."""

    # Things kept or done: a badge says the highest step that is reached. Far apart, so that a step
    # is shared by many people and says nothing about last week.
    steps: Annotated[tuple[Step, ...], msgspec.Meta(min_length=1, max_length=20)] = (
        *(1, 5, 10, 25, 50),
        *(100, 250, 500, 1_000),
    )
    # Months of membership, of 30 active days: a season, then years.
    month_steps: Annotated[tuple[Step, ...], msgspec.Meta(min_length=1, max_length=20)] = (
        *(1, 3, 6, 12, 24),
        *(36, 60, 120),
    )
    # Shares at once: more than anybody looks for jobs and flats at the same time, and it bounds
    # the account document.
    shares_max: Annotated[int, msgspec.Meta(ge=1, le=200)] = 30


class StoreNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much a merchant has of its own: places where it serves people, and keys."""

    # Stores and terminals of one merchant, closed ones included: a chain in one city. It bounds
    # their document, which is looked at whenever somebody is served.
    stores_max: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50
    terminals_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 200
    # Keys of one merchant that still open something: one for each till that has a key of its own,
    # and some for servers. Who has more has lost sight of them.
    keys_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 100
    # Characters of a store's name and address, and of a terminal's name: a line.
    name_length_max: Annotated[int, msgspec.Meta(ge=10, le=200)] = 120


class PerkNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long what is shown at a counter lives, and how much can be learned there."""

    # Seconds from opening a pass to its end: time to be scanned, too short to be sent around.
    pass_seconds: Annotated[int, msgspec.Meta(ge=10, le=600)] = 60
    # Wrong eight-digit codes at one terminal until it has to wait, and how long: who mistypes
    # three times is still served, who tries them all would need centuries.
    code_tries: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    code_window_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 5
    # Hours for which a decision about a level holds at all merchants: whoever asks again hears the
    # same, so that a score is not found out by asking around the day of its publication.
    level_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24
    # Checks of one member within so many hours: more than a day of errands has counters.
    checks_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 40
    checks_hours: Annotated[int, msgspec.Meta(ge=1, le=168)] = 24
    # Vouchers that one member holds at once: more than a wallet has, and it bounds the account
    # document and what an erasure gives back.
    vouchers_max: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
    badges: BadgeNumbers = BadgeNumbers()
    stores: StoreNumbers = StoreNumbers()


class MerchantNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a business becomes a merchant."""

    # Days for which an application is kept that nobody has approved: time to look, to read why not
    # and to ask again; longer there is no reason to keep the names in it.
    application_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 90


class CreditLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much deposit a level does without, in minor units of money, all rentals together."""

    level: str
    minor: Annotated[int, msgspec.Meta(ge=0, le=AMOUNT_MAX)]


class RentalNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is lent without a deposit, how much at once, and how long each step waits."""

    # By level of the scheme `sesame`: an umbrella; a bicycle; a hotel room or a car; a flat.
    # A level that is not named has no line.
    lines: tuple[CreditLine, ...] = (
        CreditLine(level="sprout", minor=5_000),
        CreditLine(level="sapling", minor=50_000),
        CreditLine(level="branch", minor=300_000),
        CreditLine(level="blossom", minor=1_000_000),
        CreditLine(level="canopy", minor=2_000_000),
    )
    # Rentals open at once: more than two hands can carry, and it bounds the account document.
    open_max: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    # Minutes from the check to the authorisation: the same visit to the same counter.
    quote_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 15
    # Minutes from the authorisation to the hand-over: a room is booked the day before.
    authorisation_minutes: Annotated[int, msgspec.Meta(ge=1, le=43_200)] = 1_440
    # Hours a return may be dated ahead of now: a key box knows when it will be opened.
    return_ahead_hours: Annotated[int, msgspec.Meta(ge=0, le=168)] = 24
    # Days in which the merchant may close a returned rental; then it is closed for the member.
    silence_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 14
    # Hours after its end, or after a claim, in which a promise is not broken yet: a weekend.
    grace_hours: Annotated[int, msgspec.Meta(ge=1, le=2_160)] = 72
    # Per cent of how long a thing is lent that is left when its member is reminded: minutes of an
    # umbrella, days of a flat; at least and at most these.
    reminder_percent: Annotated[int, msgspec.Meta(ge=1, le=50)] = 10
    reminder_minutes_min: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 15
    reminder_days_max: Annotated[int, msgspec.Meta(ge=1, le=30)] = 3
    # Hours for which an offline pass is good at most: a day of errands.
    offline_hours_max: Annotated[int, msgspec.Meta(ge=1, le=72)] = 24
    # Hours after its end in which a till can still bring in that it was used; so long the line is
    # held: a till without a network is emptied every other day.
    upload_hours: Annotated[int, msgspec.Meta(ge=1, le=336)] = 48
    # Minutes by which the clock of a till may be ahead of ours.
    till_ahead_minutes: Annotated[int, msgspec.Meta(ge=0, le=60)] = 5
    # Times a fault stops the clock of one rental: what breaks again and again is brought back.
    faults_max: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    # Days after which a breach that nobody made good frees the line: no deposit is held for ever.
    give_up_days: Annotated[int, msgspec.Meta(ge=30, le=730)] = 180


def lint_lines(lines: tuple[CreditLine, ...], levels: tuple[str, ...]) -> list[str]:
    """What is wrong with credit lines, as sentences. `levels` are the scheme's, lowest first."""
    named = [line.level for line in lines]
    known = [each for each in levels if each in named]
    by_level = {line.level: line.minor for line in lines}
    rules = {
        "two credit lines are of one level": len(set(named)) < len(named),
        "a higher level has a lower credit line": any(
            by_level[above] < by_level[below] for below, above in pairwise(known)
        ),
    } | {f"credit line {each!r} is of no level": each not in levels for each in named}
    return [sentence for sentence, broken in rules.items() if broken]


class InvitationNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an invitation pays to both, when, and how often."""

    # Seeds for who invites and who comes: a few weeks of tasks, too little to live on. At least
    # 100, so that one per cent is a seed and each stage pays something.
    inviter_seeds: Annotated[int, msgspec.Meta(ge=100, le=1_000_000)] = 200
    newcomer_seeds: Annotated[int, msgspec.Meta(ge=100, le=1_000_000)] = 100
    # Per cent of it paid when the newcomer has qualified; the rest after the hold.
    first_percent: Annotated[int, msgspec.Meta(ge=1, le=99)] = 20
    # Days between the two: time to look at what looks odd.
    hold_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 14
    # Minutes after joining in which an invitation can be named: nobody is won over afterwards.
    attach_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 60
    # Invitations that wait to be taken up at once: as many as are paid in a while.
    open_max: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    # Days, in the newcomer's zone, with a trusted task on each: a visit is not a member yet.
    qualifying_days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 3
    # Days to be taken up, and again to qualify.
    expiry_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 30
    # Paid within `paid_days` for one inviter; the rest wait. It bounds the account document.
    paid_max: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    paid_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 30


class GameNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What bounds guessing, and what a guess at a podium is worth."""

    # Entrants below which a game is void: alone there is nobody to be nearer than.
    entrants_min: Annotated[int, msgspec.Meta(ge=2, le=1_000)] = 2
    # Versions of one guess: every one is kept, so it bounds the entry.
    versions_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 20
    # Points for a name in its place, and for one on the podium in another: the published rule.
    place_points: Annotated[int, msgspec.Meta(ge=1, le=100)] = 3
    podium_points: Annotated[int, msgspec.Meta(ge=0, le=100)] = 1
    # Days from the lock until a game whose outcome has not come is void: longer than a month and
    # its publication take.
    outcome_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 45


class SeasonNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a season goes on after its end."""

    # Hours from a season's end to its settlement: a merchant's till reports what it did offline.
    late_hours: Annotated[int, msgspec.Meta(ge=0, le=720)] = 24
    # Days from the settlement to the archive: time to look, to object, and to correct.
    archive_days: Annotated[int, msgspec.Meta(ge=1, le=3_660)] = 28


class SettlementNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who has to look before a pool is paid."""

    # Seeds: a pool above this waits for an operator. What a thousand members earn in a good week
    # is not paid by a clock alone.
    approve_above: Annotated[int, msgspec.Meta(ge=0, le=AMOUNT_MAX)] = 100_000
