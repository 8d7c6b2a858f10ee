"""Adds a chunk of leaves to the day that is being closed, with the salt keys made for it."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.days.closing import Leaves, Place, SaltKey, with_leaves
from rewards.ledger.days.tree import hashes_in
from rewards.merkle import root
from service.flows.ledger.stepped import From, Stepped, standing
from service.store.collection import Key
from service.store.path.command import Append, Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT
from service.store.schema.page import LEDGER_CLOSINGS, LEDGER_LEAVES, LEDGER_SALTS


class AddLeaves(msgspec.Struct, frozen=True, kw_only=True):
    """The chunk and its last place; `keys` are those of accounts that had none."""

    at: From
    leaves: Leaves
    last: Place
    keys: tuple[SaltKey, ...]


def needs(command: Command[AddLeaves], _view: View) -> Iterable[Key]:
    """The closing, and the keys that should not be there yet."""
    yield LEDGER_CLOSINGS.key(CURRENT)
    yield from (LEDGER_SALTS.key(key.id) for key in command.body.keys)


def decide(command: Command[AddLeaves], view: View) -> Outcome[Stepped]:
    """The next chunk, if nobody has added it; hashed anew if somebody has made one of its keys."""
    body = command.body
    closing = standing(view, body.at)
    if closing is None or any(view.get(LEDGER_SALTS, key.id) for key in body.keys):
        return Outcome(Stepped(already=True))
    chunk_root = root(hashes_in(body.leaves.hashes))
    return Outcome(
        Stepped(),
        (
            Put(
                LEDGER_CLOSINGS,
                with_leaves(closing, chunk_root, len(body.leaves.ids), body.last),
            ),
            Append(LEDGER_LEAVES, body.leaves),
            *(Insert(LEDGER_SALTS, key) for key in body.keys),
        ),
    )


ADD_LEAVES = Rule("add_ledger_leaves", Stepped, needs, decide)
