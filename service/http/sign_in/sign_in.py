"""POST /v1/sign-in/tokens."""

from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.params import JSONBody

from rewards.refusal import Refusal
from service.flows.sign_in.sign_in import SIGN_IN, SignIn
from service.http.answer import said
from service.http.means import Means, TheMeans, address_of
from service.http.problems.raised import Refused
from service.http.sign_in.tokens import Tokens, tokens_for
from service.keys import read_contact


class CodeTyped(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The contact again, the six digits, and what the person calls this device."""

    contact: Annotated[str, msgspec.Meta(max_length=320)]
    code: Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
    device: Annotated[str, msgspec.Meta(max_length=64)] = ""


@post("/tokens", operation_id="signIn", status_code=200, tags=["sign-in"])
async def sign_in(
    request: Request[Any, Any, Any], means: TheMeans, data: JSONBody[CodeTyped]
) -> Tokens:
    """Swaps a one-time code for tokens. The first time, a pending membership begins."""
    return await swap_code(request, means, data)


async def swap_code(request: Request[Any, Any, Any], means: Means, data: CodeTyped) -> Tokens:
    """Tokens for a right code; every try counts against the address. Refused otherwise."""
    address, at = means.keys.address_hash(address_of(request)), means.server_now()
    await means.limiter.count("tries_per_address", address, means.rates.tries_per_address, at)
    contact = read_contact(data.contact)
    if isinstance(contact, Refusal):
        raise Refused(contact)
    hashed = means.keys.contact_hash(contact)
    body = SignIn(contact=hashed, code=means.keys.code_hash(hashed, data.code), device=data.device)
    caller = f"contact:{hashed}"
    signed = said(await means.context.apply(SIGN_IN, body, caller=caller, key=None))
    return tokens_for(
        means,
        account=signed.account,
        session=signed.session,
        refresh_token=signed.refresh_token,
        new=signed.new,
    )
