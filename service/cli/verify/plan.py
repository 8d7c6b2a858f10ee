"""A plan of awards, made again from what it was made of: that of a season, or of a game."""

import msgspec

from rewards.games.verify_game import GameBundle, verify_game
from rewards.ledger.invariants import Violation
from rewards.settlement.invariants import pool_is_shared
from rewards.settlement.plan import Bundle, Plan
from rewards.settlement.verify_plan import verify_plan


def proved(document: bytes, *, is_game: bool) -> tuple[Plan, list[Violation]]:
    """The plan of a bundle, and all that is wrong with it. msgspec.DecodeError if it is none."""
    if is_game:
        game = msgspec.json.decode(document, type=GameBundle)
        return game.settlement.plan, verify_game(game) + pool_is_shared(game.settlement)
    bundle = msgspec.json.decode(document, type=Bundle)
    return bundle.plan, verify_plan(bundle) + pool_is_shared(bundle)


def summary(plan: Plan) -> str:
    """One line for a person."""
    return (
        f"{plan.id} is right: {plan.inputs:,} ranked, {plan.awards:,} awards, "
        f"{plan.pool - plan.remainder:,} of {plan.pool:,} seeds won, {plan.remainder:,} left"
    )
