"""A person signs in with a one-time code; the first time, a pending membership begins."""

import hashlib
from collections.abc import Iterable

import msgspec

from rewards.invitations.inviting import Inviting
from rewards.score.evidence import Evidence, EvidenceKind
from service.flows.evidence import evidence_row
from service.flows.sign_in.admission import admission_needs, let_in
from service.members.account import Account
from service.members.erasure.record import Departure, newcomer_from
from service.members.member import Member
from service.members.sign_in.code import CodeRefused, try_code
from service.members.sign_in.devices import Devices, device_name
from service.members.sign_in.session import Session, start
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import Claim
from service.store.schema.page import (
    ACCOUNTS,
    CLAIMS,
    CODES,
    DEPARTURES,
    DEVICES,
    EVIDENCE,
    MEMBERS,
    SESSIONS,
)
from tasks.task import APP


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """Keyed hashes of the contact and of the code that was typed; `device` is the person's word."""

    contact: str
    code: str
    device: str


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Whose session it is, and its refresh token (shown once). `new`: a membership has begun."""

    account: str
    member: str
    session: str
    refresh_token: str
    new: bool


def needs(command: Command[SignIn], view: View) -> Iterable[Key]:
    """The code and who has the contact; then that member."""
    body = command.body
    yield CODES.key(body.contact)
    yield CLAIMS.key(_claim(body.contact))
    yield DEPARTURES.key(body.contact)
    claim = view.peek(CLAIMS, _claim(body.contact))
    if claim is not None:
        yield MEMBERS.key(claim.holder)
        yield from admission_needs(command, view, claim.holder)


def decide(command: Command[SignIn], view: View) -> Outcome[SignedIn]:
    """A session for the right code; a wrong one costs a try, which is written too."""
    body, numbers = command.body, command.programme.numbers.sign_in
    code = view.get(CODES, body.contact)
    tried, right = try_code(code, body.code, at=command.at, numbers=numbers)
    counted: tuple[Effect, ...] = () if tried is None else (Put(CODES, tried),)
    if not right:
        return Outcome(CodeRefused(), counted)
    claim = view.get(CLAIMS, _claim(body.contact))
    if claim is None:
        return _join(command, counted, view.reference(DEPARTURES, body.contact))
    member = view.get(MEMBERS, claim.holder)
    if member is None:
        return Outcome(CodeRefused(), counted)
    session = _session(command, member)
    return _signed_in(command, session, (*counted, *let_in(command, view, session)), new=False)


def _claim(contact: str) -> str:
    return f"contact:{contact}"


def _join(
    command: Command[SignIn], effects: tuple[Effect, ...], left: Departure | None
) -> Outcome[SignedIn]:
    """A pending member and account; the claim makes sure that a contact has only one of them."""
    body, at, (member_id, account_id, *_) = command.body, command.domain_at, command.ids
    member = Member(
        id=member_id,
        account=account_id,
        contact_hash=body.contact,
        display_name="",
        created_at=at,
        state=State.PENDING,
        state_at=at,
    )
    account = Account(
        id=account_id,
        version=1,
        state=State.PENDING,
        state_at=at,
        epoch=0,
        zone=command.programme.zone,
        created_at=at,
        inviting=Inviting(newcomer_from=newcomer_from(left, at)),
    )
    verified = Evidence(
        id=f"contact_verified:{account_id}",
        kind=EvidenceKind.CONTACT_VERIFIED,
        at=at,
        source=APP,
    )
    session = _session(command, member)
    newcomer = (
        Insert(CLAIMS, Claim(id=_claim(body.contact), holder=member_id, at=at)),
        Append(MEMBERS, member),
        Append(ACCOUNTS, account),
        Append(EVIDENCE, evidence_row(account_id, verified, at=at)),
        Append(DEVICES, Devices(id=member_id, sessions=(session.id,))),
    )
    return _signed_in(command, session, (*effects, *newcomer), new=True)


def _session(command: Command[SignIn], member: Member) -> Session:
    *_, session_id, secret = command.ids
    return start(
        session_id,
        account=member.account,
        member=member.id,
        device=device_name(command.body.device),
        sha256=hashlib.sha256(secret.encode()).hexdigest(),
        at=command.at,
        numbers=command.programme.numbers.sign_in,
    )


def _signed_in(
    command: Command[SignIn], session: Session, effects: tuple[Effect, ...], *, new: bool
) -> Outcome[SignedIn]:
    answer = SignedIn(
        account=session.account,
        member=session.member,
        session=session.id,
        refresh_token=f"{session.id}.{command.ids[-1]}",
        new=new,
    )
    return Outcome(answer, (*effects, Append(SESSIONS, session)))


SIGN_IN = Rule("sign_in", SignedIn, needs, decide, secret=True, ids=4)
