"""What the answers to a chunk mean for the run. Pure."""

from collections.abc import Sequence
from typing import Any

from rewards.refusal import Refusal
from service.jobs.job import Chunk, JobRefused
from service.logs.shapes import without_shapes
from service.store.path.command import Answered
from service.store.path.refusals import Busy, OutcomeUnknown
from service.store.schema.slot import Progress, SetAside

ERROR_LENGTH_MAX = 300
LOCKED = (Busy, OutcomeUnknown)


class JobTrouble(Exception):
    """The chunk must be tried again, from the checkpoint before it."""


class TooManySetAside(Exception):
    """Not the items are bad but the job."""


def sentence(error: BaseException) -> str:
    """An error in one short line, which is stored and shown: a driver's error repeats documents."""
    text = without_shapes(f"{type(error).__name__}: {error}").splitlines()[0]
    return text[:ERROR_LENGTH_MAX]


def advance(
    progress: Progress, chunk: Chunk, answers: Sequence[Answered[Any] | Exception], most: int
) -> Progress:
    """The progress after a chunk. Raises JobTrouble, JobRefused, TooManySetAside, or the defect of
    an essential command."""
    worth, done, poisoned = chunk.worth or (1,) * len(answers), progress.done, []
    for item, answer, things in zip(chunk.items, answers, worth, strict=True):
        if _settled(chunk, item, answer):
            done += things
        elif isinstance(answer, Exception):
            poisoned.append(SetAside(item=item, error=sentence(answer)))
    set_aside = (*progress.set_aside, *_new(progress, (*chunk.set_aside, *poisoned)))
    if len(set_aside) > most:
        raise TooManySetAside(f"more than {most} items set aside; the last: {set_aside[-1].error}")
    return Progress(checkpoint=chunk.after, done=done, set_aside=set_aside)


def _settled(chunk: Chunk, item: str, answer: Answered[Any] | Exception) -> bool:
    """True if the command was decided; False if its item goes aside."""
    if isinstance(answer, Exception):
        if chunk.essential:
            raise answer
        return False
    if isinstance(answer.answer, LOCKED):
        raise JobTrouble(f"{item} is locked: {answer.answer.detail()}")
    if chunk.essential and isinstance(answer.answer, Refusal):
        raise JobRefused(answer.answer)
    return True


def _new(progress: Progress, found: Sequence[SetAside]) -> list[SetAside]:
    known = {one.item for one in progress.set_aside}
    return [one for one in found if one.item not in known]
