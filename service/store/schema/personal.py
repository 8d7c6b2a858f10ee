"""What becomes of every collection when a member is erased, and of every field of what stays.

A new collection, and a new field where documents stay, has to be said something about here: a test
compares this page with the schema's. Whoever adds something about a person says how it goes.
"""

import enum
from dataclasses import dataclass
from typing import Any

from service.members.consents import Purpose
from service.members.erasure.erase import BLANKED
from service.store.collection import Collection
from service.store.outbox import EVENT_WAITS, OUTBOX
from service.store.path.record import RECORDS
from service.store.schema import page

CONSENTS_KEPT = frozenset({Purpose.ENROLMENT.value, Purpose.SCORE.value})
"""What proves that scores which stay were made with consent; it names nobody and no merchant."""


class Fate(enum.StrEnum):
    """Removed: by the command that erases. Swept: by the job, within the hour. Ends: by itself,
    soon after. Stays: under the random id of an account that nobody can name. Nobody's: not about
    members."""

    REMOVED = "removed"
    SWEPT = "swept"
    ENDS = "ends"
    STAYS = "stays"
    NOBODYS = "nobodys"


@dataclass(frozen=True)
class Treatment:
    """`why` it is right. Of what stays, `kept` fields are as they were, `blanked` hold nothing."""

    collection: Collection[Any]
    fate: Fate
    why: str
    kept: frozenset[str] = frozenset()
    blanked: frozenset[str] = frozenset()


def _gone(fate: Fate, why: str, *collections: Collection[Any]) -> tuple[Treatment, ...]:
    return tuple(Treatment(each, fate, why) for each in collections)


def _stays(
    collection: Collection[Any], why: str, kept: str, blanked: frozenset[str] = frozenset()
) -> Treatment:
    return Treatment(collection, Fate.STAYS, why, frozenset(kept.split()), blanked)


TREATMENTS: tuple[Treatment, ...] = (
    *_gone(
        Fate.REMOVED,
        "the person: name, contact, year of birth, devices",
        page.MEMBERS,
        page.DEVICES,
        page.CODES,
        page.REACHES,
        page.REPORTS,
    ),
    *_gone(
        Fate.SWEPT,
        "what was said to the member and of them, and what others call them",
        page.INBOX,
        page.ACCESS_LOG,
        page.ACCESS_CHALLENGES,
        page.PSEUDONYMS,
        page.BADGE_CODES,
        page.CHALLENGES,
        OUTBOX,
        EVENT_WAITS,
        page.DELIVERIES,
        page.DELIVERY_LINES,
        RECORDS,
    ),
    *_gone(Fate.REMOVED, "the contact's; those of pseudonyms are swept with them", page.CLAIMS),
    *_gone(Fate.SWEPT, "empty husks at once, rows the second time", page.SESSIONS),
    *_gone(Fate.SWEPT, "but those of enrolment and score, see CONSENTS_KEPT", page.CONSENTS),
    *_gone(Fate.ENDS, "a pass is good for a minute, and garbage a week later", page.PASSES),
    *_gone(Fate.ENDS, "the digits of a pass, which go with it", page.TYPED_CODES),
    *_gone(Fate.ENDS, "a code redeems once, and is garbage after its end", page.VOUCHER_CODES),
    *_gone(
        Fate.ENDS,
        "tries under a keyed hash, for a day; places of a sign-in for half a year",
        page.COUNTERS,
    ),
    _stays(
        page.ACCOUNTS,
        "scores, ledger and invitations are proved by it",
        "id version state state_at epoch created_at line inviting active_since breaks",
        BLANKED,
    ),
    _stays(page.ERASURES, "a backup is erased again by it", "id at state due_at version"),
    _stays(page.DEPARTURES, "against farming, for full months", "id newcomer_from version"),
    _stays(page.TRANSFERS, "the ledger", "id debit credit amount reason at account reverses"),
    _stays(
        page.LEDGER_SALTS, "so that none is made again", "id made_at version", frozenset({"key"})
    ),
    _stays(
        page.COMPLETIONS,
        "what awards are proved by; the reference is the source's own",
        "id task account period seeds source reference event_at at evidence campaign reduced_by "
        "budgets revoked_at returned version",
    ),
    _stays(
        page.TASK_PROGRESS,
        "what completions are proved by",
        "id task account period goal counts amounts events reversed completed revision tries "
        "tried_on kept version",
    ),
    _stays(
        page.EVIDENCE,
        "what scores are proved by; the reference is the source's own",
        "id account kind at source status reference recorded_at notice since was made_good_at "
        "version",
    ),
    _stays(
        page.SNAPSHOTS,
        "what was published",
        "id cycle revision account score not_available last active_days facts",
    ),
    _stays(
        page.RENTALS,
        "the merchant's own business, and the credit line is proved by it; what the two have said "
        "is swept with the rest",
        "id account merchant perk terms at state state_at ends_at authorised_at limit "
        "handed_over_at due_by returned_at cancelled fault_at faults claim breach remind_at "
        "offline pass_key history version",
        frozenset({"statements"}),
    ),
    _stays(
        page.VOUCHERS,
        "the merchant's own business, and the stock is proved by it; its code redeems nothing more",
        "id account perk merchant seeds lots code at ends_at returnable stocked state state_at "
        "redeemed_at version",
    ),
    _stays(
        page.SPENDINGS,
        "the merchant's own business; `what` was typed by the member, and is swept with the rest",
        "id account merchant seeds at ends_at state state_at posted lots voided_by version",
        frozenset({"what"}),
    ),
    _stays(page.GIFTS, "a pool's total", "id account charity seeds at counted_at version"),
    _stays(
        page.INVITATIONS,
        "who brought whom; the code is part of ids in the ledger",
        "id inviter inviter_seeds newcomer_seeds first_percent issued_at state state_at ends_at "
        "newcomer joined_at qualified_at held_at rejected version",
    ),
    _stays(page.ENTRIES, "what a game's root is proved by", "id game account guesses version"),
    _stays(
        page.GAMES,
        "a target is an account",
        "id kind title prizes opens_at locks_at podium target state state_at root leaves entrants "
        "outcome voided told version",
    ),
    _stays(page.PLAN_INPUTS, "frozen: ranks of accounts", "id standing"),
    _stays(page.PLAN_AWARDS, "frozen: shares of accounts", "id award"),
    *_gone(
        Fate.NOBODYS,
        "what a business says of itself, and who stands for it: not as members. What was not "
        "approved ends by itself",
        page.APPLICATIONS,
        page.STANDINGS,
    ),
    *_gone(
        Fate.NOBODYS,
        "the programme's, merchants', operators' and machines'",
        page.BUDGETS,
        page.STOCKS,
        page.CODE_TRIES,
        page.SLABS,
        page.LEDGER_DAYS,
        page.LEDGER_CLOSINGS,
        page.LEDGER_LEAVES,
        page.CYCLES,
        page.CYCLE_LEAVES,
        page.POOLS,
        page.MERCHANT_RECORDS,
        page.REDEMPTIONS,
        page.TOKEN_KEYS,
        page.PUBLICATIONS,
        page.BREAKERS,
        page.PROBES,
        page.PROGRAMMES,
        page.REHEARSALS,
        page.CLOCKS,
        page.MERCHANT_KEYS,
        page.PREMISES,
        page.KEY_RINGS,
        page.ENDPOINTS,
        page.DISPLAY_TOKENS,
        page.KEY_USES,
        page.OPERATORS,
        page.AUDIT_LOG,
        page.SLOTS,
        page.GATES,
        page.SEASONS,
        page.PLANS,
        page.SETTLEMENTS,
    ),
)
