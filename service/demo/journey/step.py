"""One step of the story."""

from collections.abc import Awaitable, Callable

Step = tuple[str, Callable[[], Awaitable[str]]]
"""What happens, for people; and what does it, answering what was found."""
