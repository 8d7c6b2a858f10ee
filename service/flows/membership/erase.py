"""A member is forgotten: the link between person and account is destroyed, at once and for good.

One command does what must not be seen half done. What else there is of the member lies in rows
under the account's random id, which nobody can name any more; a job sweeps them.
"""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from rewards.calendar import Instant
from rewards.games.game import Game, GameState
from rewards.ledger.days.closing import SaltKey
from rewards.refusal import Refusal
from service.flows.membership.erase_person import found, nobody, person, person_needs
from service.flows.own import AccountGone
from service.flows.vouchers.leave_vouchers import leave_vouchers, vouchers_needs
from service.members.account import Account
from service.members.erasure.erase import detach, erase, is_due, may_ask, waits
from service.members.erasure.record import began
from service.members.states import State
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import (
    Append,
    Command,
    Effect,
    Insert,
    Outcome,
    Put,
    Rule,
)
from service.store.path.state import View
from service.store.schema.page import (
    ACCOUNTS,
    ERASURES,
    GAMES,
    LEDGER_SALTS,
    MEMBERS,
    TRANSFERS,
)

Doc = TypeVar("Doc", bound=msgspec.Struct)

OVER = frozenset({GameState.SETTLED, GameState.VOID})
"""Games that nobody's guess is needed for any more."""


class Erase(msgspec.Struct, frozen=True, kw_only=True):
    """Whom: an account and its member, None if that is forgotten already.

    games:        those with a guess of the account's that were not over a moment ago.
    asked:        by the member, with the `confirmation` typed; otherwise its time must have come.
    replayed:     it was erased before, and a backup of then has been restored: nothing may stop it.
    """

    account: str
    member: str | None
    games: tuple[str, ...] = ()
    asked: bool = False
    confirmation: str | None = None
    replayed: bool = False


class MemberErased(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last that is said of the membership. Until `contact_kept_until` a keyed hash of the
    contact is kept, against leaving and joining again for the sake of invitations."""

    state: State
    erased_at: Instant
    contact_kept_until: Instant | None = None


def needs(command: Command[Erase], view: View) -> Iterable[Key]:
    """The account, its member and all that hangs on them by a derived id."""
    body = command.body
    yield ACCOUNTS.key(body.account)
    yield LEDGER_SALTS.key(body.account)
    yield ERASURES.key(body.account)
    yield from vouchers_needs(view, view.peek(ACCOUNTS, body.account))
    yield from (GAMES.key(each) for each in body.games)
    if body.member is not None:
        yield from person_needs(view, body.account, body.member)


def decide(command: Command[Erase], view: View) -> Outcome[MemberErased]:
    """Forgotten; or why not yet. Late events find an account that is erased, and count nothing."""
    body = command.body
    account = view.get(ACCOUNTS, body.account)
    member = None
    if body.member is not None:
        member = view.own(MEMBERS, body.member, of_account(body.account))
    if account is None or account.state is State.ERASED or (body.member and member is None):
        return Outcome(AccountGone())
    waiting = waits(account, _going_on(command, view))
    refused = None if body.replayed else _refused(command, view, account) or waiting
    if refused is not None:
        return Outcome(refused)
    account, given_back = leave_vouchers(command, view, account)
    gone = nobody() if member is None else person(command, view, account, member)
    effects = (
        *given_back,
        *_account(command, account, whole=waiting is None),
        _record(command, view, whole=waiting is None),
        _no_salts(command, view),
        *gone.effects,
    )
    answer = MemberErased(
        state=State.ERASED, erased_at=command.domain_at, contact_kept_until=gone.kept_until
    )
    return Outcome(answer, effects)


def _refused(command: Command[Erase], view: View, account: Account) -> Refusal | None:
    body = command.body
    if body.asked:
        return may_ask(account, body.confirmation)
    if view.reference(ERASURES, account.id) is not None:
        return None  # its link is destroyed already: nobody can come back
    return is_due(account, at=command.domain_at, numbers=command.programme.numbers.members)


def _going_on(command: Command[Erase], view: View) -> int:
    """No new one can begin: only active members guess."""
    games = (view.reference(GAMES, each) for each in command.body.games)
    return sum(1 for game in games if isinstance(game, Game) and game.state not in OVER)


def _account(command: Command[Erase], account: Account, *, whole: bool) -> Iterable[Effect]:
    at, zone = command.domain_at, command.programme.zone
    if not whole:
        return (Put(ACCOUNTS, detach(account, zone=zone, at=at)),)
    gone = erase(account, zone=zone, at=at)
    return (
        Put(ACCOUNTS, gone.account),
        *(Append(TRANSFERS, transfer) for transfer in gone.moved.transfers),
    )


def _record(command: Command[Erase], view: View, *, whole: bool) -> Effect:
    fresh = began(command.body.account, at=command.domain_at, whole=whole)
    known = found(view, ERASURES, fresh.id)
    if known is None:
        view.get(ERASURES, fresh.id)
        return Insert(ERASURES, fresh)
    return Put(ERASURES, msgspec.structs.replace(fresh, at=known.at, version=known.version))


def _no_salts(command: Command[Erase], view: View) -> Effect:
    """No key from now on, also if there has been none: see `SaltKey`."""
    account, at = command.body.account, command.at
    salts = view.get(LEDGER_SALTS, account)
    if salts is None:
        return Insert(LEDGER_SALTS, SaltKey(id=account, key=None, made_at=at))
    return Put(LEDGER_SALTS, msgspec.structs.replace(salts, key=None))


ERASE = Rule("erase_member", MemberErased, needs, decide)
