"""GET /member, and / which leads there: the way in, or the member's home."""

from typing import Any

from litestar import get
from litestar.response import Redirect

from service.http.me.list_tasks import list_tasks
from service.http.me.show_purse import show_purse
from service.http.me.show_score import MyScore, show_score
from service.pages.member.inbox import NEWEST, messages
from service.pages.member.reasons import reasons
from service.pages.member.score.drawn import arcs
from service.pages.member.visit import TheVisit, Visit
from service.senders.console import ConsoleSender
from service.senders.mailbox import MailboxSender

TASKS = 3
"""Tasks at home: those that the member follows, then those that could be taken on."""


@get("/", include_in_schema=False, sync_to_thread=False)
def show_front() -> Redirect:
    """Who types the bare address is a person: there is no page in front of the member's."""
    return Redirect("/member", status_code=307, headers={"Cache-Control": "no-store"})


@get("/", include_in_schema=False)
async def show_home(visit: TheVisit) -> Any:
    """Home, for a member; for everybody else the first step of signing in."""
    if visit.caller is None:
        return visit.page("sign_in.html")
    me = await visit.me()
    tasks, purse = await visit.ask(list_tasks), await visit.ask(show_purse)
    return visit.page(
        "home.html",
        zone=me.zone,
        me=me,
        purse=purse,
        reasons=reasons(visit, purse),
        tasks=tasks,
        todo=_first(tasks.tasks),
        **await messages(visit, me.zone, limit=NEWEST),
        **await scored(visit, scored=me.scored),
    )


async def scored(visit: Visit, *, scored: bool) -> dict[str, Any]:
    """What the card about the score shows: nothing about who is not scored."""
    mine: MyScore | None = await visit.ask(show_score) if scored else None
    score = mine.score if mine else None
    drawn = arcs(score.parts, visit.titled) if score else ()
    return {"mine": mine, "arcs": drawn, "level": visit.titled(score.level) if score else ""}


def codes_here(visit: Visit) -> bool:
    """Whether nobody delivers codes, so that the page says where to read them."""
    return isinstance(visit.means.sender, ConsoleSender | MailboxSender)


def _first(tasks: Any) -> list[Any]:
    open_ = [each for each in tasks if each.open and each.state != "completed"]
    return sorted(open_, key=_in_order)[:TASKS]


def _in_order(task: Any) -> tuple[bool, bool, bool]:
    return task.joined_at is None, task.rests, bool(task.hindered_by)
