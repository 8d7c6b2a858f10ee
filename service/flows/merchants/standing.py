"""Where a merchant stands, as flows of members read it; and what operators change of it."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.calendar import Instant
from rewards.perks.find import find_merchant
from rewards.perks.merchants.refusals import MerchantSuspended
from rewards.perks.merchants.standing import Standing, may_begin
from rewards.perks.refusals import MerchantUnknown
from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody
from service.store.collection import Key
from service.store.path.command import Command, Insert, Put
from service.store.path.state import View
from service.store.schema.page import STANDINGS


def standing_needs(merchant: str) -> Iterable[Key]:
    """The merchant's standing."""
    yield STANDINGS.key(merchant)


def may_begin_at(view: View, merchant: str) -> MerchantSuspended | None:
    """Why nothing new may begin at this merchant."""
    return may_begin(view.reference(STANDINGS, merchant))


class OfMerchant(OperatorBody, frozen=True, kw_only=True):
    """A merchant by its id."""

    merchant: str


class StandingStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the merchant stands now; `suspended_at` is absent unless it is suspended."""

    merchant: str
    suspended_at: Instant | None = None


def merchants_needs(command: Command[Any], _view: View) -> Iterable[Key]:
    """The standing of the merchant that the body names."""
    yield from standing_needs(command.body.merchant)


def merchant_known(command: Command[Any], view: View) -> MerchantUnknown | None:
    """Unless the programme names it, or an application of it was approved: who is suspended before
    its first day does not begin."""
    merchant = command.body.merchant
    named = find_merchant(command.programme.merchants, merchant)
    if not isinstance(named, Refusal) or view.reference(STANDINGS, merchant) is not None:
        return None
    return named


def stand(before: Standing | None, after: Standing) -> Insert | Put:
    """The merchant's first standing, or its next."""
    return Insert(STANDINGS, after) if before is None else Put(STANDINGS, after)


def subject(command: Command[Any]) -> str:
    """For the audit log."""
    return f"merchant:{command.body.merchant}"
