"""GET /v1/me/inbox."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.members.message import Message, MessageKind
from service.store.lists import newest
from service.store.schema.page import INBOX


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
    means: TheMeans, caller: TheMember, limit: Limit = 20, cursor: Cursor = ""
) -> InboxPage:
    """The caller's messages."""
    scope = f"inbox:{caller.account}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest(means.context.store, INBOX, caller.account, limit=limit, after=after)
    return InboxPage(
        messages=tuple(_message(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def _message(row: Message) -> InboxMessage:
    """Apart by type: in generated clients a map has values of one."""
    given = row.parameters.items()
    return InboxMessage(
        id=row.id,
        kind=row.kind,
        at=row.at,
        texts={name: value for name, value in given if isinstance(value, str)},
        numbers={name: value for name, value in given if isinstance(value, int)},
    )
