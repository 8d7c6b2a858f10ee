"""I4: at most one award per (revision, account), exactly one once settled, the pool to the seed.

`verify_plan` says whether a plan is right; here its payments are compared with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from rewards.ledger import accounts
from rewards.ledger.ids import remainder_id
from rewards.ledger.invariants import Violation
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer
from rewards.settlement.plan import Bundle, Plan
from rewards.settlement.verify_plan import verify_plan


def pool_is_shared(bundle: Bundle) -> list[Violation]:
    """Awards and remainder are the pool exactly, and no account has two awards."""
    plan = bundle.plan
    paid = sum(award.amount for award in bundle.awards)
    counts = Counter(award.account for award in bundle.awards)
    sentences = {
        f"awards {paid} and remainder {plan.remainder} are not the pool {plan.pool}": (
            paid + plan.remainder != plan.pool
        ),
        f"{len(bundle.awards)} awards instead of {plan.awards}": len(bundle.awards) != plan.awards,
    } | {f"{account} has {n} awards": n > 1 for account, n in counts.items()}
    return [_i4(plan.id, sentence) for sentence, broken in sentences.items() if broken]


def paid_as_planned(
    bundle: Bundle, transfers: Iterable[Transfer], *, settled: bool
) -> list[Violation]:
    """`transfers` are those booked for this revision: each is planned; all are, once `settled`."""
    wanted = _planned(bundle)
    seen: Counter[str] = Counter()
    found = []
    for transfer in transfers:
        seen[transfer.id] += 1
        planned = wanted.get(transfer.id)
        if planned is None:
            found.append(_i4(transfer.id, "is paid and not planned"))
        elif (_whose(transfer, bundle), transfer.amount) != planned:
            found.append(_i4(transfer.id, f"pays {transfer.amount}, planned are {planned[1]}"))
    found += [_i4(id_, f"is paid {n} times") for id_, n in seen.items() if n > 1]
    if settled:
        found += [_i4(id_, "is planned and not paid") for id_ in wanted if not seen[id_]]
    return found


def all_is_right(
    bundle: Bundle, transfers: Iterable[Transfer], *, settled: bool
) -> list[Violation]:
    """Everything of I4 about one revision; `transfers` are those of its subject."""
    mine = [each for each in transfers if _is_of(bundle.plan, each.id)]
    return [
        *verify_plan(bundle),
        *pool_is_shared(bundle),
        *paid_as_planned(bundle, of_subject(mine, bundle.plan.subject), settled=settled),
    ]


def escrows_not_negative(totals: Mapping[str, int]) -> list[Violation]:
    """No escrow gives more than it was given. `totals` are ledger account -> seeds."""
    return [
        _i4(name, f"holds {total} seeds")
        for name, total in totals.items()
        if name.startswith(f"{accounts.Side.ESCROW}:") and total < 0
    ]


def escrow_is_empty(subject: str, totals: Mapping[str, int]) -> list[Violation]:
    """What is settled or called off has left nothing behind."""
    left = totals.get(accounts.escrow(subject), 0)
    return [_i4(subject, f"its escrow still holds {left} seeds")] if left else []


def of_subject(transfers: Iterable[Transfer], subject: str) -> list[Transfer]:
    """The payments among `transfers` that come out of this subject's escrow."""
    paying = (Reason.PRIZE, Reason.PRIZE_REMAINDER, Reason.PRIZE_UNCLAIMED)
    name = accounts.escrow(subject)
    return [each for each in transfers if each.reason in paying and each.debit == name]


def _is_of(plan: Plan, transfer: str) -> bool:
    return transfer.split(":")[1:3] == [plan.subject, str(plan.revision)]


def _planned(bundle: Bundle) -> dict[str, tuple[str, int]]:
    plan = bundle.plan
    wanted = {award.id: (award.account, award.amount) for award in bundle.awards}
    if plan.remainder:
        left = remainder_id(subject=plan.subject, revision=plan.revision)
        wanted[left] = (plan.subject, plan.remainder)
    return wanted


def _whose(transfer: Transfer, bundle: Bundle) -> str:
    """The account a payment is planned for; that of an unclaimed award stands in its id alone."""
    if transfer.reason is not Reason.PRIZE_UNCLAIMED:
        return transfer.account
    mine = transfer.account == bundle.plan.subject
    return transfer.id.rpartition(":")[2] if mine else transfer.account


def _i4(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I4", subject=subject, sentence=sentence)
