"""What jobs that go from account to account share: the next that are due, a command for each."""

from collections.abc import Callable
from typing import Any

from service.jobs.job import Chunk, Run
from service.jobs.pages import next_accounts
from service.store.path.command import Rule


async def next_due_accounts(
    run: Run,
    checkpoint: str | None,
    rule: Rule[Any, Any],
    body: Callable[..., Any],
    matching: dict[str, Any],
    *,
    index: str | None = None,
) -> Chunk | None:
    """Up to 500 accounts matching a query, in order of id; `body` makes a command's from `account`,
    and `index` is the one to use where few match. None at the end."""
    page = await next_accounts(run.context.store, checkpoint or "", matching=matching, hint=index)
    if page is None:
        return None
    ids = tuple(account.id for account in page.accounts)
    return Chunk(
        after=page.last,
        commands=tuple(run.command(rule, body(account=id_)) for id_ in ids),
        items=ids,
        set_aside=page.unreadable,
    )
