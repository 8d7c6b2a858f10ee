"""How large a request's head may be: asked before anything else is done for it.

The server itself stops reading at `BUFFER_BYTES` and at 100 fields, with a bare 431, or a 414 from
65,534 bytes of target. What is smaller than that and larger than this gets a problem.
"""

from litestar.types import Scope

from rewards.refusal import Refusal
from service.http.problems.refusals import HeadersTooLarge, TargetTooLong

# A browser behind two proxies sends about 30.
FIELDS_MAX = 64
# Names and values together: the longest token and cookies are 2 kB each.
BYTES_MAX = 16 * 1024
# Path with query: the longest of ours, with a cursor, has 700.
TARGET_BYTES_MAX = 4 * 1024
# Of one connection: head, and as much of a body as is read at once.
BUFFER_BYTES = 40 * 1024


def head_refused(scope: Scope) -> Refusal | None:
    """What is wrong with the size of a request's head, if anything is."""
    path = scope.get("raw_path") or scope["path"].encode()
    if len(path) + len(scope["query_string"]) > TARGET_BYTES_MAX:
        return TargetTooLong(bytes_max=TARGET_BYTES_MAX)
    headers = list(scope["headers"])
    fields = len(headers)
    if fields > FIELDS_MAX or sum(len(name) + len(value) for name, value in headers) > BYTES_MAX:
        return HeadersTooLarge(fields_max=FIELDS_MAX, bytes_max=BYTES_MAX)
    return None
