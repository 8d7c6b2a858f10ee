"""What screens are sent: one frame per board, the newest; readers are woken and take it.

A frame is the whole state of a screen, so a reader that was slow or away needs only the newest one:
its backlog is one frame, and every reader that gets a frame has converged.
"""

import asyncio
from functools import partial
from secrets import token_hex

import msgspec

from service.language.languages import DEFAULT, Language
from service.live.answers import Shown, board_now, shown
from service.live.feed import Feed
from service.live.in_words import screen_in_words
from service.live.refusals import TooManyScreens
from service.programme.translations import in_language

# At least this long between two frames of a board: about 10 per second, however busy it is.
GAP_S = 0.1
# A season begins without any event: looked at this often.
LOOK_S = 0.5
READERS_MAX = 5_000


class Frame(msgspec.Struct, frozen=True):
    """`id` is the event's; `text` the whole server-sent event."""

    id: str
    text: bytes


class Reader:
    """One open stream, by a display's token. `wake` is set by a new frame, by the reader's going
    and by our closing."""

    def __init__(self, token: str = "") -> None:
        self.token = token
        self.wake = asyncio.Event()
        self.gone = False

    def leave(self) -> None:
        """The other side has gone away, or may stay no longer."""
        self.gone = True
        self.wake.set()


class Screen:
    """One board's newest frame and who reads it."""

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.state: Shown | None = None
        self.readers: set[Reader] = set()

    def publish(self, state: Shown, frame: Frame) -> None:
        """Replaces the frame and wakes everybody."""
        self.state, self.frame = state, frame
        for reader in self.readers:
            reader.wake.set()


class Screens:
    """All screens of one process."""

    def __init__(self, feed: Feed, *, gap_s: float = GAP_S) -> None:
        self._feed = feed
        self._gap_s = gap_s
        self._screens: dict[tuple[str, Language], Screen] = {}
        self._changed = asyncio.Event()
        # Ids are this process's own: after a restart an old id is unknown, and gets the state.
        self._epoch = token_hex(4)
        self._frames = 0
        self.closing = False
        feed.on_change(self._changed.set)

    @property
    def readers(self) -> int:
        """How many streams are open."""
        return sum(len(screen.readers) for screen in self._screens.values())

    def by_token(self) -> dict[str, list[Reader]]:
        """Who reads, by the id of the token that they came with."""
        found: dict[str, list[Reader]] = {}
        for screen in self._screens.values():
            for reader in screen.readers:
                found.setdefault(reader.token, []).append(reader)
        return found

    def open(
        self, board: str, token: str = "", language: Language = DEFAULT
    ) -> tuple[Screen, Reader] | TooManyScreens:
        """A new reader of a board's screen in a language, by a token's id; `close` it."""
        if self.readers >= READERS_MAX:
            return TooManyScreens(screens=READERS_MAX)
        screen, reader = self._screen(board, language), Reader(token)
        self.refresh()
        screen.readers.add(reader)
        return screen, reader

    async def run(self) -> None:
        """Publishes what has changed, for ever."""
        while True:
            try:
                async with asyncio.timeout(LOOK_S):
                    await self._changed.wait()
            except TimeoutError:
                pass
            self._changed.clear()
            self.refresh()
            await asyncio.sleep(self._gap_s)

    def refresh(self) -> None:
        """Publishes every board that looks different from its last frame, in each language that
        has been asked for."""
        model = self._feed.model
        if model is None:
            return
        times = self._feed.times()
        found = {board: shown(model, index, times.now) for board, index in model.boards.items()}
        for board in found:
            self._screen(board, DEFAULT)
        for (board, language), screen in self._screens.items():
            say = partial(in_language, model.programme.translations, language)
            state = screen_in_words(found[board], say, language)
            if state != screen.state:
                told = board_now(model, state, times)
                screen.publish(state, self._frame(msgspec.json.encode(told)))

    def pulse(self) -> bytes:
        """A comment for whatever stands between, and how old the state is for the screen."""
        times = msgspec.json.encode(self._feed.times())
        return b": ping\nevent: pulse\ndata: " + times + b"\n\n"

    def close(self) -> None:
        """Ends every stream; screens reconnect to whoever comes next."""
        self.closing = True
        for screen in self._screens.values():
            for reader in screen.readers:
                reader.wake.set()

    def _screen(self, board: str, language: Language) -> Screen:
        return self._screens.setdefault((board, language), Screen())

    def _frame(self, data: bytes) -> Frame:
        self._frames += 1
        id_ = f"{self._epoch}-{self._frames}"
        text = b"id: " + id_.encode() + b"\nevent: board\ndata: " + data + b"\n\n"
        return Frame(id_, text)
