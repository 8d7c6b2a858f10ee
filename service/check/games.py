"""Proves what was guessed: I12, and I4 for games that came to nothing."""

from collections.abc import Sequence

from rewards.games.game import Game, GameState
from rewards.games.guess import Entry
from rewards.games.verify_game import GameBundle, guesses_in_time, under_the_root, verify_game
from rewards.ledger.invariants import Violation, balances
from rewards.settlement.invariants import escrow_is_empty
from rewards.settlement.plan import Bundle
from rewards.settlement.subject import game_subject
from service.check.walk import walk
from service.flows.games.settle_game import plan_of
from service.store.gate import Gate
from service.store.schema.page import (
    ENTRIES,
    GAMES,
    GATES,
    PLAN_AWARDS,
    PLAN_INPUTS,
    PLANS,
    TRANSFERS,
)
from service.store.snapshot import Snapshot
from service.store.store import Store

CHUNK = 20


async def check_games(store: Store) -> list[Violation]:
    """All games, a chunk and a moment at a time."""
    return await walk(store, GAMES, _chunk, chunk=CHUNK)


async def _chunk(snapshot: Snapshot, games: list[Game]) -> list[Violation]:
    return [violation for game in games for violation in await _check_game(snapshot, game)]


async def _check_game(snapshot: Snapshot, game: Game) -> list[Violation]:
    subject = game_subject(game.id)
    entries = await snapshot.between(ENTRIES, f"{game.id}:", f"{game.id};")
    gates = await snapshot.between(GATES, f"{subject}:", f"{subject};")
    found = [*guesses_in_time(game, entries), *all_let_in(game, entries, gates)]
    if game.root is not None:
        found += under_the_root(game, entries)
    if game.state is GameState.VOID:
        transfers = await snapshot.of_accounts(TRANSFERS, [subject])
        found += escrow_is_empty(subject, balances(transfers))
    if game.state is GameState.SETTLED:
        found += await _check_settled(snapshot, game, entries)
    return found


def all_let_in(game: Game, entries: Sequence[Entry], gates: Sequence[Gate]) -> list[Violation]:
    """I12: every guess came through a gate, and once the game is locked all gates are closed."""
    guesses = sum(len(entry.guesses) for entry in entries)
    let_in = sum(gate.entries for gate in gates)
    past = game.state not in (GameState.DRAFT, GameState.OPEN)
    sentences = {
        f"{guesses} guesses are there, its gates let {let_in} in": guesses != let_in,
        "it is locked, and a gate is open": past and any(gate.open for gate in gates),
    }
    return [_i12(game, sentence) for sentence, broken in sentences.items() if broken]


async def _check_settled(
    snapshot: Snapshot, game: Game, entries: Sequence[Entry]
) -> list[Violation]:
    plan = plan_of(game.id)
    heads = await snapshot.between(PLANS, plan, f"{plan};")
    if not heads:
        return [_i12(game, "it is settled without a plan")]
    inputs = await snapshot.between(PLAN_INPUTS, f"{plan}:", f"{plan};")
    awards = await snapshot.between(PLAN_AWARDS, f"{plan}:", f"{plan};")
    settlement = Bundle(
        plan=heads[0],
        inputs=tuple(row.standing for row in sorted(inputs, key=lambda row: row.id)),
        awards=tuple(row.award for row in sorted(awards, key=lambda row: row.id)),
    )
    bundle = GameBundle(game=game, entries=tuple(entries), settlement=settlement)
    return verify_game(bundle)


def _i12(game: Game, sentence: str) -> Violation:
    return Violation(invariant="I12", subject=game.id, sentence=sentence)
