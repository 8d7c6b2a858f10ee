"""Every header that the document names, in words."""

from service.http.headers import REQUEST_ID
from service.http.idempotency import HEADER
from service.http.openapi.operation import Document
from service.http.problems.problem import REPLAYED
from service.language.languages import Language

RATES = ("RateLimit-Policy", "RateLimit")

KEY = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": (
        "A new random value for each new action, the same one when a request is repeated: the "
        "answer is then the first one's. With another body it is refused."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]{1,255}$"},
    "example": "5f0c6d1a-8a58-4f0e-9d0a-3f2f3f0f9a11",
}

PARAMETERS: dict[str, Document] = {
    "IdempotencyKey": KEY,
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag of an answer that you have: if it is still the one, 304 says so.",
        "schema": {"type": "string"},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag of what you have read: if it has changed since, nothing is done.",
        "schema": {"type": "string"},
    },
}

COMPONENTS: dict[str, Document] = {
    REQUEST_ID: {
        "description": "This request's id, by which the operator finds it in the logs.",
        "required": True,
        "schema": {"type": "string", "format": "uuid"},
    },
    REPLAYED: {
        "description": "There if this answer was given before, to the same Idempotency-Key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Retry-After": {
        "description": "Seconds to wait before the next try.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RateLimit-Policy": {
        "description": (
            "The limits that this call counts against, as structured fields: "
            '`"calls_per_member";q=1200;w=600` is 1,200 in each 600 s.'
        ),
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": (
            "What is left of each: `r` calls until the window ends in `t` seconds. Not there while "
            "nobody can count."
        ),
        "schema": {"type": "string"},
    },
    "ETag": {
        "description": "Names this answer. Not there on a board that is behind.",
        "schema": {"type": "string"},
    },
    "Content-Language": {
        "description": "The language of its texts, of those that Accept-Language asked for.",
        "schema": {"type": "string", "enum": [each.value for each in Language]},
    },
    "WWW-Authenticate": {
        "description": "Which credentials are taken.",
        "required": True,
        "schema": {"type": "string"},
    },
}
