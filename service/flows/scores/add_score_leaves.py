"""Adds a chunk of leaves to a revision that has all its snapshots, and the keys made for it."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.days.closing import SaltKey
from rewards.ledger.days.tree import hashes_in
from rewards.merkle import root
from rewards.score.cycles.revision import ScoreLeaves, with_leaves
from service.flows.scores.stepped import From, Stepped, standing
from service.store.collection import Key
from service.store.path.command import Append, Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import CYCLE_LEAVES, CYCLES, LEDGER_SALTS


class AddScoreLeaves(msgspec.Struct, frozen=True, kw_only=True):
    """The chunk; `keys` are those of accounts that had none."""

    at: From
    leaves: ScoreLeaves
    keys: tuple[SaltKey, ...]


def needs(command: Command[AddScoreLeaves], _view: View) -> Iterable[Key]:
    """The revision, and the keys that should not be there yet."""
    yield CYCLES.key(command.body.at.revision)
    yield from (LEDGER_SALTS.key(key.id) for key in command.body.keys)


def decide(command: Command[AddScoreLeaves], view: View) -> Outcome[Stepped]:
    """The next chunk, if nobody has added it; hashed anew if somebody has made one of its keys."""
    body = command.body
    revision = standing(view, body.at)
    if revision is None or any(view.get(LEDGER_SALTS, key.id) for key in body.keys):
        return Outcome(Stepped(already=True))
    chunk_root = root(hashes_in(body.leaves.hashes))
    return Outcome(
        Stepped(),
        (
            Put(CYCLES, with_leaves(revision, chunk_root, body.leaves.accounts)),
            Append(CYCLE_LEAVES, body.leaves),
            *(Insert(LEDGER_SALTS, key) for key in body.keys),
        ),
    )


ADD_SCORE_LEAVES = Rule("add_score_leaves", Stepped, needs, decide)
