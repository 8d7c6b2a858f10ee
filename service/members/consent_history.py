"""What a consent history says of a moment in the past. Pure."""

from collections.abc import Iterable
from datetime import datetime

from service.members.consents import ConsentEntry, in_force


def consented_at(entries: Iterable[ConsentEntry], at: datetime) -> bool:
    """Whether consent was in force just before `at`.

    `entries` are an account's, for one purpose and counterparty. What was said at `at` or later
    changes nothing about it.
    """
    before = [entry for entry in entries if entry.at < at]
    last = max(before, key=lambda entry: entry.epoch, default=None)
    return last is not None and last.grant is not None and in_force(last.grant, at)
