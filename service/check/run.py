"""Walks through all accounts, a chunk and a moment at a time."""

from collections.abc import Callable, Mapping
from datetime import datetime

from service.check.account_chunk import check_accounts
from service.check.audit import check_audit_log
from service.check.badges import check_badges
from service.check.budgets import check_budgets
from service.check.charities import check_charities
from service.check.erasures import check_erasures
from service.check.evidence import check_evidence
from service.check.games import check_games
from service.check.invitations import check_invitations
from service.check.key_rings import check_key_rings
from service.check.ledger_days import check_ledger_days
from service.check.passes import check_passes
from service.check.report import Report, joined
from service.check.scores import check_scores
from service.check.seasons import check_seasons
from service.check.subjects import check_subjects
from service.check.vouchers import check_stocks
from service.check.webhooks import check_tests, check_webhooks
from service.store.outbox import OUTBOX
from service.store.schema.page import (
    ACCOUNTS,
    COMPLETIONS,
    GIFTS,
    RENTALS,
    SPENDINGS,
    TRANSFERS,
    VOUCHERS,
)
from service.store.snapshot import Snapshot
from service.store.store import Store

CHUNK = 500

Progress = Callable[[Report], None]


async def check(
    store: Store,
    progress: Progress = lambda _: None,
    *,
    now: datetime | None = None,
    keys: Mapping[str, bytes] | None = None,
) -> Report:
    """Proves I1 to I15 while members are served; `progress` hears of each chunk.

    Each chunk sees one moment of its own, so an account is never seen between two writes. `now` is
    the programme's time, for what should have ended by itself; `keys` are the public keys by id
    that days of the ledger and publications are signed with.
    """
    report, last = Report(), ""
    while True:
        async with store.snapshot() as snapshot:
            chunk, last = await _chunk(snapshot, last, now)
        if not last:
            break
        report = joined(report, chunk)
        progress(report)
    report = joined(report, await check_subjects(store))
    report = joined(report, Report(violations=tuple(await check_seasons(store))))
    report = joined(report, Report(violations=tuple(await check_games(store))))
    report = joined(report, Report(violations=tuple(await check_budgets(store))))
    report = joined(report, Report(violations=tuple(await check_passes(store))))
    report = joined(report, Report(violations=tuple(await check_stocks(store))))
    report = joined(report, Report(violations=tuple(await check_tests(store, now))))
    report = joined(report, Report(violations=tuple(await check_evidence(store))))
    report = joined(report, Report(violations=tuple(await check_badges(store))))
    report = joined(report, Report(violations=tuple(await check_charities(store))))
    report = joined(report, Report(violations=tuple(await check_ledger_days(store, keys))))
    report = joined(report, Report(violations=tuple(await check_scores(store, keys, now))))
    report = joined(report, Report(violations=tuple(await check_erasures(store))))
    report = joined(report, Report(violations=tuple(await check_audit_log(store))))
    report = joined(report, Report(violations=tuple(await check_key_rings(store))))
    return joined(report, Report(violations=tuple(await check_invitations(store))))


async def _chunk(snapshot: Snapshot, last: str, now: datetime | None) -> tuple[Report, str]:
    accounts = await snapshot.after(ACCOUNTS, last, CHUNK)
    if not accounts:
        return Report(), ""
    ids = [account.id for account in accounts]
    # Event ids begin with their account's, and a chunk has every account between its ends.
    events = await snapshot.between(OUTBOX, f"{ids[0]}:", f"{ids[-1]};")
    report = check_accounts(
        accounts,
        await snapshot.of_accounts(TRANSFERS, ids),
        await snapshot.of_accounts(COMPLETIONS, ids),
        events,
        await snapshot.of_accounts(RENTALS, ids),
        now,
        await snapshot.of_accounts(SPENDINGS, ids),
        await snapshot.of_accounts(GIFTS, ids),
        await snapshot.of_accounts(VOUCHERS, ids),
    )
    told = await check_webhooks(snapshot, accounts, events, now)
    return joined(report, Report(violations=tuple(told))), ids[-1]
