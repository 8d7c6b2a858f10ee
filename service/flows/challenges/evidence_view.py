"""A piece of evidence as its member sees it: how it stands, what it is worth, what can be done."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant, whole_days
from rewards.economy import ChallengeNumbers
from rewards.refusal import Refusal
from rewards.score.evidence import EvidenceKind, Status
from rewards.score.scheme import KindRule, Scheme
from rewards.score.score import worth
from rewards.score.standing.begin import only_since, rule_of
from rewards.score.standing.challenge import Challenge
from rewards.score.standing.open_challenge import Item, challengeable_until, open_challenge
from service.flows.challenges.challenge_view import ChallengeView, challenge_view
from service.flows.challenges.own_evidence import told_at
from service.members.message import Message
from service.members.notice import clock_ends, days_given
from service.store.schema.documents import EvidenceRow


class EvidenceItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fact that `source` tells. `micro_points` are what it is worth today under the scheme in
    force, in millionths of a point, before the cap of its kind.

    only_since:          since when the scheme counts this kind, if this is from before that.
    counts_from:         when a proposed one counts, if nothing is said; absent until its notice is
                         delivered.
    made_good_at:        when its source said that it was made good.
    challengeable_until: until when it can be challenged; absent: it cannot, or there is no end yet.
    may_challenge:       whether it can be challenged now.
    """

    evidence: str
    kind: EvidenceKind
    at: Instant
    recorded_at: Instant
    source: str
    status: Status
    micro_points: int
    may_challenge: bool
    part: str | None = None
    only_since: Instant | None = None
    challengeable_until: Instant | None = None
    counts_from: Instant | None = None
    made_good_at: Instant | None = None
    challenge: ChallengeView | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A row with its notice and its challenge, if there are any. `stands` is False for what was
    revoked by itself since, whatever its row says."""

    row: EvidenceRow
    notice: Message | None = None
    challenge: Challenge | None = None
    stands: bool = True


def evidence_item(
    found: Found, *, scheme: Scheme, numbers: ChallengeNumbers, at: datetime
) -> EvidenceItem:
    """What is shown of it at `at`."""
    row, notice = found.row, found.notice
    rule = rule_of(scheme, row.kind, row.at)
    status = row.status if found.stands else Status.REVERSED
    open_ = found.stands and _may_challenge(found, numbers, at)
    return EvidenceItem(
        evidence=row.id,
        kind=row.kind,
        part=rule.part if rule else None,
        only_since=only_since(scheme, row.kind, row.at),
        at=row.at,
        recorded_at=row.recorded_at,
        source=row.source,
        status=status,
        micro_points=_worth(found, scheme, status, at),
        may_challenge=open_,
        challengeable_until=challengeable_until(told_at(row, notice), numbers) if open_ else None,
        counts_from=_counts_from(rule, notice) if status is Status.PROPOSED else None,
        made_good_at=row.made_good_at,
        challenge=challenge_view(found.challenge) if found.challenge else None,
    )


def _counts_from(rule: KindRule | None, notice: Message | None) -> datetime | None:
    days = rule.notice_days if rule else None
    if days is None or notice is None:
        return None
    return clock_ends(notice, days_given(notice, days))


def _may_challenge(found: Found, numbers: ChallengeNumbers, at: datetime) -> bool:
    row = found.row
    item = Item(
        account=row.account,
        fact=row.fact,
        standing=row.standing,
        told_at=told_at(row, found.notice),
        reference=row.reference,
        asked=False,
    )
    asked = open_challenge(item, found.challenge, statement="", open_now=0, at=at, numbers=numbers)
    return not isinstance(asked, Refusal)


def _worth(found: Found, scheme: Scheme, status: Status, at: datetime) -> int:
    happened_at = found.row.at
    rule, age = rule_of(scheme, found.row.kind, happened_at), whole_days(happened_at, at)
    if (
        rule is None
        or age < 0
        or (rule.gone_after_days is not None and age >= rule.gone_after_days)
    ):
        return 0
    return worth(rule, status, age)
