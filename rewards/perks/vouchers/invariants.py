"""I2, I3, I5 and I6 of vouchers: what was paid is booked, and what was redeemed was so in time.

By whom and how often a voucher is redeemed, the write path guards: it is the document that a
redemption writes, and the id of what is booked is the voucher's. `seedbank check` asks here; it
reports and never repairs.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from rewards.ledger.ids import reversal_id
from rewards.ledger.invariants import Violation
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer
from rewards.perks.vouchers.voucher import BACK, Voucher, VoucherState

REASONS = frozenset(
    {Reason.VOUCHER, Reason.VOUCHER_RETURN, Reason.VOUCHER_REDEEM, Reason.VOUCHER_REFUND}
)


def held_is_known(
    account: str, known: Iterable[str], vouchers: Iterable[Voucher]
) -> list[Violation]:
    """I3: the account names the vouchers that can be redeemed, each once, and no others."""
    named = sorted(known)
    held = sorted(each.id for each in vouchers if each.state is VoucherState.HELD)
    if named == held:
        return []
    return [_violation("I3", account, f"names the vouchers {named}, and holds {held}")]


def voucher_is_booked(
    vouchers: Iterable[Voucher], transfers: Mapping[str, Transfer]
) -> list[Violation]:
    """I2: each voucher is paid; redeemed, refunded and given back as its state says; and nothing
    else is booked for vouchers. So what waits for vouchers is the sum of those that are held.

    `transfers` are all of the accounts of these vouchers, by id.
    """
    found: list[Violation] = []
    left = {id_ for id_, each in transfers.items() if each.reason in REASONS}
    for voucher in vouchers:
        for id_, is_booked in _should(voucher).items():
            left.discard(id_)
            there = transfers.get(id_)
            if (there is not None) is not is_booked:
                sentence = f"is {voucher.state}, and {id_} is {'' if there else 'not '}booked"
                found.append(_violation("I2", voucher.id, sentence))
            elif there is not None and there.amount != voucher.seeds:
                sentence = f"is of {voucher.seeds} seeds, {there.amount} are booked by {id_}"
                found.append(_violation("I2", voucher.id, sentence))
        came_from = sum(lot.amount for lot in voucher.lots)
        if came_from != voucher.seeds:
            sentence = f"is of {voucher.seeds} seeds, {came_from} came from lots"
            found.append(_violation("I2", voucher.id, sentence))
    found += [_violation("I2", id_, "is booked, and no voucher says so") for id_ in sorted(left)]
    return found


def redeemed_in_time(voucher: Voucher) -> list[Violation]:
    """I6: redeemed between its purchase and its end, or not at all."""
    at, state = voucher.redeemed_at, voucher.state
    rules = {
        "is redeemed and does not say when": at is None and state is VoucherState.REDEEMED,
        f"is {state} and says that it was redeemed": (
            at is not None and state not in {VoucherState.REDEEMED, VoucherState.REFUNDED}
        ),
        "was redeemed before it was bought": at is not None and at < voucher.at,
        "was redeemed after its end": at is not None and at >= voucher.ends_at,
        "ends before it begins": voucher.ends_at <= voucher.at,
    }
    return [_violation("I6", voucher.id, sentence) for sentence, broken in rules.items() if broken]


def expired_in_time(voucher: Voucher, *, at: datetime, grace: timedelta) -> list[Violation]:
    """I5: nothing is held long after its end: `grace` is what the job may take."""
    if voucher.state is not VoucherState.HELD or at <= voucher.ends_at + grace:
        return []
    return [_violation("I5", voucher.id, f"is held and ended at {voucher.ends_at.isoformat()}")]


def never_oversold(perk: str, *, sold: int, taken: int) -> list[Violation]:
    """I6: of a perk's stock at least as many are gone as vouchers of it are held or redeemed."""
    if sold <= taken:
        return []
    return [_violation("I6", perk, f"{sold} vouchers of its stock are out, {taken} were taken")]


def _should(voucher: Voucher) -> dict[str, bool]:
    """Every transfer that a voucher can have by its id, and whether it is there."""
    paid = voucher.paid.id
    spent = voucher.spent(voucher.at).id
    redeemed = voucher.redeemed_at is not None
    back = voucher.state in BACK
    return {
        paid: True,
        spent: redeemed,
        reversal_id(paid): back,
        reversal_id(spent): redeemed and back,
    }


def _violation(invariant: str, subject: str, sentence: str) -> Violation:
    return Violation(invariant=invariant, subject=subject, sentence=sentence)
