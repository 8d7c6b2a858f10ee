"""Opens what a process works with, and closes it in order: batches, connection, mongod."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from functools import cache

import msgspec

from service.flows.context import Context
from service.garbage import search_less
from service.http.limits.limiter import Limiter
from service.http.means import Means
from service.http.proxies import Network
from service.keys import Keys
from service.keys.secret import secret_of
from service.limits.numbers import RateNumbers
from service.live.closing import end
from service.post.post import Post
from service.programme import InvalidProgramme, Programme
from service.programme_demo import DEMO
from service.senders.of_settings import notifier_of, pusher_of
from service.senders.port import Sender
from service.sessions.watch import SessionWatch
from service.settings import Settings
from service.store.breakers import Breakers
from service.store.clock import SyncedClock
from service.store.connect import connect
from service.store.counters import Counters
from service.store.domain_clock import begin_clock, follow_clock
from service.store.embedded import start_mongod
from service.store.path.limits import PLAIN, Limits
from service.store.programmes import begin_programme
from service.store.schema.documents import CURRENT
from service.store.schema.page import CLOCKS
from service.store.store import Store
from service.versions.follow import follow, know
from service.versions.known import Known
from service.webhooks.hooks import Hooks


class ProgrammeError(Exception):
    """The stored programme document cannot be used; the text is one line for a person."""


@contextmanager
def open_database(settings: Settings) -> Iterator[str]:
    """The URL of the replica set: the given one, or an embedded server's that ends with the block.

    Call it from the main thread: the server is tied to the thread that starts it. EmbeddedError.
    """
    if settings.mongo_url is not None:
        yield settings.mongo_url
        return
    with start_mongod(settings.data_dir, mongod=settings.mongod) as server:
        yield server.url


@asynccontextmanager
async def open_context(
    settings: Settings, first: Programme | None = DEMO, *, restoring: bool = False
) -> AsyncIterator[Context]:
    """Store, clock and programme; a new database begins with `first`, or is none yet. `restoring`
    is for who fills it from a backup.

    EmbeddedError, ConnectError, SchemaError, ProgrammeError.
    """
    with open_database(settings) as url:
        limits = _limits(settings)
        store = await connect(
            url,
            settings.database,
            driver=settings.driver,
            limits=limits,
            restoring=restoring,
        )
        try:
            if first is not None:
                await begin_programme(store, first)
            clock = await _clock(store)
            known = await _known(store, clock)
            async with _in_step(store, clock, known):
                search_less()
                yield Context(
                    store=store,
                    clock=clock,
                    programme=known.programme,
                    known=known,
                    ledger_key=cache(lambda: keys_of(settings).ledger),
                    post=cache(lambda: post_of(settings)),
                    hooks=cache(lambda: hooks_of(settings)),
                )
        finally:
            await store.close()


async def _clock(store: Store) -> SyncedClock:
    """The database's time, and domain time as far ahead of it as anybody has moved it."""
    clock, moved = SyncedClock(store.server_now), await store.get(CLOCKS, CURRENT)
    if moved is not None:
        clock.follow(moved.offset)
    await clock.sync()
    return clock


@asynccontextmanager
async def _in_step(store: Store, clock: SyncedClock, known: Known) -> AsyncIterator[None]:
    """The time is measured every minute, so that all processes agree on it; in a sandbox it follows
    whoever moves it. New versions of the programme are heard of within a second."""
    sandbox = known.programme().sandbox
    clock.follow(await _offset(store, sandbox=sandbox))
    keepers = [asyncio.create_task(clock.keep()), asyncio.create_task(follow(store, known))]
    if sandbox:
        keepers.append(asyncio.create_task(follow_clock(store, clock)))
    try:
        yield
    finally:
        await end(keepers)


async def _offset(store: Store, *, sandbox: bool) -> timedelta:
    """By how much domain time is ahead; nothing but a sandbox may live in a sandbox's database."""
    found = await begin_clock(store, sandbox=sandbox)
    if found.sandbox is sandbox:
        return found.offset
    if sandbox:
        raise ProgrammeError("a sandbox needs a database of its own: this one was never a sandbox")
    raise ProgrammeError(
        f"this database was a sandbox, whose clock is {found.offset} ahead: a programme that is "
        "no sandbox needs a database of its own"
    )


def keys_of(settings: Settings) -> Keys:
    """The key ring. SettingsError if there is no secret to make it from."""
    return Keys(
        secret_of(settings),
        access_minutes=settings.access_token_minutes,
        realm=settings.database,
    )


def post_of(settings: Settings) -> Post:
    """Who sends messages out of the inbox. SettingsError for what is missing."""
    return Post(keys_of(settings).seals, notifier_of(settings), pusher_of(settings))


def hooks_of(settings: Settings) -> Hooks:
    """What signs and sends webhooks. SettingsError if there is no secret."""
    return Hooks(keys_of(settings).seals, loopback=settings.webhooks_loopback == "on")


def means_of(
    context: Context,
    keys: Keys,
    sender: Sender,
    rates: RateNumbers | None = None,
    proxies: tuple[Network, ...] = (),
) -> Means:
    """What the doors work with. `rates` replace the programme's, in tests."""
    limiter = Limiter(Counters(context.store), Breakers(context.store))
    return Means(
        context=context,
        keys=keys,
        sender=sender,
        limiter=limiter,
        sessions=SessionWatch(context, keys),
        proxies=proxies,
        fixed_rates=rates,
    )


def _limits(settings: Settings) -> Limits:
    """The plain arm is the same path with one command per transaction."""
    return msgspec.structs.replace(
        PLAIN if settings.write_arm == "plain" else Limits(batch_max=settings.batch_max),
        queue_max=settings.queue_max,
        deadline_s=settings.deadline_ms / 1000,
    )


async def _known(store: Store, clock: SyncedClock) -> Known:
    """The versions that are stored, the one in force among them."""
    known = await know(store, clock.domain_now)
    if known is None:
        raise ProgrammeError(
            "this database has no programme yet: apply one as version 1, or start `seedbank "
            "serve`, which begins with the demo's"
        )
    if isinstance(known, InvalidProgramme):
        first, *more = known.sentences
        and_more = f" (and {len(more)} more)" if more else ""
        raise ProgrammeError(f"the stored programme cannot be used: {first}{and_more}")
    return known
