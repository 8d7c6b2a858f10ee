"""Composes an archive: every file of it, from one moment of the database."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from service.archive.consents import consents_of
from service.archive.manifest import FORM, SignedManifest
from service.archive.membership import membership_of
from service.archive.pack import Packer, manifest_of
from service.archive.read import proofs_of, rows_of
from service.archive.scores import scores_of
from service.archive.statement import Statement, statement_of
from service.archive.subjects import ROWS, row_of
from service.flows.context import Context
from service.keys.ledger_key import LedgerKey
from service.language.languages import Language
from service.members.account import Account
from service.members.member import Member
from service.members.sign_in.session import last_used_at
from service.store.schema.page import ACCOUNTS, DEVICES, MEMBERS, SESSIONS
from service.store.snapshot import Snapshot

Pieces = AsyncIterator[bytes]


@dataclass(frozen=True)
class Wanted:
    """Whose archive, in whose language its statement is, and when it is made."""

    account: str
    member: str
    language: Language
    at: datetime


async def compose(context: Context, wanted: Wanted, key: LedgerKey) -> Packer | None:
    """The archive, signed and closed; None if there is no such member. Its owner drops it."""
    packer = Packer(wanted.at)
    try:
        async with context.store.snapshot() as snapshot:
            found = await _found(snapshot, wanted)
            if found is None:
                packer.drop()
                return None
            await _add_all(context, snapshot, packer, wanted, found, key)
        packer.close(_signed(context, packer, wanted.at, key))
    except BaseException:
        packer.drop()
        raise
    return packer


async def _found(snapshot: Snapshot, wanted: Wanted) -> tuple[Account, Member] | None:
    accounts = await snapshot.of(ACCOUNTS, "_id", [wanted.account])
    members = await snapshot.of(MEMBERS, "_id", [wanted.member])
    mine = [each for each in members if each.account == wanted.account]
    return (accounts[0], mine[0]) if accounts and mine else None


async def _add_all(
    context: Context,
    snapshot: Snapshot,
    packer: Packer,
    wanted: Wanted,
    found: tuple[Account, Member],
    key: LedgerKey,
) -> None:
    account, member = found
    counts: dict[str, int] = {}
    for rows in ROWS:
        pages = rows_of(snapshot, rows.collection, rows.owner, wanted.account)
        plain = ([row_of(rows, each) for each in page] async for page in pages)
        await packer.add(rows.name, _array(_counted(plain, rows.name, counts)))
    proofs = proofs_of(snapshot, wanted.account, key.public)
    await packer.add("proofs.json", _array(_counted(proofs, "proofs.json", counts)))
    membership = membership_of(account, member)
    consents = await consents_of(context, snapshot, wanted.account)
    scores = await scores_of(snapshot, wanted.account)
    await packer.add("membership.json", _once(membership))
    await packer.add("consents.json", _once(consents))
    await packer.add("scores.json", _once(scores))
    await packer.add("devices.json", _once(await _devices(snapshot, wanted)))
    statement = Statement(
        programme=context.programme().id,
        at=wanted.at,
        account=account,
        member=member,
        consents=consents,
        scores=scores,
        counts=counts,
    )
    await packer.add("statement.html", _whole(statement_of(statement, wanted.language)))


def _signed(context: Context, packer: Packer, at: datetime, key: LedgerKey) -> SignedManifest:
    programme = context.programme().id
    manifest = manifest_of(packer, form=FORM, programme=programme, at=at, key=key.id)
    return key.sign_archive(manifest)


async def _devices(snapshot: Snapshot, wanted: Wanted) -> list[dict[str, Any]]:
    """Where the member is signed in, without what would sign anybody in."""
    listed = await snapshot.of(DEVICES, "_id", [wanted.member])
    ids = [each for devices in listed for each in devices.sessions]
    sessions = await snapshot.of(SESSIONS, "_id", ids)
    return [
        {
            "id": each.id,
            "name": each.device,
            "started_at": each.started_at,
            "last_used_at": last_used_at(each),
            "expires_at": each.expires_at,
            "revoked_at": each.revoked_at,
        }
        for each in sorted(sessions, key=lambda each: (each.started_at, each.id))
        if each.account == wanted.account
    ]


async def _counted(
    pages: AsyncIterator[list[Any]], name: str, counts: dict[str, int]
) -> AsyncIterator[list[Any]]:
    counts[name] = 0
    async for page in pages:
        counts[name] += len(page)
        yield page


async def _array(pages: AsyncIterator[list[Any]]) -> Pieces:
    """A JSON array, a page at a time, one row a line."""
    yield b"["
    before = b"\n"
    async for page in pages:
        if page:
            yield before + b",\n".join(map(msgspec.json.encode, page))
            before = b",\n"
    yield b"\n]\n"


async def _once(value: Any) -> Pieces:
    yield msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


async def _whole(text: Iterable[str]) -> Pieces:
    for part in text:
        yield part.encode()
