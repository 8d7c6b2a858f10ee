"""GET /v1/programme/texts/{purpose}."""

from typing import Any

from litestar import Request, get
from litestar.params import FromPath

from service.http.language import language_of, mark
from service.http.means import TheMeans
from service.members.consents import ConsentText, Purpose
from service.programme import consent_text


@get("/texts/{purpose:str}", operation_id="getConsentText", tags=["programme"])
async def show_text(
    request: Request[Any, Any, Any], means: TheMeans, purpose: FromPath[Purpose]
) -> ConsentText:
    """The exact words to show before asking for a consent, and their hash to send with it.

    They are in the language that Accept-Language asks for, if the programme has them in it.
    """
    text = consent_text(means.programme, purpose, language_of(request))
    mark(request, text.language)
    return text
