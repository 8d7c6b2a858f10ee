"""What belongs to no member: escrows, remainders, and the plans that move them."""

from rewards.ledger import accounts
from rewards.ledger.invariants import Violation, balances, two_sides
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer
from rewards.settlement.plan import Award, Bundle, Plan
from service.check.report import Report, joined
from service.check.settlements import Settled, check_subject
from service.store.schema.page import (
    ACCOUNTS,
    PLAN_AWARDS,
    PLAN_INPUTS,
    PLANS,
    SETTLEMENTS,
    TRANSFERS,
)
from service.store.snapshot import Snapshot
from service.store.store import Store

OF_A_SUBJECT = frozenset(
    {
        Reason.ESCROW_FUND,
        Reason.ESCROW_RETURN,
        Reason.PRIZE_REMAINDER,
        Reason.PRIZE_UNCLAIMED,
        # The subject is a charity, whose pool has a check of its own.
        Reason.CHARITY_REDEEM,
    }
)
"""Reasons whose transfers carry the subject in place of an account."""


async def check_subjects(store: Store) -> Report:
    """I4 and I1 of every subject; and I2: transfers of accounts that do not exist."""
    async with store.snapshot() as snapshot:
        owners = await snapshot.strays(TRANSFERS, "account", ACCOUNTS)
    report = Report()
    for subject in sorted(owners | await _planned(store) | await _paying(store)):
        async with store.snapshot() as snapshot:
            report = joined(report, await _subject(snapshot, subject))
    return report


async def _subject(snapshot: Snapshot, subject: str) -> Report:
    own = await snapshot.of_accounts(TRANSFERS, [subject])
    payments = await snapshot.between(TRANSFERS, *_range(f"settlement:{subject}"))
    together = list({each.id: each for each in (*own, *payments)}.values())
    found = [
        *_strays(subject, own),
        *two_sides(own),
        *check_subject(subject, together, await _revisions(snapshot, subject)),
    ]
    issued = -balances(own).get(accounts.MINT, 0)
    return Report(transfers=len(own), issued=issued, violations=tuple(found))


def _strays(owner: str, own: list[Transfer]) -> list[Violation]:
    """Seeds that nobody holds."""
    if all(each.reason in OF_A_SUBJECT for each in own):
        return []
    return [Violation(invariant="I2", subject=owner, sentence="has transfers and is no account")]


async def _revisions(snapshot: Snapshot, subject: str) -> list[Settled]:
    within = _range(f"settlement:{subject}")
    progress = {one.id: one for one in await snapshot.between(SETTLEMENTS, *within)}
    plans = await snapshot.between(PLANS, *within)
    found: list[Settled] = []
    paid: tuple[Award, ...] = ()
    for plan in sorted(plans, key=lambda plan: plan.revision):
        bundle = await _bundle(snapshot, plan, paid)
        found.append(Settled(bundle, progress.get(plan.id)))
        paid += bundle.awards
    return found


async def _bundle(snapshot: Snapshot, plan: Plan, paid: tuple[Award, ...]) -> Bundle:
    within = _range(plan.id)
    inputs = await snapshot.between(PLAN_INPUTS, *within)
    awards = await snapshot.between(PLAN_AWARDS, *within)
    return Bundle(
        plan=plan,
        inputs=tuple(row.standing for row in sorted(inputs, key=lambda row: row.id)),
        awards=tuple(row.award for row in sorted(awards, key=lambda row: row.id)),
        paid=paid,
    )


async def _planned(store: Store) -> set[str]:
    stages = ({"$group": {"_id": "$subject"}},)
    return {raw["_id"] async for raw in store.pipeline(PLANS, stages)}


async def _paying(store: Store) -> set[str]:
    """Subjects out of whose escrow anything was ever paid."""
    low, high = _range("settlement")
    stages = ({"$match": {"_id": {"$gte": low, "$lt": high}}}, {"$group": {"_id": "$debit"}})
    prefix = f"{accounts.Side.ESCROW}:"
    return {raw["_id"].removeprefix(prefix) async for raw in store.pipeline(TRANSFERS, stages)}


def _range(prefix: str) -> tuple[str, str]:
    """From the first id with this prefix to behind the last: ';' comes right after ':'."""
    return f"{prefix}:", f"{prefix};"
