"""Why a merchant's stores, terminals and keys are not as it asks."""

from rewards.refusal import Refusal


class StoreUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such store, or not of this merchant."""

    def detail(self) -> str:
        return "You have no such store: take the id from the list of stores."


class StoreClosed(Refusal, frozen=True, kw_only=True):
    """Nobody is served in it."""

    store: str

    def detail(self) -> str:
        return f"Store {self.store} is closed: open it again first."


class StoreExists(Refusal, frozen=True, kw_only=True):
    """The word stands for a store that is open."""

    store: str

    def detail(self) -> str:
        return f"You have an open store {self.store}: choose another word for this one."


class TooManyStores(Refusal, frozen=True, kw_only=True):
    """Closed ones count too, as their words are still known."""

    stores_max: int

    def detail(self) -> str:
        return (
            f"You have {self.stores_max} stores, closed ones included: open a closed one again "
            "under its word."
        )


class TerminalUnknown(Refusal, frozen=True, kw_only=True):
    """The merchant has never opened it."""

    def detail(self) -> str:
        return "There is no such terminal at this merchant: name one that is open."


class TerminalClosed(Refusal, frozen=True, kw_only=True):
    """Nobody is served at it, or in its store."""

    terminal: str

    def detail(self) -> str:
        return f"Terminal {self.terminal} or its store is closed: name one that is open."


class TerminalExists(Refusal, frozen=True, kw_only=True):
    """The word stands for a terminal that is open, in whatever store."""

    terminal: str

    def detail(self) -> str:
        return f"You have an open terminal {self.terminal}: choose another word for this one."


class TooManyTerminals(Refusal, frozen=True, kw_only=True):
    """Closed ones count too, as their words are still known."""

    terminals_max: int

    def detail(self) -> str:
        return (
            f"You have {self.terminals_max} terminals, closed ones included: open a closed one "
            "again under its word."
        )


class NameTooLong(Refusal, frozen=True, kw_only=True):
    """Names and addresses fit on a line."""

    most: int

    def detail(self) -> str:
        return f"A name or an address has at most {self.most} characters: shorten it."


class KeyOfAnotherTerminal(Refusal, frozen=True, kw_only=True):
    """A key for one terminal names another."""

    terminal: str

    def detail(self) -> str:
        return (
            f"This key is for terminal {self.terminal}: name no other, or use a key that is for "
            "that one."
        )


class KeyOfClosedTerminal(Refusal, frozen=True, kw_only=True):
    """A key for a terminal at which nobody is served any more."""

    terminal: str

    def detail(self) -> str:
        return (
            f"This key is for terminal {self.terminal}, which is closed, or its store is: open it "
            "again, or use another key."
        )


class TooManyKeys(Refusal, frozen=True, kw_only=True):
    """Each till and each server may have one, but not without end."""

    keys_max: int

    def detail(self) -> str:
        return (
            f"This merchant has {self.keys_max} keys that still open something: end one that is "
            "not needed any more."
        )
