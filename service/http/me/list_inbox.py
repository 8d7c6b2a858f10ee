"""GET /v1/me/inbox."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.me.unread import count_unread
from service.http.means import TheMeans
from service.http.programme.translated import Say, saying
from service.members.message import Message, MessageKind
from service.store.lists import newest
from service.store.schema.page import INBOX

TITLE = "title"
"""The one parameter that is a text of the programme."""


class InboxMessage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What happened; the app makes the words from `kind`, `texts` and `numbers`, by their names.

    `delivered_at`: since when the member can know, by a push, an e-mail, or by having seen it at
    `seen_at`; what starts a clock starts it then.
    """

    id: str
    kind: MessageKind
    at: Instant
    texts: dict[str, str]
    numbers: dict[str, int]
    delivered_at: Instant | None = None
    seen_at: Instant | None = None


class InboxPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end. On the first
    page `unread` says how many of the newest 100 have not been seen."""

    messages: tuple[InboxMessage, ...]
    unread: int | None = None
    next_cursor: str | None = None


@get("/inbox", operation_id="listInbox", tags=["inbox"])
async def list_inbox(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> InboxPage:
    """The caller's messages. Listing them does not make them seen."""
    scope = f"inbox:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(means.context.store, INBOX, caller.account, limit=limit, after=after)
    say = saying(request)
    return InboxPage(
        messages=tuple(_message(row, say) for row in page.rows),
        unread=await count_unread(means, caller) if after is None else None,
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def _message(row: Message, say: Say) -> InboxMessage:
    """Apart by type: in generated clients a map has values of one. A title is said in the reader's
    words; every other text is an id or a code."""
    given = row.parameters.items()
    return InboxMessage(
        id=row.id,
        kind=row.kind,
        at=row.at,
        texts={
            name: say(value) if name == TITLE else value
            for name, value in given
            if isinstance(value, str)
        },
        numbers={name: value for name, value in given if isinstance(value, int)},
        delivered_at=row.delivered_at,
        seen_at=row.seen_at,
    )
