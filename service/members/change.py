"""What membership rules answer: the account after the change, and what to append to its history."""

from datetime import datetime

import msgspec

from service.language.languages import DEFAULT, Language
from service.members.account import Account
from service.members.consents import ConsentEntry, Grant, Purpose
from service.members.states import State


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """The account, its epoch raised by one, and the rows for its consent history, maybe none."""

    account: Account
    history: tuple[ConsentEntry, ...] = ()


def with_grant(account: Account, grant: Grant) -> Account:
    """The account with `grant` in place of an earlier one for the same purpose and counterparty."""
    return msgspec.structs.replace(
        account, consents=(*without(account, grant.purpose, grant.counterparty), grant)
    )


def without(account: Account, purpose: Purpose, counterparty: str) -> tuple[Grant, ...]:
    """The account's consents but those for this purpose and counterparty."""
    wanted = (purpose, counterparty)
    return tuple(each for each in account.consents if (each.purpose, each.counterparty) != wanted)


def with_state(account: Account, state: State, at: datetime) -> Account:
    """The account in another state since `at`."""
    return msgspec.structs.replace(account, state=state, state_at=at)


def raised(account: Account) -> Account:
    """The account one epoch later: caches and streams of before are old now."""
    return msgspec.structs.replace(account, epoch=account.epoch + 1)


def entry(
    account: Account,
    purpose: Purpose,
    counterparty: str,
    at: datetime,
    grant: Grant | None,
    language: Language = DEFAULT,
) -> ConsentEntry:
    """The history row for a change already made to `account`; `language` is what was read."""
    return ConsentEntry(
        account=account.id,
        epoch=account.epoch,
        at=at,
        purpose=purpose,
        counterparty=counterparty,
        grant=grant,
        language=language,
    )
