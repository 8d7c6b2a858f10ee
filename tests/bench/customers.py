"""Members whom a counter may ask about, with a score and passes to show."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from rewards.perks.passes import Pass
from rewards.score.answer import Score
from service.members.consents import PROGRAMME, Grant, Purpose
from service.store.schema.documents import CURRENT, Publication, Snapshot, snapshot_id
from service.store.schema.page import PASSES, PUBLICATIONS, SNAPSHOTS
from tests.bench.programme import MEMBERS, MERCHANT, account_id
from tests.bench.spec import token

PERK = "umbrella"


def settle_customers(database: Any, many: int = MEMBERS) -> None:
    """So many members are scored and let the merchant ask."""
    longer_ago = datetime.now(UTC) - timedelta(days=1)
    grants = [
        Grant(purpose=p, counterparty=who, granted_at=longer_ago, ends_at=None, text_sha256="")
        for p, who in ((Purpose.SCORE, PROGRAMME), (Purpose.ELIGIBILITY, MERCHANT))
    ]
    more = [msgspec.to_builtins(grant, builtin_types=(datetime,)) for grant in grants]
    database.accounts.update_many({}, {"$push": {"consents": {"$each": more}}})
    published = Publication(
        id=CURRENT, cycle="bench", revision=1, cut_off=longer_ago, published_at=longer_ago
    )
    database.publications.insert_one(PUBLICATIONS.encode(published))
    snapshots = (_snapshot(published, account_id(n)) for n in range(many))
    database.snapshots.insert_many([SNAPSHOTS.encode(each) for each in snapshots])


def _snapshot(published: Publication, account: str) -> Snapshot:
    score = Score(
        value=560,
        level="sapling",
        start=350,
        parts=(),
        scheme="sesame",
        scheme_version=1,
        at=published.cut_off,
    )
    return Snapshot(
        id=snapshot_id(published, account),
        cycle=published.cycle,
        revision=published.revision,
        account=account,
        score=score,
        not_available=None,
    )


def issue_passes(database: Any, first: int, many: int, members: int = MEMBERS) -> list[str]:
    """Passes with the numbers from `first` on, good for a day; so many members take turns. Their
    tokens."""
    now = datetime.now(UTC)
    passes = [
        Pass(
            id=token(n),
            account=account_id(n % members),
            perk=PERK,
            merchant=MERCHANT,
            issued_at=now,
            expires_at=now + timedelta(days=1),
        )
        for n in range(first, first + many)
    ]
    database.passes.insert_many([PASSES.encode(each) for each in passes])
    return [each.id for each in passes]
