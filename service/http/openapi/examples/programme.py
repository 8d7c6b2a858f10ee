"""The demo programme itself."""

from typing import Any

from service.http.absent import without_nulls
from service.programme import public
from service.programme_demo import DEMO

PROGRAMME: dict[str, dict[str, Any]] = {
    "Programme": {"demo": without_nulls(public(DEMO))},
    "ConsentText": {"to_be_scored": without_nulls(DEMO.consent_texts[1])},
}
