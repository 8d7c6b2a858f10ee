"""Named examples by schema: real values of the demo programme, checked and sent by the tests."""

from typing import Any

from service.http.openapi.examples.badges import BADGES
from service.http.openapi.examples.challenging import CHALLENGING
from service.http.openapi.examples.counter import COUNTER
from service.http.openapi.examples.doing import DOING
from service.http.openapi.examples.giving import GIVING
from service.http.openapi.examples.ledger import LEDGER
from service.http.openapi.examples.membership import MEMBERSHIP
from service.http.openapi.examples.operators import OPERATORS
from service.http.openapi.examples.playing import PLAYING
from service.http.openapi.examples.problem import PROBLEM
from service.http.openapi.examples.programme import PROGRAMME
from service.http.openapi.examples.scores import SCORES
from service.http.openapi.examples.scoring import SCORING
from service.http.openapi.examples.sign_in import SIGN_IN
from service.http.openapi.examples.spending import SPENDING
from service.http.openapi.examples.stores import OF_STORES
from service.http.openapi.examples.vouchers import OF_VOUCHERS
from service.http.openapi.examples.webhooks import WEBHOOKS

EXAMPLES: dict[str, dict[str, Any]] = (
    SIGN_IN
    | PROGRAMME
    | MEMBERSHIP
    | DOING
    | SCORING
    | SPENDING
    | CHALLENGING
    | GIVING
    | LEDGER
    | SCORES
    | COUNTER
    | OF_VOUCHERS
    | BADGES
    | OF_STORES
    | PLAYING
    | OPERATORS
    | WEBHOOKS
    | PROBLEM
)
"""Schema -> name of the example -> value. A name is lower case with underscores."""

__all__ = ["EXAMPLES"]
