"""Every comparison on one page, with the floor to keep and the ambition to reach."""

from collections.abc import Sequence
from functools import partial

from service.store.embedded import Mongod
from tests.bench import checks, in_process, lending, over_http, publishing, settling
from tests.bench.case import Case, Promise
from tests.bench.programme import MEMBERS
from tests.bench.ranked import RANKED

HOT = 100
CONDITIONS = (
    # callers, accounts that take turns; floor and ambition in process; the same over HTTP
    (64, MEMBERS, (10, 18), (6, 12)),
    (256, MEMBERS, (16, 30), (10, 20)),
    (64, HOT, (12, 25), (12, 25)),
)
# A check, an authorisation and a cancellation, against one transaction for each.
LENDING = (6, 12)
# A check over HTTP, and how many of them a second are still answered in time.
CHECKS = (6, 12)
# A settlement's awards against one transaction each, and against bare inserts of as many transfers.
SETTLING = (15, 60)
CEILING = (0.2, 0.4)
# A publication against a loop that updates each account, and against one of bulk writes, which
# keeps no history, asks nobody again and proves nothing.
PUBLISHING = (2.5, 6)
BULK = (0.4, 1)
# Of what the endpoint can do without any database.
ENDPOINT = (0.25, 0.45)
READS = (4, 6)
# The rank of one among a hundred thousand, of what an endpoint can do without any database.
RANKS = (0.7, 0.9)


def cases(mongod: Mongod, seconds: float, accounts: int) -> Sequence[Case]:
    """All of them, in the order in which they run; `accounts` are those that are scored."""
    return [
        *_in_process(mongod, seconds),
        *_lending(mongod, seconds),
        *_settling(mongod, seconds),
        *_publishing(mongod, seconds, accounts),
        *_over_http(mongod, seconds),
        *_checks(mongod, seconds),
        *_reads(mongod, seconds),
        *_ranks(mongod, seconds),
    ]


def _where(callers: int, at_once: int) -> str:
    return f"{callers} callers" + (f", {HOT} hot accounts" if at_once == HOT else "")


def _in_process(mongod: Mongod, seconds: float) -> list[Case]:
    return [
        Case(
            group="in-process",
            text=f"task completion in process, {where}",
            arms={
                arm: partial(
                    in_process.run, mongod, arm, callers=callers, at_once=at_once, seconds=seconds
                )
                for arm in in_process.ARMS
            },
            promises=[Promise(f"completion in process, {where}", "batched", "plain", *target)],
        )
        for callers, at_once, target, _ in CONDITIONS
        for where in [_where(callers, at_once)]
    ]


def _lending(mongod: Mongod, seconds: float) -> list[Case]:
    return [
        Case(
            group="lending",
            text=f"a perk checked, authorised and cancelled in process, {callers} callers",
            arms={
                arm: partial(lending.run, mongod, arm, callers=callers, seconds=seconds)
                for arm in in_process.ARMS
            },
            promises=[Promise(f"lending in process, {callers}", "batched", "plain", *LENDING)],
        )
        for callers in (64, 256)
    ]


def _settling(mongod: Mongod, seconds: float) -> list[Case]:
    return [
        Case(
            group="settling",
            text=f"a settlement of {RANKED:,} awards",
            arms={
                "one each": partial(settling.one_each, mongod, seconds=seconds),
                "chunks": partial(settling.in_chunks, mongod),
                "insert_many": partial(settling.insert_many, mongod),
            },
            promises=[
                Promise("settlement", "chunks", "one each", *SETTLING),
                Promise("  against bare inserts, nobody served", "chunks", "insert_many", *CEILING),
            ],
        )
    ]


def _publishing(mongod: Mongod, seconds: float, accounts: int) -> list[Case]:
    return [
        Case(
            group="publishing",
            text=f"scores of {accounts:,} accounts",
            arms={
                "one by one": partial(
                    publishing.one_by_one, mongod, accounts=accounts, seconds=seconds
                ),
                "bulk_write": partial(publishing.bulk_write, mongod, accounts=accounts),
                "read, compute": partial(publishing.compute, mongod, accounts=accounts),
                "publication": partial(publishing.job, mongod, accounts=accounts),
            },
            promises=[
                Promise("publication", "publication", "one by one", *PUBLISHING),
                Promise("  against bulk writes", "publication", "bulk_write", *BULK),
                Promise("  against reading alone", "publication", "read, compute", *BULK),
            ],
        )
    ]


def _over_http(mongod: Mongod, seconds: float) -> list[Case]:
    return [
        Case(
            group="http",
            text=f"task completion over HTTP, {where}",
            arms={
                arm: partial(measured, callers=callers, at_once=at_once, seconds=seconds)
                for arm, measured in (
                    ("plain", partial(over_http.completion, mongod, "plain")),
                    ("batched", partial(over_http.completion, mongod, "batched")),
                    ("no database", partial(over_http.endpoint, mongod)),
                )
            },
            promises=[
                Promise(f"completion over HTTP, {where}", "batched", "plain", *target),
                Promise(f"  against no database, {where}", "batched", "no database", *ENDPOINT),
            ],
        )
        for callers, at_once, _, target in CONDITIONS
        for where in [_where(callers, at_once)]
    ]


def _checks(mongod: Mongod, seconds: float) -> list[Case]:
    return [
        *(
            Case(
                group="checks",
                text=f"eligibility over HTTP, {callers} callers",
                arms={
                    arm: partial(checks.in_turn, mongod, arm, callers=callers, seconds=seconds)
                    for arm in in_process.ARMS
                },
                promises=[
                    Promise(f"eligibility over HTTP, {callers}", "batched", "plain", *CHECKS)
                ],
            )
            for callers in (64, 256)
        ),
        Case(
            group="checks",
            text=f"eligibility over HTTP, {checks.RATE:.0f} a second, whoever waits",
            arms={
                arm: partial(checks.at_rate, mongod, arm, rate=checks.RATE, seconds=seconds)
                for arm in in_process.ARMS
            },
            promises=[],
        ),
        Case(
            group="checks",
            text=f"eligibility over HTTP, the most a second with p99 below {checks.HELD_MS:.0f} ms",
            arms={
                arm: partial(checks.held, mongod, arm, seconds=seconds) for arm in in_process.ARMS
            },
            promises=[Promise("eligibility held in time", "batched", "plain", *CHECKS)],
        ),
    ]


def _reads(mongod: Mongod, seconds: float) -> list[Case]:
    return [
        Case(
            group="reads",
            text=f"a purse over HTTP, {callers} callers",
            arms={
                arm: partial(over_http.purse, mongod, arm, callers=callers, seconds=seconds)
                for arm in ("find_each", "coalesced")
            },
            promises=[Promise(f"reads over HTTP, {callers}", "coalesced", "find_each", *READS)],
        )
        for callers in (64, 256)
    ]


def _ranks(mongod: Mongod, seconds: float) -> list[Case]:
    return [
        Case(
            group="ranks",
            text=f"a member's place among {RANKED:,} over HTTP, {callers} callers",
            arms={
                "ranked": partial(over_http.ranks, mongod, callers=callers, seconds=seconds),
                "no database": partial(
                    over_http.constant_board, mongod, callers=callers, seconds=seconds
                ),
            },
            promises=[Promise(f"ranks over HTTP, {callers}", "ranked", "no database", *RANKS)],
        )
        for callers in (64,)
    ]
