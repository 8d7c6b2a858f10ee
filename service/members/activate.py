"""Activate: enrol, for the first time or after leaving."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from service.members.account import Account
from service.members.agreed_text import agreed_text
from service.members.breaks import with_break
from service.members.change import Changed, entry, raised, with_grant, with_state
from service.members.consents import PROGRAMME, ConsentText, Grant, Purpose
from service.members.numbers import MemberNumbers
from service.members.refusals import AlreadyEnrolled, ConsentTextChanged
from service.members.review import notice_due
from service.members.states import State, WrongState, follow


def activate(
    account: Account,
    *,
    texts: Sequence[ConsentText],
    shown_sha256: str,
    at: datetime,
    numbers: MemberNumbers,
) -> Changed | WrongState | ConsentTextChanged | AlreadyEnrolled:
    """Make a pending or closing membership active, with consent to the enrolment text.

    `texts` are the one in force in each language, the programme's own first. `shown_sha256` is the
    hash of the words on the member's screen; other words are refused. Nothing else is granted with
    it. A paused membership is not enrolled again: `resume` it. Who comes back was away meanwhile.
    """
    if account.state in (State.ACTIVE, State.PAUSED):
        return AlreadyEnrolled(state=account.state)
    state = follow(account.state, State.ACTIVE)
    if isinstance(state, WrongState):
        return state
    text = agreed_text(texts, shown_sha256)
    if isinstance(text, ConsentTextChanged):
        return text
    grant = Grant(
        purpose=Purpose.ENROLMENT,
        counterparty=PROGRAMME,
        granted_at=at,
        ends_at=None,
        text_sha256=shown_sha256,
    )
    after = raised(with_grant(with_state(_away(account, at, numbers), state, at), grant))
    after = msgspec.structs.replace(
        after,
        active_since=account.active_since or at,
        notice_due_at=notice_due(at, at, numbers),
    )
    history = entry(after, Purpose.ENROLMENT, PROGRAMME, at, grant, text.language)
    return Changed(account=after, history=(history,))


def _away(account: Account, at: datetime, numbers: MemberNumbers) -> Account:
    """The account that remembers how long its member had left, if they had."""
    if account.state is not State.CLOSING:
        return account
    breaks = with_break(account.breaks, account.state_at, at, most=numbers.breaks_max)
    return msgspec.structs.replace(account, breaks=breaks)
