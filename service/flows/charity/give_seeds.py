"""A member gives seeds to a charity."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.charity.find import find_charity
from rewards.charity.gift import Given, give
from rewards.refusal import Refusal
from service.flows.merchants.standing import may_begin_at, standing_needs
from service.flows.own import active_account, own_needs
from service.flows.seeds.expired import tell_of_expiry
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, GIFTS, TRANSFERS


class GiveSeeds(msgspec.Struct, frozen=True, kw_only=True):
    """How many, and to whom."""

    account: str
    charity: str
    seeds: int


class SeedsGiven(msgspec.Struct, frozen=True, kw_only=True):
    """The gift, and what can still be spent."""

    id: str
    charity: str
    seeds: int
    at: Instant
    available: int


def needs(command: Command[GiveSeeds], view: View) -> Iterable[Key]:
    """The account, and the charity's standing."""
    yield from own_needs(command, view)
    yield from standing_needs(command.body.charity)


def decide(command: Command[GiveSeeds], view: View) -> Outcome[SeedsGiven]:
    """Given for good. The account alone is written: the pool counts its gifts later."""
    body = command.body
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    charity = find_charity(command.programme.merchants, body.charity)
    if isinstance(charity, Refusal):
        return Outcome(charity)
    suspended = may_begin_at(view, charity.id)
    if suspended is not None:
        return Outcome(suspended)
    given = give(
        account.purse,
        gift=command.ids[0],
        account=account.id,
        charity=charity.id,
        seeds=body.seeds,
        at=command.domain_at,
    )
    if isinstance(given, Refusal):
        return Outcome(given)
    answer = SeedsGiven(
        id=given.gift.id,
        charity=charity.id,
        seeds=given.gift.seeds,
        at=given.gift.at,
        available=given.moved.purse.available,
    )
    return Outcome(answer, _effects(command, account, given, answer))


def _effects(
    command: Command[GiveSeeds], account: Account, given: Given, answer: SeedsGiven
) -> tuple[Effect, ...]:
    return (
        Put(ACCOUNTS, msgspec.structs.replace(account, purse=given.moved.purse)),
        *(Append(TRANSFERS, transfer) for transfer in given.moved.transfers),
        *tell_of_expiry(command, given.moved.transfers),
        Append(GIFTS, given.gift),
        Emit(account=account.id, kind="seeds_given", data=answer),
    )


GIVE_SEEDS = Rule("give_seeds", SeedsGiven, needs, decide, ids=1)
