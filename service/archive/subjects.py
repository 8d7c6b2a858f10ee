"""What is in an archive, by file: rows of an account, and what of each stays out and why. Pure.

A new collection with rows of an account comes in here, or into `LEFT_OUT` with a reason.
"""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from service.store.collection import Collection
from service.store.outbox import EVENT_WAITS, OUTBOX
from service.store.schema import page


@dataclass(frozen=True)
class Rows:
    """A file with all rows of a collection whose `owner` is the account, in order of id.

    `without` are fields, by path, that are of other people or of the service's inner workings.
    """

    name: str
    collection: Collection[Any]
    owner: str = "account"
    without: frozenset[str] = field(default=frozenset())


INNER = frozenset({"account", "version"})
"""In every row the same, and counted for the service's own sake."""

ROWS: tuple[Rows, ...] = (
    Rows("access-log.json", page.ACCESS_LOG),
    Rows("challenged-looks.json", page.ACCESS_CHALLENGES),
    Rows("challenged-evidence.json", page.CHALLENGES),
    Rows("evidence.json", page.EVIDENCE),
    Rows("tasks.json", page.COMPLETIONS),
    Rows("transfers.json", page.TRANSFERS),
    Rows("rentals.json", page.RENTALS, without=frozenset({"limit"})),
    Rows("spendings.json", page.SPENDINGS),
    Rows("vouchers.json", page.VOUCHERS, without=frozenset({"code"})),
    Rows("gifts.json", page.GIFTS),
    Rows("inbox.json", page.INBOX),
    # Whom a guess named is not the guesser's to take along: others are called there by account.
    Rows("games.json", page.ENTRIES, without=frozenset({"guesses.answer.podium"})),
    Rows("merchants.json", page.PSEUDONYMS),
    # Who came is somebody else.
    Rows("invitations.json", page.INVITATIONS, "inviter", frozenset({"inviter", "newcomer"})),
    Rows("imports.json", page.REPORTS, "_id"),
    Rows("reach.json", page.REACHES, "_id", frozenset({"id", "email.sealed", "push.sealed"})),
)

LEFT_OUT: dict[str, str] = {
    page.ACCOUNTS.name: "told in membership.json, field by field",
    page.MEMBERS.name: "told in membership.json, field by field",
    page.CONSENTS.name: "told in consents.json, with the words that were agreed to",
    page.SNAPSHOTS.name: "told in scores.json, by publication",
    page.SESSIONS.name: "told in devices.json, without their tokens",
    page.DEVICES.name: "told in devices.json",
    page.LEDGER_SALTS.name: "a key: with it guesses about leaves can be tested; see proofs.json",
    page.PASSES.name: "a pass is a secret that is good for a minute",
    page.BADGE_CODES.name: "whom badges are shared with is in membership.json",
    page.TASK_PROGRESS.name: "what is under way is in membership.json, what is done in tasks.json",
    EVENT_WAITS.name: "which of the events wait to be told to a merchant",
    page.DELIVERIES.name: "what a merchant's server is told, which is in rentals and spendings",
    page.DELIVERY_LINES.name: "in which order it is told",
    page.ENDPOINTS.name: "a merchant's own, under its id",
    page.PREMISES.name: "a merchant's own, under its id",
    page.KEY_RINGS.name: "a merchant's own, under its id",
    OUTBOX.name: "the same facts once more, in the form of events",
}
"""Collections with rows of an account that no file has as they are."""


def row_of(rows: Rows, document: msgspec.Struct) -> dict[str, Any]:
    """A row as plain values, without what stays out."""
    plain: dict[str, Any] = msgspec.to_builtins(document)
    for path in rows.without | INNER:
        _drop(plain, path.split("."))
    return plain


def _drop(node: Any, path: list[str]) -> None:
    if isinstance(node, list | tuple):
        for each in node:
            _drop(each, path)
    elif isinstance(node, dict):
        if len(path) == 1:
            node.pop(path[0], None)
        else:
            _drop(node.get(path[0]), path[1:])
