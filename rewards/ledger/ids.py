"""Derived ids: a thing named once cannot happen twice.

An id is read back by its first word and the number of its parts, so no part may contain ':'.
Bad parts raise ValueError: ids are made by our own code from checked values, never from a request.
"""

import re

_PART = re.compile(r"[A-Za-z0-9._-]{1,64}")

# First word of an award's id -> how many parts follow.
_AWARD_PARTS = {"task": 3, "streak": 2, "settlement": 3, "invitation": 3}
# Beginnings of ids that name no award, and can be reversed all the same.
_NOT_OF_AWARDS = ("spend:", "voucher:", "voucher_redeem:")
# First words of ids whose first part is the subject of a settlement, and so names an escrow.
_OF_A_SUBJECT = {"fund", "settlement", "remainder", "return"}


def is_part(text: str) -> bool:
    """True if `text` may stand between two colons: 1 to 64 of letters, digits, '.', '_', '-'."""
    return _PART.fullmatch(text) is not None


def part(text: str) -> str:
    """`text`, or ValueError if it would make a derived id ambiguous."""
    if not is_part(text):
        raise ValueError(f"{text!r} cannot be part of a derived id")
    return text


def _revision(revision: int) -> int:
    if revision < 1:
        raise ValueError(f"revisions begin at 1, not {revision}")
    return revision


def _award(text: str) -> str:
    word, *parts = text.split(":")
    if _AWARD_PARTS.get(word) != len(parts) or not all(map(is_part, parts)):
        raise ValueError(f"{text!r} is not the id of an award")
    return text


def award_id(*, task: str, account: str, period: str) -> str:
    """`task:<task>:<account>:<period>`: one award per task, account and period, for ever."""
    return f"task:{part(task)}:{part(account)}:{part(period)}"


def streak_id(*, account: str, day: str) -> str:
    """`streak:<account>:<day>`: the week of a streak that was reached on `day` is paid once."""
    return f"streak:{part(account)}:{part(day)}"


def settlement_id(*, subject: str, revision: int, account: str) -> str:
    """`settlement:<subject>:<revision>:<account>`: one award per account in a revision."""
    return f"settlement:{part(subject)}:{_revision(revision)}:{part(account)}"


def remainder_id(*, subject: str, revision: int) -> str:
    """`remainder:<subject>:<revision>`: what a revision leaves is moved once."""
    return f"remainder:{part(subject)}:{_revision(revision)}"


def fund_id(subject: str, revision: int = 1) -> str:
    """`fund:<subject>`, or `fund:<subject>:<revision>` of a later one: each is funded once."""
    return f"fund:{part(subject)}" + (f":{_revision(revision)}" if revision > 1 else "")


def return_id(subject: str) -> str:
    """`return:<subject>`: a pool goes back once."""
    return f"return:{part(subject)}"


def invitation_id(*, invitation: str, stage: str, who: str) -> str:
    """`invitation:<id>:<stage>:<who>`: each stage pays each of the two once."""
    return f"invitation:{part(invitation)}:{part(stage)}:{part(who)}"


def subject_of(transfer: str) -> str:
    """The subject in the id of a transfer that touches an escrow, else ValueError."""
    word, *parts = transfer.split(":")
    if word not in _OF_A_SUBJECT or not parts:
        raise ValueError(f"{transfer!r} names no escrow")
    return part(parts[0])


def expiry_id(*, account: str, day: str) -> str:
    """`expire:<account>:<day>`: the lot that ends with `day` expires once; none joins it later."""
    return f"expire:{part(account)}:{part(day)}"


def gift_id(*, pool: str, gift: str) -> str:
    """`gift:<pool>:<gift>`: what a member gives to a charity, by the id of the giving."""
    return f"gift:{part(pool)}:{part(gift)}"


def redemption_id(*, pool: str, redemption: str) -> str:
    """`redeem:<pool>:<redemption>`: what a charity turns into what it does."""
    return f"redeem:{part(pool)}:{part(redemption)}"


def pool_of(transfer: str) -> str:
    """The pool in the id of a transfer that touches a charity, else ValueError."""
    word, *parts = transfer.split(":")
    if word not in {"gift", "redeem"} or len(parts) != 2:
        raise ValueError(f"{transfer!r} names no charity")
    return part(parts[0])


def spend_id(*, account: str, spending: str) -> str:
    """`spend:<account>:<spending>`: what a member buys, by the id of what is bought."""
    return f"spend:{part(account)}:{part(spending)}"


def voucher_id(*, account: str, voucher: str) -> str:
    """`voucher:<account>:<voucher>`: a voucher is bought once."""
    return f"voucher:{part(account)}:{part(voucher)}"


def voucher_redeem_id(*, account: str, voucher: str) -> str:
    """`voucher_redeem:<account>:<voucher>`: it is redeemed once."""
    return f"voucher_redeem:{part(account)}:{part(voucher)}"


def forfeit_id(account: str) -> str:
    """`forfeit:<account>`: an account gives up what it has once, when its member is erased."""
    return f"forfeit:{part(account)}"


def write_off_id(account: str) -> str:
    """`write_off:<account>`: what an account owes is forgiven once, when its member is erased."""
    return f"write_off:{part(account)}"


def collect_id(award: str) -> str:
    """`collect:<award id>`: an award is collected once."""
    return f"collect:{_award(award)}"


def wither_id(award: str) -> str:
    """`wither:<award id>`: an award withers once."""
    return f"wither:{_award(award)}"


def lend_id(award: str) -> str:
    """`lend:<award id>`: what is missing when an award is taken back is lent once."""
    return f"lend:{_award(award)}"


def repay_id(award: str) -> str:
    """`repay:<award id>`: what the collecting of an award pays back, once."""
    return f"repay:{_award(award)}"


def reversal_id(transfer: str) -> str:
    """`reversal:<transfer id>`: a transfer is reversed once, and a reversal never."""
    if not transfer.startswith(_NOT_OF_AWARDS):
        _award(transfer.removeprefix("collect:"))
    return f"reversal:{transfer}"
