"""The wire shape of a signed-in session."""

import msgspec

from service.http.means import Means


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """Use `access_token` as Bearer; swap `refresh_token` for the next pair, each one once."""

    access_token: str
    token_type: str
    expires_in_s: int
    refresh_token: str
    session: str
    new_member: bool


def tokens_for(
    means: Means, *, account: str, session: str, refresh_token: str, new: bool = False
) -> Tokens:
    """A pair for a session, with an access token as of now."""
    return Tokens(
        access_token=means.keys.sign_access(account, session, means.server_now()),
        token_type="Bearer",  # noqa: S106 - the name of a scheme
        expires_in_s=means.keys.access_seconds,
        refresh_token=refresh_token,
        session=session,
        new_member=new,
    )
