"""POST /v1/sign-in/tokens."""

from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.params import JSONBody

from service.flows.sign_in.sign_in import SIGN_IN, SignIn
from service.http.answer import said
from service.http.limits.sign_in import code_was_right, count_code_typed
from service.http.means import Means, TheMeans
from service.http.sign_in.request_code import INSTALLATION
from service.http.sign_in.tokens import Tokens, tokens_for


class CodeTyped(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The contact again, the six digits, what the person calls this device, and the name that the
    app gave itself."""

    contact: Annotated[str, msgspec.Meta(max_length=320)]
    code: Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
    device: Annotated[str, msgspec.Meta(max_length=64)] = ""
    installation: Annotated[str, msgspec.Meta(pattern=INSTALLATION)] | None = None


@post("/tokens", operation_id="signIn", status_code=200, tags=["sign-in"])
async def sign_in(
    request: Request[Any, Any, Any], means: TheMeans, data: JSONBody[CodeTyped]
) -> Tokens:
    """Swaps a one-time code for tokens. The first time, a pending membership begins."""
    return await swap_code(request, means, data)


async def swap_code(request: Request[Any, Any, Any], means: Means, data: CodeTyped) -> Tokens:
    """Tokens for a right code; every try counts. Refused otherwise."""
    tried = await count_code_typed(request, data.contact, data.installation)
    code = means.keys.code_hash(tried.contact, data.code)
    body = SignIn(contact=tried.contact, code=code, device=data.device)
    caller = f"contact:{tried.contact}"
    signed = said(await means.context.apply(SIGN_IN, body, caller=caller, key=None))
    await code_was_right(means, tried)
    return tokens_for(
        means,
        account=signed.account,
        session=signed.session,
        refresh_token=signed.refresh_token,
        new=signed.new,
    )
