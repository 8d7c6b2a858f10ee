"""The timetable on one page: what runs when, what is done about missed times, and why."""

from rewards.boards.season import SeasonState
from rewards.games.game import GameState
from rewards.invitations.invitation import InvitationState
from rewards.perks.rentals.rental import RentalState
from service.jobs import (
    archive_seasons,
    collect_garbage,
    end_authorisations,
    end_holds,
    expire_invitations,
    expire_seeds,
    freeze_seasons,
    lock_games,
    mark_overdue,
    next_of_games,
    open_games,
    open_seasons,
    pay_invitations,
    publish_scores,
    reveal_games,
    settle_games,
    settle_seasons,
    settle_silent_rentals,
    tell_of_games,
    wither_seeds,
)
from service.jobs.job import CatchUp, Job
from service.jobs.next_work import any_of, holds_end, seasons_begin, waiting
from service.jobs.publication import publication
from service.jobs.when import after, daily, either, every, hourly, weekly
from service.programme import Programme
from service.store.schema.page import GAMES, INVITATIONS, RENTALS, SEASONS, SLOTS


def _late_hours(programme: Programme) -> int:
    return programme.numbers.seasons.late_hours


TIMETABLE: tuple[Job, ...] = (
    Job(
        name="publish_scores",
        trigger=publication,
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
        next_work=seasons_begin,
    ),
    Job(
        name="freeze_seasons",
        trigger=either(weekly(), hourly()),
        catch_up=CatchUp.NEWEST,
        what="freezes the seasons that have ended; late events may still come",
        why="on the second, at the end of a week; one run freezes all, in order",
        next_chunk=freeze_seasons.next_chunk,
        next_work=waiting(SEASONS, (SeasonState.OPEN,), "ends_at"),
    ),
    Job(
        name="settle_seasons",
        trigger=either(after(weekly(), _late_hours), hourly()),
        catch_up=CatchUp.NEWEST,
        what="ranks the seasons whose late events are in, pays their prizes and verifies both",
        why="one run settles all that are due, in order; hourly for those an operator approved",
        next_chunk=settle_seasons.next_chunk,
        next_work=waiting(SEASONS, (SeasonState.FROZEN,), "settles_at"),
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
        name="expire_seeds",
        trigger=daily(hour=0, minute=15),
        catch_up=CatchUp.NEWEST,
        what="gives back collected seeds whose 12 months are over",
        why="nobody can spend them from then on; this books it, and one run books all",
        next_chunk=expire_seeds.next_chunk,
    ),
    Job(
        name="end_holds",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="gives back seeds that were set aside and not taken in time",
        why="they cannot be taken after their end; this lets their member spend them elsewhere",
        next_chunk=end_holds.next_chunk,
        next_work=holds_end,
    ),
    Job(
        name="end_authorisations",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="calls off quotes and authorisations that nobody used in time",
        why="they are over when their time comes; this frees the credit line they still hold",
        next_chunk=end_authorisations.next_chunk,
        next_work=waiting(RENTALS, end_authorisations.WAITING, "ends_at"),
    ),
    Job(
        name="mark_overdue",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="marks what is lent and was due as overdue, and tells its member",
        why="an umbrella is lent for two hours, so a reminder must come within minutes",
        next_chunk=mark_overdue.next_chunk,
        next_work=waiting(RENTALS, (RentalState.ACTIVE,), "ends_at"),
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
        next_work=any_of(
            waiting(INVITATIONS, (InvitationState.QUALIFIED,), "state_at"),
            waiting(INVITATIONS, (InvitationState.HELD,), "ends_at"),
        ),
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
        name="open_games",
        trigger=hourly(minute=15),
        catch_up=CatchUp.NEWEST,
        what="opens a game for each season, and for each member whose score may be guessed",
        why="a game has days, so within the hour; what is open already stays as it is",
        next_chunk=open_games.next_chunk,
        next_work=next_of_games.opening,
    ),
    Job(
        name="lock_games",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="seals what was guessed in games whose time has come; void with too few entrants",
        why="their gates close by themselves, on time; this only says so",
        next_chunk=lock_games.next_chunk,
        next_work=waiting(GAMES, (GameState.OPEN,), "locks_at"),
    ),
    Job(
        name="reveal_games",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="tells games what came out, and calls off those whose target has said no",
        why="people wait for it, and nobody knows to the minute when a season is settled",
        next_chunk=reveal_games.next_chunk,
        next_work=next_of_games.revealing,
    ),
    Job(
        name="settle_games",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="pays the prizes of revealed games",
        why="a large pool may wait for an operator, so it looks again and again",
        next_chunk=settle_games.next_chunk,
        next_work=waiting(GAMES, settle_games.DUE, "state_at"),
    ),
    Job(
        name="tell_of_games",
        trigger=every(minutes=10),
        catch_up=CatchUp.NEWEST,
        what="tells every entrant how near they were, or why there is no winner",
        why="once for each game, after all its prizes are paid",
        next_chunk=tell_of_games.next_chunk,
        next_work=waiting(GAMES, tell_of_games.ENDED, "state_at", told=False),
    ),
    Job(
        name="collect_garbage",
        trigger=hourly(minute=30),
        catch_up=CatchUp.NEWEST,
        what="removes finished slots after 90 days",
        why="nothing expires by being removed, so it does not matter when",
        next_chunk=collect_garbage.next_chunk,
        next_work=waiting(SLOTS, collect_garbage.OVER, "due", plus=collect_garbage.KEPT),
    ),
)
