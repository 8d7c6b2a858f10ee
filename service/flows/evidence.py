"""A fact for the score, as it is stored when it is first known."""

from datetime import datetime
from typing import Any

import msgspec

from rewards.score.evidence import Evidence, Status
from rewards.score.standing.begin import begin, rule_of
from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import EVIDENCE, INBOX


def recorded(
    command: Command[Any], account: str, fact: Evidence, *, reference: str = ""
) -> tuple[Effect, ...]:
    """What a new fact writes: its row, which counts at once; what takes points is proposed, and a
    notice tells its member. `reference` is what the source calls it, its own id if empty."""
    scheme, at = command.programme.numbers.score.scheme, command.domain_at
    row = evidence_row(account, fact, at=at, reference=reference)
    if begin(scheme, fact.kind, fact.at).status is Status.COUNTED:
        return (Append(EVIDENCE, row),)
    notice = _notice(command, row)
    proposed = msgspec.structs.replace(row, status=Status.PROPOSED, notice=notice.id)
    # Its id comes from the row's, which exists once.
    return Append(EVIDENCE, proposed), Append(INBOX, notice)


def evidence_row(account: str, fact: Evidence, *, at: datetime, reference: str = "") -> EvidenceRow:
    """`at` is when we were told; `reference` is what the source calls it, its own id if empty."""
    return EvidenceRow(
        id=fact.id,
        account=account,
        kind=fact.kind,
        at=fact.at,
        source=fact.source,
        status=fact.status,
        reference=reference or fact.id,
        recorded_at=at,
    )


def _notice(command: Command[Any], row: EvidenceRow) -> Message:
    numbers = command.programme.numbers
    rule = rule_of(numbers.score.scheme, row.kind, row.at)
    return new_message(
        f"message:evidence:{row.id}:proposed",
        account=row.account,
        kind=MessageKind.PENALTY_PROPOSED,
        at=command.domain_at,
        parameters={
            "evidence": row.id,
            "counts_as": row.kind.value,
            "merchant": row.source,
            "notice_days": (rule.notice_days if rule else None) or 0,
            "challenge_days": numbers.challenges.challenge_days,
        },
    )
