"""A merchant's endpoints: where its servers are told, of what, and signed with what. Pure."""

import enum
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from service.webhooks.numbers import WebhookNumbers
from service.webhooks.refusals import EndpointUnknown, TooManyEndpoints


class Subject(enum.StrEnum):
    """What an endpoint can be told of; test events are sent whatever it asked for."""

    RENTALS = "rentals"
    HOLDS = "holds"
    VOUCHERS = "vouchers"


class EndpointState(enum.StrEnum):
    """DISABLED: what happens is kept and waits."""

    ENABLED = "enabled"
    DISABLED = "disabled"


class DisabledFor(enum.StrEnum):
    """GONE: it answered 410. FAILING: for three days nothing but failures."""

    GONE = "gone"
    FAILING = "failing"


class SigningKey(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed key and its public half; the one before a rotation signs until before `ends_at`."""

    sealed: str
    public: str
    ends_at: datetime | None = None


Subjects = Annotated[tuple[Subject, ...], msgspec.Meta(min_length=1, max_length=len(Subject))]


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One address. `failing_since` is the first failure after the last success; `keys` are the
    newest first. `told_since` is since when it is told of its subjects, `at` if None."""

    id: str
    url: str
    description: str
    subjects: tuple[Subject, ...]
    at: datetime
    state: EndpointState
    state_at: datetime
    keys: tuple[SigningKey, ...]
    disabled_for: DisabledFor | None = None
    failing_since: datetime | None = None
    told_since: datetime | None = None

    def signing(self, at: datetime) -> tuple[SigningKey, ...]:
        """The keys that sign at `at`."""
        return tuple(key for key in self.keys if key.ends_at is None or at < key.ends_at)


class Endpoints(msgspec.Struct, frozen=True, kw_only=True):
    """All endpoints of a merchant, whose id is the document's: so their number can be bounded."""

    id: str
    endpoints: tuple[Endpoint, ...] = ()
    version: int = 1


def endpoint_of(book: Endpoints | None, id_: str) -> Endpoint | EndpointUnknown:
    """The endpoint, if the merchant has it."""
    for each in book.endpoints if book is not None else ():
        if each.id == id_:
            return each
    return EndpointUnknown()


def added(
    book: Endpoints, endpoint: Endpoint, *, numbers: WebhookNumbers
) -> Endpoints | TooManyEndpoints:
    """One more."""
    if len(book.endpoints) >= numbers.endpoints_max:
        return TooManyEndpoints(endpoints_max=numbers.endpoints_max)
    return msgspec.structs.replace(book, endpoints=(*book.endpoints, endpoint))


def changed(book: Endpoints, endpoint: Endpoint) -> Endpoints:
    """With this in place of the one that has its id."""
    now = tuple(endpoint if each.id == endpoint.id else each for each in book.endpoints)
    return msgspec.structs.replace(book, endpoints=now)


def removed(book: Endpoints, id_: str) -> Endpoints:
    """Without it, and without its keys."""
    now = tuple(each for each in book.endpoints if each.id != id_)
    return msgspec.structs.replace(book, endpoints=now)


def rotated(
    endpoint: Endpoint, key: SigningKey, *, at: datetime, numbers: WebhookNumbers
) -> Endpoint:
    """A new key; the newest before it goes on for a while, and those before that end."""
    ends_at = at + timedelta(hours=numbers.overlap_hours)
    before = msgspec.structs.replace(endpoint.keys[0], ends_at=ends_at)
    return msgspec.structs.replace(endpoint, keys=(key, before))


def told_of(endpoint: Endpoint, subjects: tuple[Subject, ...], *, at: datetime) -> Endpoint:
    """Of other things from now on, if they are others."""
    if subjects == endpoint.subjects:
        return endpoint
    return msgspec.structs.replace(endpoint, subjects=subjects, told_since=at)


def enabled(endpoint: Endpoint, *, at: datetime) -> Endpoint:
    """Switched on, with nothing held against it."""
    if endpoint.state is EndpointState.ENABLED:
        return endpoint
    return msgspec.structs.replace(
        endpoint,
        state=EndpointState.ENABLED,
        state_at=at,
        disabled_for=None,
        failing_since=None,
    )


def succeeded(endpoint: Endpoint) -> Endpoint:
    """The last failure is forgotten."""
    if endpoint.failing_since is None:
        return endpoint
    return msgspec.structs.replace(endpoint, failing_since=None)


def failed(endpoint: Endpoint, *, gone: bool, at: datetime, numbers: WebhookNumbers) -> Endpoint:
    """After one more failure. `gone`: the server said that there is nothing there any more."""
    if endpoint.state is not EndpointState.ENABLED:
        return endpoint
    since = endpoint.failing_since or at
    over = at - since >= timedelta(hours=numbers.failing_hours)
    if not gone and not over:
        if endpoint.failing_since is not None:
            return endpoint
        return msgspec.structs.replace(endpoint, failing_since=since)
    return msgspec.structs.replace(
        endpoint,
        state=EndpointState.DISABLED,
        state_at=at,
        disabled_for=DisabledFor.GONE if gone else DisabledFor.FAILING,
        failing_since=since,
    )
