"""The timetable on one page: what runs when, what is done about missed times, and why."""

from rewards.economy import Cadence
from service.jobs import (
    collect_garbage,
    end_authorisations,
    expire_invitations,
    mark_overdue,
    pay_invitations,
    publish_scores,
    settle_silent_rentals,
    wither_seeds,
)
from service.jobs.job import CatchUp, Job
from service.jobs.when import Trigger, daily, every, hourly, monthly
from service.programme import Programme


def _publication(programme: Programme) -> Trigger:
    """The 6th: the month's end, 72 hours for late events, and a day for people to look."""
    if programme.numbers.score.cadence is Cadence.DAILY:
        return daily(hour=0)(programme)
    return monthly(day=6, hour=0)(programme)


TIMETABLE: tuple[Job, ...] = (
    Job(
        name="publish_scores",
        trigger=_publication,
        catch_up=CatchUp.EACH,
        what="works out every score up to the cut-off and publishes them together",
        why="each cycle is part of somebody's history, so a missed one is made up for",
        next_chunk=publish_scores.next_chunk,
        refuse=publish_scores.refuse,
    ),
    Job(
        name="wither_seeds",
        trigger=daily(hour=0, minute=10),
        catch_up=CatchUp.NEWEST,
        what="gives back ripe seeds that were not collected in time",
        why="they are gone when their time comes; this books it, and one run books all",
        next_chunk=wither_seeds.next_chunk,
    ),
    Job(
        name="end_authorisations",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="calls off quotes and authorisations that nobody used in time",
        why="they are over when their time comes; this frees the credit line they still hold",
        next_chunk=end_authorisations.next_chunk,
    ),
    Job(
        name="mark_overdue",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="marks what is lent and was due as overdue, and tells its member",
        why="an umbrella is lent for two hours, so a reminder must come within minutes",
        next_chunk=mark_overdue.next_chunk,
    ),
    Job(
        name="settle_silent_rentals",
        trigger=daily(hour=0, minute=20),
        catch_up=CatchUp.NEWEST,
        what="settles returned rentals whose merchant has been silent for 14 days",
        why="a kept promise counts, whoever forgets to say so; in days, so daily is enough",
        next_chunk=settle_silent_rentals.next_chunk,
    ),
    Job(
        name="pay_invitations",
        trigger=hourly(minute=20),
        catch_up=CatchUp.NEWEST,
        what="pays both members of invitations that have qualified, or whose hold is over",
        why="two people wait for it, so within the hour; what is due stays due, one run pays all",
        next_chunk=pay_invitations.next_chunk,
    ),
    Job(
        name="expire_invitations",
        trigger=daily(hour=0, minute=40),
        catch_up=CatchUp.NEWEST,
        what="ends invitations not taken up, or not qualified, in their time",
        why="a code stops working by itself; this makes room for new ones and tells both members",
        next_chunk=expire_invitations.next_chunk,
    ),
    Job(
        name="collect_garbage",
        trigger=hourly(minute=30),
        catch_up=CatchUp.NEWEST,
        what="removes finished slots after 90 days",
        why="nothing expires by being removed, so it does not matter when",
        next_chunk=collect_garbage.next_chunk,
    ),
)
