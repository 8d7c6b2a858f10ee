"""Time goes on, members move, jobs come by."""

from datetime import timedelta

from hypothesis import strategies as st

from service.flows.membership.change_zone import CHANGE_ZONE, ChangeZone
from tests.flows.machine.life import JOBS, MERCHANT, WHO, Life, deed, said

HOURS = (1, 5, 7, 24, 24, 25, 48, 72, 8 * 24, 31 * 24)
WAIT = st.sampled_from([timedelta(hours=hours) for hours in (*HOURS, *HOURS, 400 * 24)])
# Berlin changes its clocks, and the last of them is a day ahead of the one before.
ZONE = st.sampled_from(
    ["Europe/Berlin", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"]
)

DEEDS = (
    *deed(3, "time_passes", WAIT),
    *deed(1, "links", WHO, MERCHANT),
    *deed(2, "works", st.sampled_from([*JOBS, "tidy_budgets"])),
    *deed(1, "moves", WHO, ZONE),
)


class Passing(Life):
    """Days."""

    def time_passes(self, by: timedelta) -> None:
        """After a while merchants may speak of nobody any more, until they are asked to."""
        self.ground.operations += 1
        self.ground.world.clock.advance(by)

    def links(self, who: int, merchant: str) -> None:
        self.ground.operations += 1
        self.books[who].linked[merchant] = self.ground.link(who, merchant)

    def works(self, job: str) -> None:
        self.working(job)

    def moves(self, who: int, zone: str) -> None:
        days = self.books[who].days
        refused = "ZoneChangedRecently" if days.refuses(zone, self.now) else None
        body = ChangeZone(account=self.ground.people[who].account, zone=zone)
        found = self.does(self.ground.world.apply(CHANGE_ZONE, body)).answer
        self.agree("moved", said(found), refused)
        if refused is None:
            days.moves(zone, self.now, found.from_)
