"""Which of the caller's newest messages have not been seen: bounded, whatever the inbox holds."""

from service.http.guards import Member
from service.http.means import Means
from service.store.lists import PAGE_MAX, Place, count_newest, newest
from service.store.owner import of_account
from service.store.schema.page import INBOX


async def count_unread(means: Means, caller: Member) -> int:
    """How many of the newest 100: who has more than that does not need to know how many."""
    return await count_newest(means.context.store, INBOX, caller.account, only={"seen_at": None})


async def unseen_before(means: Means, caller: Member, message: str | None) -> tuple[str, ...]:
    """The ids of those not seen among the 100 before a message; none if there is no such one."""
    store = means.context.store
    if message is None:
        return ()
    found = await store.get(INBOX, message, owner=of_account(caller.account))
    if found is None:
        return ()
    place = Place(at=found.at, id=found.id)
    page = await newest(store, INBOX, caller.account, limit=PAGE_MAX, after=place)
    return tuple(each.id for each in page.rows if each.seen_at is None)
