"""What the load generator is told: whom to call, how often, with what."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle

import msgspec

from tests.bench.programme import completions

WARM_UP_S = 0.5
# The plain arm of a busy machine takes its time; it is to be measured, not refused.
DEADLINE_S = 60.0


class Completions(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """New task events of one merchant, about so many members at once."""

    key: str
    at_once: int

    def requests(self) -> Iterator[bytes]:
        """Each with an Idempotency-Key of its own."""
        for n, (member, task, at) in enumerate(completions(self.at_once, datetime.now(UTC))):
            body = f'{{"member":"{member}","task":"{task}","event_at":"{at.isoformat()}"}}'
            yield (
                "POST /v1/merchant/events HTTP/1.1\r\nHost: bench\r\n"
                f"Authorization: Bearer {self.key}\r\nIdempotency-Key: bench-{n}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
            ).encode()

    def good(self, head: bytes, body: bytes) -> bool:
        """A completion that was not there before."""
        return head.startswith(b"HTTP/1.1 200 ") and b'"already":false' in body


class Checks(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Passes shown at one merchant's counters, each once: `many` of them, from `first` on."""

    key: str
    first: int = 0
    many: int

    def requests(self) -> Iterator[bytes]:
        """Each with an Idempotency-Key of its own."""
        for n in range(self.first, self.first + self.many):
            body = f'{{"token":"{token(n)}"}}'
            yield (
                "POST /v1/merchant/checks HTTP/1.1\r\nHost: bench\r\n"
                f"Authorization: Bearer {self.key}\r\nIdempotency-Key: bench-{n}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
            ).encode()

    def good(self, head: bytes, body: bytes) -> bool:
        """A yes with a quote."""
        return head.startswith(b"HTTP/1.1 200 ") and b'"answer":"yes"' in body


class Reads(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Members who look at something of their own, each with a token; `holds` is in every answer."""

    path: str
    holds: str
    tokens: list[str]

    def requests(self) -> Iterator[bytes]:
        """The members take turns."""
        asked = f"GET {self.path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "
        return cycle([f"{asked}{token}\r\n\r\n".encode() for token in self.tokens])

    def good(self, head: bytes, body: bytes) -> bool:
        """What was asked for."""
        return head.startswith(b"HTTP/1.1 200 ") and self.holds.encode() in body


What = Completions | Checks | Reads


class Spec(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the generator against 127.0.0.1.

    Without a `rate` each caller calls again once it is answered. With one, so many requests a
    second are due whatever becomes of them, and `callers` is how many can be under way at once.
    """

    port: int
    callers: int
    seconds: float
    what: What
    rate: float = 0.0


def token(number: int) -> str:
    """Of the pass with this number."""
    return f"{number:032x}"
