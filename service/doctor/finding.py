"""What a check has found."""

import enum

import msgspec


class Verdict(enum.StrEnum):
    """In order of alarm; the worst of all is the exit code."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"

    @property
    def exit_code(self) -> int:
        """0, 1, 2."""
        return list(Verdict).index(self)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`sentence` says how it is and, unless all is well, what to do about it."""

    check: str
    verdict: Verdict
    sentence: str


class Judgement(msgspec.Struct, frozen=True):
    """A finding of a check that does not know its own name."""

    verdict: Verdict
    sentence: str


def ok(sentence: str) -> Judgement:
    """All is well."""
    return Judgement(Verdict.OK, sentence)


def warning(sentence: str) -> Judgement:
    """It works, and somebody should look."""
    return Judgement(Verdict.WARNING, sentence)


def failed(sentence: str) -> Judgement:
    """It does not work, or not for long."""
    return Judgement(Verdict.FAILED, sentence)
