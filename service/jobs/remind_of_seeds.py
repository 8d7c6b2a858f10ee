"""Job: members are reminded, once for each day, of seeds that wither or expire soon."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from rewards.calendar import Instant, day_end
from rewards.ledger.purse import Purse
from rewards.ledger.soon import Leaving, expiring_soon, withering_soon
from rewards.ledger.statement import OwnSide
from service.jobs.job import Chunk, Run
from service.jobs.pages import next_accounts
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.states import State
from service.programme import Programme
from service.store.collection import Key
from service.store.path.command import Command, Effect, Emit, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX

FIELDS = {OwnSide.RIPE: "purse.basket.0.withers_at", OwnSide.SEEDS: "purse.lots.0.expires_at"}
KINDS = {
    OwnSide.RIPE: MessageKind.SEEDS_WITHERING_SOON,
    OwnSide.SEEDS: MessageKind.SEEDS_EXPIRING_SOON,
}
PARTS = {OwnSide.RIPE: "awards", OwnSide.SEEDS: "lots"}


class RemindOfSeeds(msgspec.Struct, frozen=True, kw_only=True):
    """Tell `account` what of one balance goes soon, as of `as_of`."""

    account: str
    side: OwnSide
    as_of: Instant


class Reminded(msgspec.Struct, frozen=True, kw_only=True):
    """For how many days there is a reminder now; maybe none."""

    days: int


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts with something that goes soon: first what is ripe, then what is
    collected, each in order of id. While an account is paused, nothing goes."""
    word, _, last = (checkpoint or f"{OwnSide.RIPE}:").partition(":")
    side = OwnSide(word)
    near = {
        FIELDS[side]: {"$lt": day_end(run.as_of + _notice(run.context.programme(), side))},
        "state": {"$ne": State.PAUSED.value},
    }
    page = await next_accounts(run.context.store, last, matching=near, hint=f"{FIELDS[side]}_1")
    if page is None:
        return Chunk(after=f"{OwnSide.SEEDS}:") if side is OwnSide.RIPE else None
    ids = tuple(account.id for account in page.accounts)
    return Chunk(
        after=f"{side}:{page.last}",
        commands=tuple(
            run.command(REMIND_OF_SEEDS, RemindOfSeeds(account=id_, side=side, as_of=run.as_of))
            for id_ in ids
        ),
        items=ids,
        set_aside=page.unreadable,
    )


def needs(command: Command[RemindOfSeeds], view: View) -> Iterable[Key]:
    """The account, then the reminders that it may have had before."""
    yield ACCOUNTS.key(command.body.account)
    account = view.peek(ACCOUNTS, command.body.account)
    for leaving in _leaving(command, account.purse) if account else ():
        yield INBOX.key(_message_id(command.body, leaving))


def decide(command: Command[RemindOfSeeds], view: View) -> Outcome[Reminded]:
    """A message for each day that has none yet: its id is made from the day."""
    account = view.get(ACCOUNTS, command.body.account)
    if account is None or account.state is State.PAUSED:
        return Outcome(Reminded(days=0))
    new = [
        leaving
        for leaving in _leaving(command, account.purse)
        if view.get(INBOX, _message_id(command.body, leaving)) is None
    ]
    effects = (effect for leaving in new for effect in _remind(command, leaving))
    return Outcome(Reminded(days=len(new)), tuple(effects))


def _remind(command: Command[RemindOfSeeds], leaving: Leaving) -> tuple[Effect, Effect]:
    body = command.body
    kind = KINDS[body.side]
    message = new_message(
        _message_id(body, leaving),
        account=body.account,
        kind=kind,
        at=command.domain_at,
        parameters={
            "seeds": leaving.seeds,
            PARTS[body.side]: leaving.parts,
            "ends_at": leaving.at.isoformat(),
        },
    )
    return Insert(INBOX, message), Emit(account=body.account, kind=kind.value, data=leaving)


def _leaving(command: Command[RemindOfSeeds], purse: Purse) -> tuple[Leaving, ...]:
    soon = withering_soon if command.body.side is OwnSide.RIPE else expiring_soon
    numbers = command.programme.numbers.ledger
    return soon(purse, at=command.domain_at, by=command.body.as_of, numbers=numbers)


def _message_id(body: RemindOfSeeds, leaving: Leaving) -> str:
    return f"message:soon:{body.side}:{body.account}:{leaving.day}"


def _notice(programme: Programme, side: OwnSide) -> timedelta:
    numbers = programme.numbers.ledger
    ripe = side is OwnSide.RIPE
    return timedelta(days=numbers.withering_notice_days if ripe else numbers.expiry_notice_days)


REMIND_OF_SEEDS = Rule("remind_of_seeds", Reminded, needs, decide)
