"""Archives made by hand, sound ones and others."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import msgspec

from service.archive.manifest import FORM, NAME, Manifest, PackedFile, SignedManifest, sha256
from service.keys.ledger_key import LedgerKey

KEY = LedgerKey(b"a key of another place, 32 bytes")
AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
FILES = {
    "evidence.json": b'[{"id": "e1", "kind": "rental_kept", "at": "2026-03-01T12:00:00Z", '
    b'"source": "umbrella-kiosk", "status": "counted"}]',
    "scores.json": b'[{"cycle": "2026-02", "score": {"value": 512}}]',
}


def manifest_for(files: dict[str, bytes], /, **change: Any) -> Manifest:
    listed = tuple(
        PackedFile(name=name, size=len(content), sha256=sha256(content))
        for name, content in sorted(files.items())
    )
    whole = Manifest(form=FORM, programme="elsewhere", made_at=AT, files=listed, key=KEY.id)
    return msgspec.structs.replace(whole, **change)


def packed(
    files: dict[str, bytes] = FILES,
    signed: SignedManifest | bytes | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """An archive of these files, with a manifest that fits unless another one is given."""
    whole = KEY.sign_archive(manifest_for(files)) if signed is None else signed
    told = whole if isinstance(whole, bytes) else msgspec.json.encode(whole)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in {**files, NAME: told}.items():
            archive.writestr(name, content)
    return out.getvalue()
