"""POST /v1/operator/sign-in."""

from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.params import JSONBody

from rewards.calendar import Instant
from service.flows.operators.sign_in_operator import SIGN_IN_OPERATOR, SignInOperator
from service.http.answer import said
from service.http.headers import request_id
from service.http.limits.address import address_key
from service.http.limits.counting import count, count_address
from service.http.means import Means, TheMeans
from service.operators.numbers import PASSWORD_LENGTH_MAX
from service.operators.operator import NAME_PATTERN
from service.operators.password import typed
from service.operators.roles import Role
from service.store.schema.page import OPERATORS

NOBODY = "nobody"
"""Who stands in the audit log for a try that failed: it need not have been the operator."""


class Credentials(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Name and password."""

    name: Annotated[str, msgspec.Meta(pattern=NAME_PATTERN)]
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=PASSWORD_LENGTH_MAX)]


class OperatorToken(msgspec.Struct, frozen=True, kw_only=True):
    """Use `access_token` as Bearer until `expires_at`, then sign in again."""

    access_token: str
    token_type: str
    expires_at: Instant
    name: str
    roles: tuple[Role, ...]


@post("/sign-in", operation_id="signInOperator", status_code=200, tags=["operator"])
async def sign_in_operator(
    request: Request[Any, Any, Any], means: TheMeans, data: JSONBody[Credentials]
) -> OperatorToken:
    """A token for a quarter of an hour. One answer to every wrong pair, and as slow for each."""
    await _count(request, means, data.name)
    stored = await means.context.store.get(OPERATORS, data.name)
    hashed = stored.password_hash if stored else None
    right = await means.passwords.fits(typed(data.password), hashed)
    body = SignInOperator(
        operator=data.name,
        known=stored is not None,
        password_at=stored.password_at if right and stored else None,
    )
    caller = f"operator:{data.name}" if right else NOBODY
    signed = said(
        await means.context.apply(
            SIGN_IN_OPERATOR, body, caller=caller, key=None, request=request_id(request.scope)
        )
    )
    now, ends_at = means.server_now(), signed.ends_at
    await means.limiter.remember(_place(request, means, data.name), now)
    return OperatorToken(
        access_token=means.keys.sign_operator(signed.operator, signed.session, now, ends_at),
        token_type="Bearer",  # noqa: S106 - the name of a scheme
        expires_at=ends_at,
        name=signed.operator,
        roles=signed.roles,
    )


async def _count(request: Request[Any, Any, Any], means: Means, name: str) -> None:
    """Before anything is looked up; who tries uses up their own cap before that of the name."""
    rates = means.rates
    await count_address(request, "operator_tries_per_address", rates.operator_tries_per_address)
    place = _place(request, means, name)
    known = await means.limiter.knows(place, means.server_now())
    key, rate = place if known else means.keys.name_hash(name), rates.operator_tries_per_name
    await count(request, "operator_tries_per_name", key, rate, quiet=True)


def _place(request: Request[Any, Any, Any], means: Means, name: str) -> str:
    """The keyed hash of a name and the network it is typed in. Where its operator has signed in,
    tries are counted apart: strangers who use up those of a name lock nobody out there."""
    return means.keys.name_hash(f"{name} at {address_key(request)}")
