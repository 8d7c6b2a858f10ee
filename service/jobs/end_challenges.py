"""Job: challenges where whoever had to speak was silent are decided for the member."""

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from rewards.score.standing.challenge import OPEN
from rewards.score.standing.decide import lapse
from service.flows.challenges.challenge_step import step
from service.flows.challenges.known_challenge import any_challenge, challenge_needs
from service.jobs.job import Chunk, Run
from service.jobs.pages import due_ids
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import CHALLENGES

BY_DUE = "state_1_due_at_1"
WAITING = tuple(sorted(OPEN))


class EndChallenge(msgspec.Struct, frozen=True, kw_only=True):
    """Which one, if its time was over as of then."""

    challenge: str
    as_of: Instant


class ChallengeLapsed(msgspec.Struct, frozen=True, kw_only=True):
    """Whether anything happened: somebody may have spoken at the last moment."""

    moved: bool


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 whose time had passed as of the run, in order of id."""
    open_ones = {"$in": [state.value for state in WAITING]}
    due = {"state": open_ones, "due_at": {"$lte": run.as_of}}
    ids = await due_ids(run.context.store, CHALLENGES, checkpoint, due, hint=BY_DUE)
    if not ids:
        return None
    commands = (
        run.command(END_CHALLENGE, EndChallenge(challenge=id_, as_of=run.as_of)) for id_ in ids
    )
    return Chunk(after=ids[-1], commands=tuple(commands), items=ids)


def decide(command: Command[EndChallenge], view: View) -> Outcome[ChallengeLapsed]:
    """Reversed for the member; an answer that came first, even after its time, stands."""
    known = any_challenge(command, view)
    if isinstance(known, Refusal):
        return Outcome(known)
    if isinstance(lapse(known.challenge, at=command.body.as_of), Refusal):
        return Outcome(ChallengeLapsed(moved=False))
    after = lapse(known.challenge, at=command.domain_at)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(ChallengeLapsed(moved=True), step(command, view, known, after))


END_CHALLENGE = Rule("end_challenge", ChallengeLapsed, challenge_needs, decide)
