"""GET /v1/programme/texts/{purpose}."""

from litestar import get
from litestar.params import FromPath

from service.http.means import TheMeans
from service.members.consents import ConsentText, Purpose
from service.programme import consent_text


@get("/texts/{purpose:str}", operation_id="getConsentText", tags=["programme"])
async def show_text(means: TheMeans, purpose: FromPath[Purpose]) -> ConsentText:
    """The exact words to show before asking for a consent, and their hash to send with it."""
    return consent_text(means.programme, purpose)
