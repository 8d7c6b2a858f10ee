"""Whom a consent can be for: each purpose has its kind of counterparty."""

from collections.abc import Mapping

from rewards.refusal import Refusal
from service.members.consents import PROGRAMME, Purpose


class CounterpartyUnknown(Refusal, frozen=True, kw_only=True):
    """Nobody of that id can be granted this purpose."""

    purpose: Purpose
    counterparty: str

    def detail(self) -> str:
        return (
            f"{self.counterparty!r} cannot be granted {self.purpose}: "
            "take the id from the programme document."
        )


def known_counterparty(
    purpose: Purpose, counterparty: str, known: Mapping[Purpose, frozenset[str]]
) -> CounterpartyUnknown | None:
    """None if the counterparty is one of those `known` for the purpose; else the programme."""
    if counterparty in known.get(purpose, frozenset({PROGRAMME})):
        return None
    return CounterpartyUnknown(purpose=purpose, counterparty=counterparty)
