"""Activate: enrol, for the first time or after leaving."""

from datetime import datetime

import msgspec

from service.members.account import Account
from service.members.change import Changed, entry, raised, with_grant, with_state
from service.members.consents import PROGRAMME, ConsentText, Grant, Purpose
from service.members.refusals import AlreadyEnrolled, ConsentTextChanged
from service.members.states import State, WrongState, follow


def activate(
    account: Account, *, text: ConsentText, shown_sha256: str, at: datetime
) -> Changed | WrongState | ConsentTextChanged | AlreadyEnrolled:
    """Make a pending or closing membership active, with consent to the enrolment `text`.

    `shown_sha256` is the hash of the words on the member's screen; other words are refused. Nothing
    else is granted with it. A paused membership is not enrolled again: `resume` it.
    """
    if account.state in (State.ACTIVE, State.PAUSED):
        return AlreadyEnrolled(state=account.state)
    state = follow(account.state, State.ACTIVE)
    if isinstance(state, WrongState):
        return state
    if shown_sha256 != text.sha256:
        return ConsentTextChanged(purpose=text.purpose, shown=shown_sha256, current=text.sha256)
    grant = Grant(
        purpose=Purpose.ENROLMENT,
        counterparty=PROGRAMME,
        granted_at=at,
        ends_at=None,
        text_sha256=shown_sha256,
    )
    after = raised(with_grant(with_state(account, state, at), grant))
    after = msgspec.structs.replace(after, active_since=account.active_since or at)
    history = entry(after, Purpose.ENROLMENT, PROGRAMME, at, grant)
    return Changed(account=after, history=(history,))
