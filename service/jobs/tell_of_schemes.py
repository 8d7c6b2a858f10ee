"""Job: members who are scored are told of every announced version that makes scores otherwise."""

import asyncio
from datetime import datetime
from itertools import pairwise

import msgspec

from service.flows.context import Context
from service.flows.notices.tell_of_scheme import TELL_OF_SCHEME, TellOfScheme, notice_id
from service.jobs.job import Chunk, Run
from service.jobs.pages import next_accounts
from service.members.account import Account
from service.members.consents import Purpose
from service.members.scored import is_scored
from service.programme import Programme
from service.store.owner import of_account
from service.store.schema.page import INBOX

INDEX = "consents.purpose_1__id_1"


class Place(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """How far a run has come: which version, and the last account that was told of it."""

    version: int
    account: str = ""


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts with a score, of the first announced version that they have to hear of;
    then of the next one. Each day again, for who has asked for a score since."""
    place = Place(version=0) if checkpoint is None else msgspec.json.decode(checkpoint, type=Place)
    for programme in announced(run.context, run.as_of):
        if programme.version < place.version:
            continue
        after = place.account if programme.version == place.version else ""
        chunk = await _of(run, programme, after)
        if chunk is not None:
            return chunk
    return None


def announced(context: Context, at: datetime) -> tuple[Programme, ...]:
    """Versions whose time has not come, and which make scores otherwise than those before them."""
    if context.known is None:
        return ()
    versions = context.known.versions
    found = []
    for before, after in pairwise(versions):
        was, will_be = before.programme, after.programme
        if was is None or will_be is None or after.row.effective_at <= at:
            continue
        if not will_be.numbers.score.scores_like(was.numbers.score):
            found.append(will_be)
    return tuple(found)


async def _of(run: Run, programme: Programme, after: str) -> Chunk | None:
    store = run.context.store
    wanted = {"consents.purpose": Purpose.SCORE.value}
    page = await next_accounts(store, after, matching=wanted, hint=INDEX)
    if page is None:
        return None
    now = run.context.clock.domain_now()
    scored = [each for each in page.accounts if is_scored(each, now)]
    # Who knows already is not asked again: a command would write to the account.
    known = await asyncio.gather(*(_knows(run.context, programme, each) for each in scored))
    ids = tuple(each.id for each, knows in zip(scored, known, strict=True) if not knows)
    place = Place(version=programme.version, account=page.last)
    return Chunk(
        after=msgspec.json.encode(place).decode(),
        commands=tuple(run.command(TELL_OF_SCHEME, _body(programme, id_)) for id_ in ids),
        items=ids,
        set_aside=page.unreadable,
    )


async def _knows(context: Context, programme: Programme, account: Account) -> bool:
    id_ = notice_id(programme.version, account.id)
    return await context.store.get(INBOX, id_, owner=of_account(account.id)) is not None


def _body(programme: Programme, account: str) -> TellOfScheme:
    return TellOfScheme(
        account=account,
        version=programme.version,
        scheme=programme.numbers.score.scheme.id,
        effective_at=programme.effective_at,
    )
