"""The demo's keys: made once, kept beside its data, printed for whoever tries it."""

import shlex
from pathlib import Path

import msgspec

from service.demo.settle import BOARD
from service.flows.context import Context
from service.flows.operators.issue_display_token import ISSUE_DISPLAY_TOKEN, IssueDisplayToken
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.http.guards.callers import Scope
from service.keys.random import fresh_display_token, fresh_merchant_key, read_merchant_key
from service.settings import Settings
from service.store.owner import EVERYBODY
from service.store.schema.page import MERCHANT_KEYS

SCOPES = tuple(Scope)


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """Test keys of all merchants, and the token of a display for the seeds board.

    An earlier demo had no charity, and kept no key of one.
    """

    kiosk_key: str
    bikes_key: str
    display_token: str
    meadow_key: str = ""


async def credentials(context: Context, folder: Path) -> Credentials:
    """The keys in `folder`, made and kept there if there are none for this database yet."""
    kept = folder / "demo.json"
    if kept.exists():
        known = msgspec.json.decode(kept.read_bytes(), type=Credentials)
        if await _are_known(context, known):
            return known
    made = Credentials(
        kiosk_key=await _merchant_key(context, "umbrella-kiosk"),
        bikes_key=await _merchant_key(context, "riverside-bikes"),
        display_token=await _display_token(context),
        meadow_key=await _merchant_key(context, "meadow-relief"),
    )
    _keep(kept, msgspec.json.encode(made).decode())
    return made


def write_environment(made: Credentials, settings: Settings) -> Path:
    """A file for `. FILE` in a shell: where the demo is, its keys, and its database for `job`."""
    path = settings.data_dir / "demo.env"
    values = {
        "BASE": f"http://{settings.host}:{settings.port}",
        "MAILBOX": str(settings.data_dir / "mailbox"),
        "KIOSK_KEY": made.kiosk_key,
        "BIKES_KEY": made.bikes_key,
        "MEADOW_KEY": made.meadow_key,
        "DISPLAY_TOKEN": made.display_token,
        "SEEDBANK_MONGO_URL": settings.mongo_url or "",
        "SEEDBANK_DATABASE": settings.database,
        "SEEDBANK_SECRET": settings.secret or "",
    }
    _keep(path, "".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items()))
    return path


async def _are_known(context: Context, kept: Credentials) -> bool:
    """Whether the database has them, good for every door: the folder may have served another one,
    or an earlier demo."""
    shown = read_merchant_key(kept.meadow_key)
    stored = await context.store.get(MERCHANT_KEYS, shown.id, owner=EVERYBODY) if shown else None
    return stored is not None and set(stored.scopes) >= set(SCOPES)


async def _merchant_key(context: Context, merchant: str) -> str:
    fresh = fresh_merchant_key(test=True)
    body = IssueMerchantKey(merchant=merchant, scopes=SCOPES, test=True)
    ids = (fresh.id, fresh.sha256)
    await context.apply(ISSUE_MERCHANT_KEY, body, caller="demo", key=None, ids=ids)
    return fresh.text


async def _display_token(context: Context) -> str:
    fresh = fresh_display_token()
    body, ids = IssueDisplayToken(board=BOARD), (fresh.id, fresh.sha256)
    await context.apply(ISSUE_DISPLAY_TOKEN, body, caller="demo", key=None, ids=ids)
    return fresh.text


def _keep(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
