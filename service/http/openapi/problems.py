"""Errors: one schema, and on each operation the statuses that it can give."""

from collections.abc import Sequence
from http import HTTPStatus

from service.http.guards.guards import POWER, SCOPE
from service.http.guards.standing import unless_suspended
from service.http.headers import REQUEST_ID
from service.http.openapi.header_table import RATES
from service.http.openapi.headers import headers, takes_key, takes_versions
from service.http.openapi.operation import Document, Operation
from service.http.openapi.security import schemes_for
from service.http.openapi.walk import PREFIX
from service.http.problems.problem import MEDIA_TYPE, REPLAYED

WHEN = {
    "400": "The request cannot be read, or a header that it needs is missing.",
    "401": "Credentials are missing, or are not good any more.",
    "403": "Who asks is known, and may not ask this.",
    "404": "There is no such thing, or not for this caller.",
    "409": "The state does not allow it now: something else has to happen first.",
    "412": "It has changed since you have read it: read it again, then decide anew.",
    "413": "The body is too large.",
    "415": "The body is not declared to be JSON.",
    "422": "The content is not what this call takes: sending it again unchanged never helps.",
    "429": "Too many of these: wait.",
    "500": "A defect of the service.",
    "503": "The service cannot do this now: try again.",
    "default": (
        "Any other problem. Every call can get 414 or 431, for an address or headers that are too "
        "long."
    ),
}

# Beside X-Request-Id. A refusal is kept with its Idempotency-Key like any other answer.
HEADERS = {
    "401": ("WWW-Authenticate", REPLAYED),
    "403": (REPLAYED,),
    "404": (REPLAYED,),
    "409": (REPLAYED,),
    "412": (REPLAYED,),
    "422": (REPLAYED,),
    "429": ("Retry-After",),
    "503": ("Retry-After",),
    "default": ("Retry-After", REPLAYED),
}

# What a handler's shape does not tell, by operationId.
ALSO: dict[str, tuple[int, ...]] = {
    "getScore": (409,),  # without a consent nothing is said about a score
    "getScoreDifference": (404, 409),  # the same; or there is no such cycle
    "listScores": (409,),
    "getPastScore": (409,),
    "getProjectedScore": (409,),
    "getScoreProof": (404, 409),  # or none is published
    "getGameBundle": (409,),  # while the game is not over
    "getSeasonBundle": (409,),  # while the season is not settled
    "getTransferProof": (409,),  # while its day is not closed
    "applyAsMerchant": (409,),  # who is named already need not apply
    "shareBadge": (403,),  # not for minors
    "submitGuess": (403,),  # who the game is about may not enter
    "refreshTokens": (401,),  # the session has ended
    "importArchive": (413, 415),  # its body is a file, which no JSON schema describes
    "signInOperator": (401,),  # name and password do not fit
}


def put_problems(document: Document, operations: Sequence[Operation]) -> None:
    """One response per status for all operations, and on each those that it can give."""
    document["components"]["responses"] = {
        _name(status): _response(status, when) for status, when in WHEN.items()
    }
    for each in operations:
        found = [*map(str, statuses_of(each)), "default"]
        each.spec["responses"] = {str(each.handler.status_code): each.success} | {
            status: {"$ref": f"#/components/responses/{_name(status)}"} for status in found
        }


def statuses_of(operation: Operation) -> list[int]:
    """Which problems this operation can answer."""
    return sorted({500, *_by_shape(operation), *_by_caller(operation), *ALSO.get(operation.id, ())})


def _by_shape(operation: Operation) -> set[int]:
    found: set[int] = set()
    if operation.parameters:
        found |= {503}  # it works with something that may be away
    if operation.body is not None:
        found |= {400, 413, 415, 422}
    if takes_key(operation):
        found |= {400, 404, 409, 422}
    if takes_versions(operation):
        found |= {412}
    for each in operation.spec.get("parameters", ()):
        free = each["in"] == "path" and set(each["schema"]) == {"type"}
        found |= {404} if free else {422}  # any text may be an id, not any an enumeration's value
    return found


def _by_caller(operation: Operation) -> set[int]:
    if operation.is_free:
        return set()
    found = {429, 503}
    if schemes_for(operation):
        found |= {401}
    if any(operation.handler.opt.get(name) for name in (SCOPE, POWER)):
        found |= {403}
    if unless_suspended in (operation.handler.guards or ()):
        found |= {409}
    return found


def _name(status: str) -> str:
    """`404` is `NotFound`."""
    if status == "default":
        return "Problem"
    return HTTPStatus(int(status)).phrase.title().replace(" ", "")


def _response(status: str, when: str) -> Document:
    schema = {"$ref": f"{PREFIX}Problem"}
    return {
        "description": when,
        "headers": headers(REQUEST_ID, "Content-Language", *RATES, *HEADERS.get(status, ())),
        "content": {MEDIA_TYPE: {"schema": schema}},
    }
