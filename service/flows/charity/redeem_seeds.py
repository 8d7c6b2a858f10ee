"""A charity redeems what members have given to it."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.charity.find import find_charity
from rewards.charity.pool import Pool, redeem
from rewards.charity.refusals import NoCharityPool
from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import POOLS, REDEMPTIONS, TRANSFERS


class RedeemSeeds(msgspec.Struct, frozen=True, kw_only=True):
    """How many of its own pool, and the charity's own number of what they become, if any."""

    merchant: str
    seeds: int
    what: str | None = None


class SeedsRedeemed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The redemption, and what is left in the pool."""

    id: str
    seeds: int
    at: Instant
    balance: int
    what: str | None = None


def needs(command: Command[RedeemSeeds], _view: View) -> Iterable[Key]:
    """The caller's own pool."""
    yield POOLS.key(command.body.merchant)


def decide(command: Command[RedeemSeeds], view: View) -> Outcome[SeedsRedeemed]:
    """Booked against the pool, which is guarded: never more than has been given and counted."""
    body = command.body
    if isinstance(find_charity(command.programme.merchants, body.merchant), Refusal):
        return Outcome(NoCharityPool(merchant=body.merchant))
    redeemed = redeem(
        view.get(POOLS, body.merchant) or Pool(id=body.merchant),
        redemption=command.ids[0],
        seeds=body.seeds,
        what=body.what,
        at=command.domain_at,
    )
    if isinstance(redeemed, Refusal):
        return Outcome(redeemed)
    row = redeemed.redemption
    answer = SeedsRedeemed(
        id=row.id, seeds=row.seeds, at=row.at, balance=redeemed.pool.balance, what=row.what
    )
    return Outcome(
        answer,
        (
            # A pool that nobody has counted into is empty, so here there is one.
            Put(POOLS, redeemed.pool),
            Append(REDEMPTIONS, row),
            Append(TRANSFERS, redeemed.transfer),
        ),
    )


REDEEM_SEEDS = Rule("redeem_seeds", SeedsRedeemed, needs, decide, ids=1)
