"""POST /v1/sign-in/codes."""

import logging
from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.params import JSONBody

from service.flows.sign_in.request_code import REQUEST_CODE, RequestCode
from service.http.answer import said
from service.http.language import language_of
from service.http.limits.sign_in import count_code_wanted
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.http.problems.refusals import ChannelNotServed, CodeNotSent
from service.keys import Contact
from service.language.languages import Language
from service.metrics.http import code_sent
from service.senders.port import RecipientRefused, SendError

LOG = logging.getLogger("seedbank.sign_in")

INSTALLATION = "^[A-Za-z0-9._-]{8,64}$"


class CodeWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An e-mail address, or a telephone number with its country."""

    contact: Annotated[str, msgspec.Meta(max_length=320)]
    # A random name that an app gave itself when it was installed. It opens nothing: it is counted,
    # and strangers do not use up the codes of who has signed in with it before.
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
    if contact.channel not in means.sender.channels:
        raise Refused(ChannelNotServed(channel=contact.channel.value))
    minutes = means.programme.numbers.sign_in.code_minutes
    code = await _store(means, hashed)
    await _send(means, contact, code, minutes, language_of(request))
    return CodeRequested(expires_in_s=minutes * 60)


async def _store(means: Means, hashed: str) -> str:
    """A new code, stored before it is sent: one that arrives is always one that works."""
    code = means.keys.new_code()
    ids = (means.keys.code_hash(hashed, code),)
    body = RequestCode(contact=hashed)
    caller = f"contact:{hashed}"
    said(await means.context.apply(REQUEST_CODE, body, caller=caller, key=None, ids=ids))
    return code


async def _send(
    means: Means, contact: Contact, code: str, minutes: int, language: Language
) -> None:
    """Sent before the answer, so that nothing is lost in a queue and a sender that fails is known
    at once: to everybody alike. What is wrong with one recipient only is never told."""
    try:
        await means.sender.send_code(contact, code, minutes=minutes, language=language)
    except RecipientRefused as error:
        code_sent(taken=False)
        LOG.info("a code was not taken: %s", error)
    except SendError as error:
        code_sent(taken=False)
        LOG.warning("codes cannot be sent: %s", error)
        raise Refused(CodeNotSent()) from error
    else:
        code_sent(taken=True)
