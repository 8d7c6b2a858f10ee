"""What callers were told: per key the answer, how often as a new one, and how long it took."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.faults.crowd import Order
from tests.faults.wire import Reply

DECIDED = (200, 201, 409)
REPLAYED = "idempotent-replayed"


def answer_of(reply: Reply) -> tuple[int, Any]:
    """Status and content, without what names this one occurrence."""
    content = json.loads(reply.body)
    content.pop("instance", None)
    return reply.status, content


def is_honest_503(reply: Reply) -> bool:
    """A problem that says when to come back."""
    return (
        reply.status == 503
        and reply.headers.get("content-type", "").startswith("application/problem+json")
        and int(reply.headers.get("retry-after", 0)) >= 1
    )


@dataclass
class Book:
    """Everything that callers were told."""

    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    firsts: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    took_s: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, order: Order, reply: Reply, took_s: float) -> bool:
        """True if this acknowledges the order. What must never be said is kept in `wrong`."""
        self.said[_name(reply)] += 1
        self.took_s[order.account].append(took_s)
        if reply.status not in DECIDED:
            if not is_honest_503(reply):
                self.wrong.append(f"{order.path} {order.key}: {reply}")
            return False
        answer = answer_of(reply)
        if self.answers.setdefault(order.key, answer) != answer:
            self.wrong.append(f"{order.key}: {self.answers[order.key]}, and then {answer}")
        self.firsts[order.key] += REPLAYED not in reply.headers
        return True


def _name(reply: Reply) -> str:
    code = "" if reply.status in (200, 201) else json.loads(reply.body)["code"]
    return f"{reply.status} {code}".strip()
