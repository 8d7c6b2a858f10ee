"""Who may ask: credentials as the guards in front of each handler want them."""

from collections.abc import Sequence

from service.http.guards.guards import POWER, SCOPE
from service.http.guards.kinds import Kind, kind_of
from service.http.openapi.operation import Document, Operation
from service.live.screen import COOKIE, screen_only

SCHEMES = {
    "member": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A member's access token, from `signIn` or `refreshTokens`.",
    },
    "merchant": {
        "type": "http",
        "scheme": "bearer",
        "description": "A merchant's API key; it begins with `sbm_`.",
    },
    "display": {
        "type": "http",
        "scheme": "bearer",
        "description": "A screen's token; it begins with `sbd_`.",
    },
    "displayCookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "The same token in a cookie: EventSource sends no headers.",
    },
    "operator": {
        "type": "http",
        "scheme": "bearer",
        "description": "An operator's access token, from `signInOperator`.",
    },
}

ACCEPTED = {
    Kind.MEMBER: ("member",),
    Kind.MERCHANT: ("merchant",),
    Kind.DISPLAY: ("display",),
    Kind.OPERATOR: ("operator",),
}


def schemes_for(operation: Operation) -> tuple[str, ...]:
    """Which credentials open this door, any one of them; none if it is open to everybody."""
    if screen_only in operation.guards:
        return ("display", "displayCookie")
    kind = kind_of(operation.handler)
    return () if kind is None else ACCEPTED[kind]


def role_of(operation: Operation) -> str:
    """Who the door is for: member, merchant, display, operator, or anybody."""
    return next(iter(schemes_for(operation)), "anybody")


def secure(document: Document, operations: Sequence[Operation]) -> None:
    """The schemes that are in use, and on each operation its own; an empty list says: none."""
    used = set()
    for each in operations:
        schemes = schemes_for(each)
        used |= set(schemes)
        each.spec["security"] = [{name: []} for name in schemes]
        if scope := each.handler.opt.get(SCOPE):
            each.spec["description"] += f"\n\nThe key needs the scope `{scope}`."
        if power := each.handler.opt.get(POWER):
            each.spec["description"] += f"\n\nNeeds a role with the power `{power}`."
    document["components"]["securitySchemes"] = {
        name: scheme for name, scheme in SCHEMES.items() if name in used
    }
