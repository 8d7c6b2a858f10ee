"""The files that pages load, held in memory under an address that changes with their content."""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from service.http.limits.general import FREE
from service.http.problems.raised import Refused
from service.http.problems.refusals import NoSuchPath

STATIC = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"

# The system's own table may be missing some.
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


# One request in place of seven. Layers first: their order decides, not that of the files.
SHELL = "shell.css"
LAYERS = b"@layer base, layout, parts;\n"


@cache
def files() -> dict[str, bytes]:
    """Every shipped file by its path below `static`; `shell/*.css` come as one file."""
    found = sorted(path for path in STATIC.rglob("*") if path.is_file())
    alone = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in found}
    shell = {name: alone.pop(name) for name in list(alone) if name.startswith("shell/")}
    return alone | {SHELL: LAYERS + b"\n".join(shell.values())}


@cache
def build() -> str:
    """12 hex digits of all files together: styles may name fonts, and both change their address."""
    digest = hashlib.sha256()
    for name, content in files().items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a file. KeyError for one that is not shipped."""
    if name not in files():
        raise KeyError(name)
    return f"/assets/{build()}/{name}"


@get(
    "/assets/{of:str}/{name:path}", include_in_schema=False, sync_to_thread=False, opt={FREE: True}
)
def show_asset(of: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A file, to be kept for ever; under the address of another build there is nothing."""
    content = files().get(name.lstrip("/")) if of == build() else None
    if content is None:
        raise Refused(NoSuchPath())
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers={"Cache-Control": FOREVER})
