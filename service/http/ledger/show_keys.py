"""GET /v1/ledger/keys."""

from litestar import Response, get

from rewards.ledger.days.signature import text_of
from service.http.etag import Polled
from service.http.means import TheMeans
from service.http.sign_in.show_keys import CACHED_S, Jwk, Jwks


@get("/keys", operation_id="getLedgerKeys", tags=["ledger"])
async def show_ledger_keys(means: TheMeans) -> Response[Jwks]:
    """The public keys that sign the days of the ledger and the archives of members. Write `x` down:
    `seedbank verify --key` takes it, so that no file has to be believed."""
    key = means.keys.ledger
    shown = Jwks(keys=(Jwk(kid=key.id, x=text_of(key.public)),))
    return Polled(shown, headers={"Cache-Control": f"public, max-age={CACHED_S}"})
