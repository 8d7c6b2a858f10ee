"""GET /v1/me/inbox."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.http.programme.translated import Say, saying
from service.members.message import Message, MessageKind
from service.store.lists import newest
from service.store.schema.page import INBOX

TITLE = "title"
"""The one parameter that is a text of the programme."""


class InboxMessage(msgspec.Struct, frozen=True, kw_only=True):
    """What happened; the app makes the words from `kind`, `texts` and `numbers`, by their names."""

    id: str
    kind: MessageKind
    at: Instant
    texts: dict[str, str]
    numbers: dict[str, int]


class InboxPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    messages: tuple[InboxMessage, ...]
    next_cursor: str | None = None


@get("/inbox", operation_id="listInbox", tags=["inbox"])
async def list_inbox(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMember,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> InboxPage:
    """The caller's messages."""
    scope = f"inbox:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(means.context.store, INBOX, caller.account, limit=limit, after=after)
    say = saying(request)
    return InboxPage(
        messages=tuple(_message(row, say) for row in page.rows),
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
    )
