"""A transfer as its member reads it: both sides in words, what it changed, and what it was for."""

import enum

import msgspec

from rewards.ledger import accounts
from rewards.ledger.accounts import Side
from rewards.ledger.ids import reversal_id
from rewards.ledger.reasons import REVERSALS, ROUTES, Reason
from rewards.ledger.transfer import Transfer


class OwnSide(enum.StrEnum):
    """The two ledger accounts that a member has."""

    RIPE = "ripe"
    SEEDS = "seeds"


class PartyKind(enum.StrEnum):
    """Who stands at one side of a transfer, in words for a member."""

    RIPE = "ripe"
    SEEDS = "seeds"
    PROGRAMME = "programme"
    SPENT = "spent"
    VOUCHERS = "vouchers"
    CHARITY = "charity"
    PRIZE_POOL = "prize_pool"
    DEBT = "debt"


_KINDS: dict[Side, PartyKind] = {
    Side.MINT: PartyKind.PROGRAMME,
    Side.REMAINDER: PartyKind.PROGRAMME,
    Side.RIPE: PartyKind.RIPE,
    Side.SEEDS: PartyKind.SEEDS,
    Side.SPENT: PartyKind.SPENT,
    Side.VOUCHERS: PartyKind.VOUCHERS,
    Side.CHARITY: PartyKind.CHARITY,
    Side.ESCROW: PartyKind.PRIZE_POOL,
    Side.DEBTS: PartyKind.DEBT,
}
_NAMED = frozenset({PartyKind.CHARITY, PartyKind.PRIZE_POOL})
# First words of ids that go on with the id of the transfer they are about.
_AROUND = frozenset({"collect", "wither", "lend", "repay", "reversal"})


class About(enum.StrEnum):
    """What a transfer can be for."""

    TASK = "task"
    STREAK = "streak"
    SUBJECT = "subject"
    INVITATION = "invitation"
    HOLD = "hold"
    VOUCHER = "voucher"
    CHARITY = "charity"


# First word of an id -> what it is about, and which of its parts says so.
_ABOUT: dict[str, tuple[About, int]] = {
    "task": (About.TASK, 0),
    # The day on which a week of it was full.
    "streak": (About.STREAK, 1),
    "settlement": (About.SUBJECT, 0),
    "invitation": (About.INVITATION, 0),
    "spend": (About.HOLD, 1),
    "voucher": (About.VOUCHER, 1),
    "voucher_redeem": (About.VOUCHER, 1),
    "gift": (About.CHARITY, 0),
}


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a transfer; `id` says which charity or which prize pool."""

    kind: PartyKind
    id: str | None = None


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """By how many seeds the two balances of a member rose; less than 0: fell."""

    ripe: int
    seeds: int


def parties(transfer: Transfer) -> tuple[Party, Party]:
    """Whom the seeds left, and at whom they arrived."""
    route = ROUTES[transfer.reason]
    return _party(route.debit, transfer.debit), _party(route.credit, transfer.credit)


def changes(transfer: Transfer) -> Changes:
    """What the transfer did to the balances of the account it belongs to."""
    return Changes(
        ripe=_change(transfer, accounts.ripe(transfer.account)),
        seeds=_change(transfer, accounts.seeds(transfer.account)),
    )


def about(transfer: Transfer) -> tuple[About, str] | None:
    """What it was for, and its id; None if the transfer's id does not say."""
    return about_id(transfer.id)


def about_id(transfer: str) -> tuple[About, str] | None:
    """The same from the id alone, which is also that of an award in the basket."""
    word, *rest = transfer.split(":")
    while word in _AROUND:
        word, *rest = rest
    if word not in _ABOUT:
        return None
    what, place = _ABOUT[word]
    return what, rest[place]


def touching(side: OwnSide) -> tuple[Reason, ...]:
    """The reasons whose transfers change this balance of a member."""
    own = Side(side.value)
    return tuple(reason for reason, route in ROUTES.items() if own in (route.debit, route.credit))


def taken_back_by(transfer: Transfer) -> str | None:
    """The id under which this transfer is reversed, if it ever is; None if it cannot be."""
    return reversal_id(transfer.id) if transfer.reason in REVERSALS else None


def _party(side: Side, name: str) -> Party:
    kind = _KINDS[side]
    return Party(kind=kind, id=name.partition(":")[2] if kind in _NAMED else None)


def _change(transfer: Transfer, own: str) -> int:
    arrived = transfer.amount if transfer.credit == own else 0
    return arrived - (transfer.amount if transfer.debit == own else 0)
