"""The timetable on one page: what runs when, what is done about missed times, and why."""

from rewards.economy import Cadence
from service.jobs import (
    archive_seasons,
    collect_garbage,
    end_authorisations,
    expire_invitations,
    freeze_seasons,
    mark_overdue,
    open_seasons,
    pay_invitations,
    publish_scores,
    settle_seasons,
    settle_silent_rentals,
    wither_seeds,
)
from service.jobs.job import CatchUp, Job
from service.jobs.when import Trigger, after, daily, either, every, hourly, monthly, weekly
from service.programme import Programme


def _publication(programme: Programme) -> Trigger:
    """The 6th: the month's end, 72 hours for late events, and a day for people to look."""
    if programme.numbers.score.cadence is Cadence.DAILY:
        return daily(hour=0)(programme)
    return monthly(day=6, hour=0)(programme)


def _late_hours(programme: Programme) -> int:
    return programme.numbers.seasons.late_hours


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
        name="open_seasons",
        trigger=either(weekly(), hourly()),
        catch_up=CatchUp.NEWEST,
        what="announces and opens the seasons of every board, and puts their pools into escrow",
        why="one run opens all that have begun, in order; hourly, so that a new board begins soon",
        next_chunk=open_seasons.next_chunk,
    ),
    Job(
        name="freeze_seasons",
        trigger=either(weekly(), hourly()),
        catch_up=CatchUp.NEWEST,
        what="freezes the seasons that have ended; late events may still come",
        why="on the second, at the end of a week; one run freezes all, in order",
        next_chunk=freeze_seasons.next_chunk,
    ),
    Job(
        name="settle_seasons",
        trigger=either(after(weekly(), _late_hours), hourly()),
        catch_up=CatchUp.NEWEST,
        what="ranks the seasons whose late events are in, pays their prizes and verifies both",
        why="one run settles all that are due, in order; hourly for those an operator approved",
        next_chunk=settle_seasons.next_chunk,
    ),
    Job(
        name="archive_seasons",
        trigger=daily(hour=0, minute=20),
        catch_up=CatchUp.NEWEST,
        what="archives seasons whose time for corrections is over",
        why="one run archives all, and nobody waits for it",
        next_chunk=archive_seasons.next_chunk,
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
