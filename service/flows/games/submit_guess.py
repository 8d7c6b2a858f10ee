"""A member guesses in a game, or changes the guess, until the game locks."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.games.commitment import leaf
from rewards.games.game import Game, GameState
from rewards.games.guess import Answer, Entry, entry_id
from rewards.games.refusals import GameUnknown, GuessingClosed
from rewards.games.submit import submit
from rewards.refusal import Refusal
from rewards.settlement.subject import game_subject
from service.flows.games.game_target import related, target_agrees, target_key
from service.flows.own import active_account, own_needs
from service.members.minors import Barred, not_for_minors
from service.store.collection import Key
from service.store.gate import Gate, gate_id
from service.store.path.command import Command, Effect, Enter, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ENTRIES, GAMES, GATES


class SubmitGuess(msgspec.Struct, frozen=True, kw_only=True):
    """The account's answer to the game's question; the salt is one of the command's ids."""

    account: str
    game: str
    answer: Answer


class GuessTaken(msgspec.Struct, frozen=True, kw_only=True):
    """Version 1 is the first guess. `leaf` is what goes under the game's root, 64 hex digits: it
    tells nobody the guess, and once the salts are public it proves which one was made."""

    game: str
    version: int
    at: Instant
    locks_at: Instant
    leaf: str


def needs(command: Command[SubmitGuess], view: View) -> Iterable[Key]:
    """The account, the game and the entry so far; then this process's gate and the target."""
    body = command.body
    yield from own_needs(command, view)
    yield GAMES.key(body.game)
    yield ENTRIES.key(entry_id(body.game, body.account))
    game = view.peek(GAMES, body.game)
    if game is not None:
        yield GATES.key(_gate(game, command))
        yield from target_key(game)


def decide(command: Command[SubmitGuess], view: View) -> Outcome[GuessTaken]:
    """One more version of the entry, if the gate lets it in by the database's clock."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    minor = not_for_minors(account, Barred.GAMES, command.domain_at)
    if minor is not None:
        return Outcome(minor)
    # By reference: everybody guesses in it, and whether it is still open is the gate's to say.
    game = view.reference(GAMES, command.body.game)
    if game is None:
        return Outcome(GameUnknown(game=command.body.game))
    gate = view.get(GATES, _gate(game, command))
    if gate is None or not gate.lets_in(command.offset):
        return Outcome(_closed(game, game.state))
    if not target_agrees(game, view, command.domain_at):
        return Outcome(_closed(game, GameState.VOID))
    before = view.get(ENTRIES, entry_id(game.id, account.id))
    entry = submit(
        game,
        before,
        command.body.answer,
        account=account.id,
        related=related(game, account, view),
        at=command.domain_at,
        salt=bytes.fromhex(command.ids[0]),
        numbers=command.programme.numbers.games,
    )
    return Outcome(entry) if isinstance(entry, Refusal) else _taken(game, gate, before, entry)


def _gate(game: Game, command: Command[SubmitGuess]) -> str:
    return gate_id(game_subject(game.id), command.gate)


def _closed(game: Game, state: GameState) -> GuessingClosed:
    shown = GameState.LOCKED if state is GameState.OPEN else state
    return GuessingClosed(state=shown, opens_at=game.opens_at, locks_at=game.locks_at)


def _taken(game: Game, gate: Gate, before: Entry | None, entry: Entry) -> Outcome[GuessTaken]:
    answer = GuessTaken(
        game=game.id,
        version=entry.last.version,
        at=entry.last.at,
        locks_at=game.locks_at,
        leaf=leaf(entry, entry.last).hex(),
    )
    kept: Effect = Insert(ENTRIES, entry) if before is None else Put(ENTRIES, entry)
    return Outcome(answer, (Enter(GATES, gate), kept))


SUBMIT_GUESS = Rule("submit_guess", GuessTaken, needs, decide, ids=1)
