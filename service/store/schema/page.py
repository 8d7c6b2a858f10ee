"""Every collection and every index on one page, each index with the query it is for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from rewards.boards.season import SeasonRun
from rewards.charity.gift import Gift
from rewards.charity.pool import Pool, Redemption
from rewards.games.game import Game
from rewards.games.guess import Entry
from rewards.invitations.invitation import Invitation
from rewards.ledger.days.closing import Closing, Leaves, LedgerDay, SaltKey
from rewards.ledger.spending.spending import Spending
from rewards.ledger.transfer import Transfer
from rewards.perks.merchant_record import MerchantRecord
from rewards.perks.merchants.application import Application
from rewards.perks.merchants.standing import Standing
from rewards.perks.passes import Pass
from rewards.perks.rentals.rental import Rental
from rewards.perks.stock import Stock
from rewards.perks.stores.key_ring import KeyRing
from rewards.perks.stores.premises import Premises
from rewards.perks.typed_code import Tries, TypedCode
from rewards.perks.vouchers.code import VoucherCode
from rewards.perks.vouchers.voucher import Voucher, VoucherState
from rewards.score.cycles.revision import Revision, ScoreLeaves
from rewards.score.evidence import Status
from rewards.score.standing.challenge import Challenge
from rewards.settlement.plan import Plan
from rewards.settlement.progress import Progress
from service.members.access_challenge import AccessChallenge
from service.members.access_entry import AccessEntry
from service.members.account import Account
from service.members.erasure.record import Departure, Erasure
from service.members.link import Pseudonym
from service.members.member import Member
from service.members.message import Message
from service.members.reach import Reach
from service.members.reported import Reports
from service.members.sign_in.code import Code
from service.members.sign_in.devices import Devices
from service.members.sign_in.session import Session
from service.operators.audit import AuditEntry
from service.operators.operator import Operator
from service.store.collection import Collection
from service.store.gate import Gate
from service.store.outbox import EVENT_WAITS, OUTBOX
from service.store.path.record import KEPT_DAYS, RECORDS
from service.store.schema.documents import (
    BadgeCode,
    Breaker,
    Claim,
    ConsentRow,
    Counter,
    DisplayToken,
    DomainClock,
    EvidenceRow,
    KeyUse,
    MerchantKey,
    Probe,
    Publication,
    Rehearsal,
    Snapshot,
    StoredProgramme,
    TokenKeys,
)
from service.store.schema.index import Index, on
from service.store.schema.settlements import PlanAward, PlanInput
from service.store.schema.slot import Slot
from service.webhooks.delivery import Delivery, DeliveryState, Line
from service.webhooks.endpoint import Endpoints
from tasks.budget.budget import Budget, Slab
from tasks.completion import Completion
from tasks.progress.progress import Progress as TaskProgress

AT_ONCE = timedelta(0)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Stored:
    """A collection with its secondary indexes."""

    collection: Collection[Any]
    indexes: tuple[Index, ...] = ()


# Whose a document is: the account, the merchant, either of them; or its id is the owner's.
OF_ACCOUNT, OF_MERCHANT, OF_EITHER, OF_SELF = (
    ("account",),
    ("merchant",),
    ("account", "merchant"),
    ("id",),
)

ACCOUNTS = Collection("accounts", Account, guarded=True, owners=OF_SELF)
MEMBERS = Collection("members", Member, guarded=True, owners=OF_ACCOUNT)
CLAIMS = Collection("claims", Claim)
PSEUDONYMS = Collection("pseudonyms", Pseudonym, owners=OF_EITHER)
COMPLETIONS = Collection("completions", Completion, guarded=True, owners=OF_ACCOUNT)
TASK_PROGRESS = Collection("task_progress", TaskProgress, guarded=True, owners=OF_ACCOUNT)
BUDGETS = Collection("budgets", Budget, guarded=True)
SLABS = Collection("slabs", Slab, guarded=True)
TRANSFERS = Collection("transfers", Transfer, owners=OF_ACCOUNT)
EVIDENCE = Collection("evidence", EvidenceRow, guarded=True, owners=("account", "source"))
CHALLENGES = Collection("challenges", Challenge, guarded=True, owners=OF_EITHER)
PASSES = Collection("passes", Pass, guarded=True, owners=OF_EITHER)
TYPED_CODES = Collection("typed_codes", TypedCode, guarded=True)
CODE_TRIES = Collection("code_tries", Tries, guarded=True)
STOCKS = Collection("stocks", Stock, guarded=True)
BADGE_CODES = Collection("badge_codes", BadgeCode, owners=OF_EITHER)
RENTALS = Collection("rentals", Rental, guarded=True, owners=OF_EITHER)
VOUCHERS = Collection("vouchers", Voucher, guarded=True, owners=OF_EITHER)
VOUCHER_CODES = Collection("voucher_codes", VoucherCode)
SPENDINGS = Collection("spendings", Spending, guarded=True, owners=OF_EITHER)
GIFTS = Collection("gifts", Gift, guarded=True, owners=OF_ACCOUNT)
POOLS = Collection("pools", Pool, guarded=True)
MERCHANT_RECORDS = Collection("merchant_records", MerchantRecord, guarded=True)
STANDINGS = Collection("merchant_standings", Standing, guarded=True, reference=True)
APPLICATIONS = Collection("merchant_applications", Application, guarded=True)
REDEMPTIONS = Collection("redemptions", Redemption, owners=OF_MERCHANT)
INVITATIONS = Collection("invitations", Invitation, guarded=True, owners=("inviter", "newcomer"))
CODES = Collection("codes", Code, guarded=True)
SESSIONS = Collection("sessions", Session, guarded=True, owners=OF_ACCOUNT)
DEVICES = Collection("devices", Devices, guarded=True, owners=OF_SELF)
TOKEN_KEYS = Collection("token_keys", TokenKeys, guarded=True)
CONSENTS = Collection("consents", ConsentRow, owners=OF_ACCOUNT)
INBOX = Collection("inbox", Message, guarded=True, owners=OF_ACCOUNT)
REACHES = Collection("reaches", Reach, guarded=True, owners=OF_SELF)
ACCESS_LOG = Collection("access_log", AccessEntry, owners=OF_ACCOUNT)
ACCESS_CHALLENGES = Collection(
    "access_challenges", AccessChallenge, guarded=True, owners=OF_ACCOUNT
)
MERCHANT_KEYS = Collection("merchant_keys", MerchantKey, guarded=True, owners=OF_MERCHANT)
PREMISES = Collection("premises", Premises, guarded=True, owners=OF_SELF)
KEY_RINGS = Collection("key_rings", KeyRing, guarded=True, owners=OF_SELF)
REPORTS = Collection("reports", Reports, guarded=True, owners=OF_SELF)
ERASURES = Collection("erasures", Erasure, guarded=True)
DEPARTURES = Collection("departures", Departure, guarded=True)
SNAPSHOTS = Collection("snapshots", Snapshot, owners=OF_ACCOUNT, packed=("score", "last", "facts"))
CYCLES = Collection("cycles", Revision, guarded=True, packed=("numbers", "signed"))
CYCLE_LEAVES = Collection("cycle_leaves", ScoreLeaves)
PUBLICATIONS = Collection("publications", Publication, guarded=True, reference=True)
DISPLAY_TOKENS = Collection("display_tokens", DisplayToken, guarded=True)
SLOTS = Collection("slots", Slot, guarded=True)
SEASONS = Collection("seasons", SeasonRun, guarded=True)
PLANS = Collection("plans", Plan)
PLAN_INPUTS = Collection("plan_inputs", PlanInput)
PLAN_AWARDS = Collection("plan_awards", PlanAward)
SETTLEMENTS = Collection("settlements", Progress, guarded=True)
GATES = Collection("gates", Gate, gates=True)
GAMES = Collection("games", Game, guarded=True, reference=True)
ENTRIES = Collection("entries", Entry, guarded=True, owners=OF_ACCOUNT)
LEDGER_DAYS = Collection("ledger_days", LedgerDay)
LEDGER_CLOSINGS = Collection("ledger_closings", Closing, guarded=True)
LEDGER_LEAVES = Collection("ledger_leaves", Leaves)
LEDGER_SALTS = Collection("ledger_salts", SaltKey, guarded=True, owners=OF_SELF)
CLOCKS = Collection("clocks", DomainClock, guarded=True)
OPERATORS = Collection("operators", Operator, guarded=True)
AUDIT_LOG = Collection("audit_log", AuditEntry)
PROGRAMMES = Collection("programmes", StoredProgramme)
ENDPOINTS = Collection("endpoints", Endpoints, guarded=True, owners=OF_SELF)
DELIVERIES = Collection("deliveries", Delivery, guarded=True, owners=OF_EITHER)
DELIVERY_LINES = Collection("delivery_lines", Line, guarded=True, owners=OF_EITHER)
REHEARSALS = Collection("rehearsals", Rehearsal, guarded=True, reference=True)

# Beside the write path, because no rule decides by them; see `service.store.aside`.
COUNTERS = Collection("counters", Counter)
BREAKERS = Collection("breakers", Breaker)
PROBES = Collection("probes", Probe)
KEY_USES = Collection("key_uses", KeyUse)

PAGE: tuple[Stored, ...] = (
    Stored(
        ACCOUNTS,
        (
            # The basket is in order, so its first entry is the one that goes first.
            on("purse.basket.0.withers_at", query="accounts with ripe seeds past their time"),
            # So are the lots.
            on("purse.lots.0.expires_at", query="accounts with collected seeds past their time"),
            on("purse.holds.0.ends_at", query="accounts with seeds set aside past their time"),
            on("consents.purpose", "_id", query="members who let their score be guessed"),
            on("notice_due_at", query="members to be told of being one"),
            # The days of a streak are in order too.
            on("streak.recent.0.day", query="accounts whose streak has days that are final"),
        ),
    ),
    Stored(
        MEMBERS,
        (
            on("state", "state_at", "_id", query="members whose time to come back is over"),
            on("account", query="whose an account is: for operators, and to replay an erasure"),
        ),
    ),
    Stored(CLAIMS),
    Stored(PSEUDONYMS, (on("account", query="the pseudonyms of an account, to be erased"),)),
    Stored(REPORTS),
    Stored(ERASURES, (on("due_at", "_id", query="erasures that have something to be swept"),)),
    Stored(
        DEPARTURES,
        (
            on(
                "newcomer_from",
                query="none: it removes old departures",
                expire_after=AT_ONCE,
            ),
        ),
    ),
    Stored(
        COMPLETIONS,
        (
            on("account", "event_at", query="the completions of an account up to a cut-off"),
            on("event_at", query="the sums of a season, when a board is loaded"),
        ),
    ),
    Stored(TASK_PROGRESS),
    Stored(BUDGETS),
    Stored(STOCKS),
    Stored(SLABS, (on("at", query="slabs that nobody has used for long"),)),
    Stored(
        TRANSFERS,
        (
            # With the reason in the index, a filter reads no row that it does not want.
            on(
                "account",
                "-at",
                "-_id",
                "reason",
                query="the statement of an account; the sums that `check` proves",
            ),
            on("at", "_id", query="the transfers of a day, to be closed and to be proved"),
        ),
    ),
    Stored(LEDGER_DAYS, (on("-ends_at", "-_id", query="the closed days, newest first"),)),
    Stored(LEDGER_CLOSINGS),
    Stored(
        LEDGER_LEAVES,
        (on("ids", query="where a transfer is a leaf; which of some are leaves already"),),
    ),
    Stored(LEDGER_SALTS),
    Stored(
        EVIDENCE,
        (
            on("account", "at", query="the evidence of an account up to a cut-off"),
            # Few are at a time; the others are not in it and cost it nothing.
            on(
                "status",
                "recorded_at",
                query="penalties that may have become counted",
                only={"status": Status.PROPOSED.value},
            ),
        ),
    ),
    Stored(
        CHALLENGES,
        (
            on("account", "-at", "-_id", query="the challenges of an account"),
            on("merchant", "-at", "-_id", query="those of a source's evidence, newest first"),
            on("-at", "-_id", query="all challenges, newest first"),
            on("state", "due_at", query="those where silence has lost"),
        ),
    ),
    Stored(PASSES, (on("expires_at", query="none: it removes old passes", expire_after=WEEK),)),
    Stored(TYPED_CODES, (on("expires_at", query="none: it removes old codes", expire_after=WEEK),)),
    Stored(
        BADGE_CODES,
        (
            on("ends_at", query="none: it removes old codes", expire_after=WEEK),
            on("account", query="the codes of an account, to be erased"),
        ),
    ),
    Stored(CODE_TRIES, (on("ends_at", query="none: it removes old tries", expire_after=AT_ONCE),)),
    Stored(
        RENTALS,
        (
            on("account", "-at", "-_id", query="the rentals of an account, newest first"),
            on("state", "ends_at", query="rentals whose quote, authorisation or time is over"),
            on("state", "state_at", query="returned rentals that no merchant has settled"),
            on("merchant", "-at", "-_id", query="the rentals of a merchant, newest first"),
            on("merchant", "state", "state_at", query="what ended at a merchant in a month"),
            on("state", "remind_at", query="what is out, and its member to be reminded of"),
        ),
    ),
    Stored(
        VOUCHERS,
        (
            on("account", "-at", "-_id", query="the vouchers of an account, newest first"),
            on("merchant", "-at", "-_id", query="those that are good at a merchant, newest first"),
            on("state", "ends_at", query="vouchers that are held and whose time is over"),
            # Both are of what is at its end, or near it; what is held is in neither.
            on(
                "merchant",
                "redeemed_at",
                query="what was redeemed at a merchant in a month",
                only={"redeemed_at": {"$type": "date"}},
            ),
            on(
                "merchant",
                "state",
                "state_at",
                query="what a merchant refunded in a month",
                only={"state": VoucherState.REFUNDED.value},
            ),
        ),
    ),
    Stored(
        VOUCHER_CODES,
        (on("expires_at", query="none: it removes old codes", expire_after=WEEK),),
    ),
    Stored(
        SPENDINGS,
        (
            on("account", "-at", "-_id", query="what an account has set aside, newest first"),
            on("merchant", "-at", "-_id", query="what is set aside for a merchant, newest first"),
        ),
    ),
    Stored(
        GIFTS,
        (
            on("account", query="the gifts of an account, which `check` proves"),
            on("counted_at", "_id", query="gifts that no pool has counted yet"),
        ),
    ),
    Stored(POOLS),
    Stored(MERCHANT_RECORDS),
    Stored(
        STANDINGS,
        (
            # Who is known to stand for nobody is not in it.
            on(
                "person",
                query="the merchants that somebody stands for",
                only={"person": {"$gt": ""}},
            ),
        ),
    ),
    Stored(
        APPLICATIONS,
        (
            on("-at", "-_id", query="all applications, newest first"),
            on("state", "-at", "-_id", query="those that wait, or ended so, newest first"),
            on("ends_at", query="none: it removes those of no merchant", expire_after=AT_ONCE),
        ),
    ),
    Stored(
        REDEMPTIONS,
        (on("merchant", "-at", "-_id", query="what a charity has redeemed, newest first"),),
    ),
    Stored(
        INVITATIONS,
        (
            on("inviter", "-issued_at", "-_id", query="the invitations of an inviter"),
            on("state", "state_at", "_id", query="qualified ones to pay, who waits longest first"),
            on("state", "ends_at", "_id", query="those whose hold is over, or whose time is"),
        ),
    ),
    Stored(CODES, (on("expires_at", query="none: it removes old codes", expire_after=DAY),)),
    Stored(
        SESSIONS,
        (
            on("expires_at", query="none: it removes old sessions", expire_after=WEEK),
            on("revoked_at", query="sessions ended a short while ago, when a process starts"),
            on("account", query="the sessions of an account, to be erased"),
        ),
    ),
    Stored(DEVICES),
    Stored(TOKEN_KEYS),
    Stored(CONSENTS, (on("account", "-_id", query="the consent history of an account"),)),
    Stored(
        INBOX,
        (
            on("account", "-at", "-_id", query="the inbox of an account, newest first"),
            # Few wait at a time, and most never do: those are not in it and cost it nothing.
            on(
                "delivery.next_try_at",
                "_id",
                query="messages that wait to go out, who waits longest first",
                only={"delivery.state": "pending"},
            ),
            on("at", query="messages that have been kept for long enough"),
        ),
    ),
    Stored(REACHES),
    Stored(
        ACCESS_LOG,
        (
            on("account", "-at", "-_id", query="who looked at an account"),
            on("at", query="looks that have been kept for long enough"),
        ),
    ),
    Stored(
        ACCESS_CHALLENGES,
        (
            on("state", "-at", "-_id", query="challenges of looks that wait, newest first"),
            on("account", query="what an account has challenged, to be erased"),
        ),
    ),
    Stored(SNAPSHOTS),
    Stored(PUBLICATIONS),
    Stored(CYCLES, (on("-cut_off", "-_id", query="what was published, newest first"),)),
    Stored(CYCLE_LEAVES, (on("of", "-first", query="where an account's score is a leaf"),)),
    Stored(COUNTERS, (on("ends_at", query="none: it removes old windows", expire_after=AT_ONCE),)),
    Stored(BREAKERS),
    Stored(PROBES),
    Stored(PROGRAMMES),
    Stored(REHEARSALS),
    Stored(CLOCKS),
    Stored(
        MERCHANT_KEYS,
        (
            on("-created_at", "-_id", query="all merchants' keys, newest first"),
            on("merchant", "-created_at", "-_id", query="the keys of a merchant, newest first"),
        ),
    ),
    Stored(PREMISES),
    Stored(KEY_RINGS),
    Stored(
        DISPLAY_TOKENS, (on("-created_at", "-_id", query="all tokens of displays, newest first"),)
    ),
    Stored(KEY_USES),
    Stored(OPERATORS, (on("-created_at", "-_id", query="all operators, newest first"),)),
    Stored(
        AUDIT_LOG,
        (
            on("-at", "-_id", query="what operators did, newest first"),
            on("subject", "-at", "-_id", query="what was done to something; what `check` proves"),
            on("actor", "-at", "-_id", query="what somebody did"),
        ),
    ),
    Stored(
        SLOTS,
        (
            on("job", "-due", query="the newest slots of a job"),
            on("state", "due", query="slots to claim, the oldest first"),
        ),
    ),
    Stored(GATES),
    Stored(
        GAMES,
        (
            on("-locks_at", "-_id", query="all games, those that lock last first"),
            on("state", "locks_at", query="the games whose next step is due"),
            on("told", "state", query="games that have ended and whose entrants wait to be told"),
        ),
    ),
    Stored(
        ENTRIES,
        (
            on("game", query="the entries of a game, to count and to lock"),
            on("account", query="the entries of an account that is to be erased"),
        ),
    ),
    Stored(
        SEASONS,
        (
            on("state", "settles_at", query="the seasons whose next step is due"),
            on("board", "-starts_at", query="the last season of a board that was announced"),
        ),
    ),
    Stored(PLANS),
    Stored(PLAN_INPUTS),
    Stored(PLAN_AWARDS),
    Stored(SETTLEMENTS),
    Stored(OUTBOX),
    Stored(EVENT_WAITS, (on("account", query="what waits of an account that is erased"),)),
    Stored(ENDPOINTS, (on("endpoints.state", query="endpoints that are switched off"),)),
    Stored(
        DELIVERIES,
        (
            on("endpoint", "-at", "-_id", query="what an endpoint was told, newest first"),
            on(
                "line",
                "number",
                query="what is next in a line",
                only={"state": DeliveryState.WAITING.value},
            ),
            on("account", query="what was told of an account that is erased"),
            on("at", query="deliveries that have been kept for long enough"),
        ),
    ),
    Stored(
        DELIVERY_LINES,
        (
            # Most have nothing that waits; those are not in it.
            on(
                "next_try_at",
                "endpoint",
                "_id",
                query="lines in which something may be sent, who waits longest first",
                only={"next_try_at": {"$type": "date"}},
            ),
            on("account", query="the lines of an account that is erased"),
        ),
    ),
    Stored(
        RECORDS,
        (on("at", query="none: it removes old records", expire_after=timedelta(days=KEPT_DAYS)),),
    ),
)

COLLECTIONS = {stored.collection.name: stored.collection for stored in PAGE}
