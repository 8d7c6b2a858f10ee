"""Count: a proposed penalty has effect from now on, its member having had time to answer."""

from datetime import datetime

from rewards.score.evidence import Status
from rewards.score.standing.refusals import NoticeNotOver, WrongStatus
from rewards.score.standing.standing import Standing, effective, enter, wrong_status


def count(
    standing: Standing, *, notice_ends_at: datetime | None, at: datetime
) -> Standing | WrongStatus | NoticeNotOver:
    """Counted, or cured if it was made good meanwhile. `notice_ends_at` is None as long as nobody
    knows that the notice has been delivered: then it waits, however long."""
    if standing.status is not Status.PROPOSED:
        # What is challenged counts by the word of who decides, never by a clock.
        return wrong_status(standing, Status.COUNTED)
    if notice_ends_at is None or at < notice_ends_at:
        return NoticeNotOver(ends_at=notice_ends_at)
    return enter(standing, effective(standing), at)
