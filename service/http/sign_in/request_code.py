"""POST /v1/sign-in/codes."""

from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.params import JSONBody

from service.flows.sign_in.request_code import REQUEST_CODE, RequestCode
from service.http.answer import said
from service.http.limits.sign_in import count_code_wanted
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.http.problems.refusals import CodeNotSent
from service.keys import Contact
from service.senders.port import SendError

INSTALLATION = "^[A-Za-z0-9._-]{8,64}$"


class CodeWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An e-mail address, or a telephone number with its country."""

    contact: Annotated[str, msgspec.Meta(max_length=320)]
    # A name that an app gave itself when it was installed. It proves nothing: it is only counted.
    installation: Annotated[str, msgspec.Meta(pattern=INSTALLATION)] | None = None


class CodeRequested(msgspec.Struct, frozen=True, kw_only=True):
    """The same for everybody: it says nothing about who is a member."""

    expires_in_s: int


@post("/codes", operation_id="requestSignInCode", status_code=202, tags=["sign-in"])
async def request_sign_in_code(
    request: Request[Any, Any, Any], means: TheMeans, data: JSONBody[CodeWanted]
) -> CodeRequested:
    """Sends a one-time code to a contact. The answer never depends on who that is."""
    contact, hashed = await count_code_wanted(request, data.contact, data.installation)
    minutes = means.programme.numbers.sign_in.code_minutes
    await _send(means, contact, hashed, minutes)
    return CodeRequested(expires_in_s=minutes * 60)


async def _send(means: Means, contact: Contact, hashed: str, minutes: int) -> None:
    """Stores the code's hash first, so that a code that arrives is always one that works."""
    code = means.keys.new_code()
    ids = (means.keys.code_hash(hashed, code),)
    body = RequestCode(contact=hashed)
    caller = f"contact:{hashed}"
    said(await means.context.apply(REQUEST_CODE, body, caller=caller, key=None, ids=ids))
    try:
        await means.sender.send_code(contact, code, minutes=minutes)
    except SendError as error:
        raise Refused(CodeNotSent()) from error
