"""Why a task says no: every refusal of this package, by what it is about."""

from tasks.refusals.days import UnknownZone, ZoneChangedRecently
from tasks.refusals.events import (
    DifferentEvent,
    EventBeforeJoining,
    EventInFuture,
    EventTooOld,
    NotDeclarable,
    ReversalTooLate,
    SourceNotCharity,
    TooManyEvents,
    UntrustedSource,
)
from tasks.refusals.joining import (
    LevelTooLow,
    NoPublishedScore,
    NotJoined,
    TaskNotOpen,
    TasksMissing,
    TaskUnknown,
    TooManyTasks,
)
from tasks.refusals.limits import CapReached
from tasks.refusals.quiz import NoQuiz, QuizPassed, TooManyTries, WrongAnswers

__all__ = [
    "CapReached",
    "DifferentEvent",
    "EventBeforeJoining",
    "EventInFuture",
    "EventTooOld",
    "LevelTooLow",
    "NoPublishedScore",
    "NoQuiz",
    "NotDeclarable",
    "NotJoined",
    "QuizPassed",
    "ReversalTooLate",
    "SourceNotCharity",
    "TaskNotOpen",
    "TaskUnknown",
    "TasksMissing",
    "TooManyEvents",
    "TooManyTasks",
    "TooManyTries",
    "UnknownZone",
    "UntrustedSource",
    "WrongAnswers",
    "ZoneChangedRecently",
]
