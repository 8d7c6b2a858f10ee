"""The demo's keys: made once, kept beside its data, printed for whoever tries it."""

import shlex
from pathlib import Path

import msgspec

from service.demo.settle import BOARD
from service.flows.context import Context
from service.flows.issue_display_token import ISSUE_DISPLAY_TOKEN, IssueDisplayToken
from service.flows.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.http.guards.callers import Scope
from service.keys.random import fresh_display_token, fresh_merchant_key

SCOPES = (Scope.TASK_EVENTS, Scope.ELIGIBILITY)


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """Test keys of both merchants, and the token of a display for the seeds board."""

    kiosk_key: str
    bikes_key: str
    display_token: str


async def credentials(context: Context, folder: Path) -> Credentials:
    """The keys in `folder`, made and kept there if there are none yet."""
    kept = folder / "demo.json"
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Credentials)
    made = Credentials(
        kiosk_key=await _merchant_key(context, "umbrella-kiosk"),
        bikes_key=await _merchant_key(context, "riverside-bikes"),
        display_token=await _display_token(context),
    )
    _keep(kept, msgspec.json.encode(made).decode())
    return made


def write_environment(made: Credentials, folder: Path, base: str) -> Path:
    """A file for `. FILE` in a shell: BASE and the keys, as the walk-through uses them."""
    path = folder / "demo.env"
    values = {"BASE": base} | {
        field.upper(): getattr(made, field) for field in Credentials.__struct_fields__
    }
    _keep(path, "".join(f"{name}={shlex.quote(value)}\n" for name, value in values.items()))
    return path


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
