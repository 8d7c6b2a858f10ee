"""If-Match, decided where the change is decided: on the version that is about to be replaced."""

from collections.abc import Collection

from rewards.refusal import Refusal


class PreconditionFailed(Refusal, frozen=True, kw_only=True):
    """Somebody else, perhaps the same person on another device, was faster."""

    def detail(self) -> str:
        return (
            "This has changed since you read it: read it again, and repeat the change with its new "
            "ETag and a new Idempotency-Key."
        )


Versions = tuple[int, ...]
"""The versions that a caller has seen; without any, nothing that exists is meant."""


def unless_seen(version: int, seen: Collection[int] | None) -> PreconditionFailed | None:
    """Refuses a change of a version that the caller has not seen. None: the caller did not ask."""
    return None if seen is None or version in seen else PreconditionFailed()
