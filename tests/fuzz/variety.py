"""Changes right calls so that they get further: examples of the description, ids that exist."""

import random
import uuid
from typing import Any

from jsonschema_rs import Draft202012Validator

from service.http.idempotency import HEADER as KEY
from service.http.openapi.operation import Document
from tests.fuzz.callers import Callers
from tests.fuzz.pool import Pool

EXAMPLE, KNOWN, RIGHT, AGAIN = 0.25, 0.6, 0.3, 0.1
# Of one call: after some moves by a year nobody's consent would be left, and nothing open.
MOVED_MAX_S = 60


class Variety:
    """For the calls of one operation."""

    def __init__(
        self, document: Document, operation: Any, pool: Pool, callers: Callers, dice: random.Random
    ) -> None:
        self._pool, self._callers, self._dice = pool, callers, dice
        self._key = uuid.uuid4().hex
        self._id = operation.definition.raw["operationId"]
        body = operation.definition.raw.get("requestBody", {"content": {}})["content"]
        media = next(iter(body.values()), {})
        self._examples = [each["value"] for each in media.get("examples", {}).values()]
        schema = {"components": document["components"], **media.get("schema", {})}
        self._validator = Draft202012Validator(schema)

    def change(self, case: Any) -> None:
        """Puts known values into the path, the query and the body; the body stays a right one."""
        if KEY in case.headers:
            self._key = self._key if self._dice.random() < AGAIN else uuid.uuid4().hex
            case.headers[KEY] = self._key
        self._known(case.path_parameters)
        self._known(case.query)
        if not isinstance(case.body, dict):
            return
        if self._examples and self._dice.random() < EXAMPLE:
            case.body = dict(self._dice.choice(self._examples))
        case.body = _whole(case.body)
        body = dict(case.body)
        self._known(body)
        if self._dice.random() < RIGHT:
            body |= self._right()
        if self._id == "moveClock":
            body["by_s"] = self._dice.randint(1, MOVED_MAX_S)
        if self._validator.is_valid(body):
            case.body = body

    def _right(self) -> dict[str, str]:
        """What only somebody knows who has been told."""
        if self._id == "signIn":
            contact = f"guest-{self._dice.randrange(20)}@example.org"
            return {"contact": contact, "code": self._callers.code_for(contact)}
        if self._id == "signInOperator":
            return self._callers.password()
        return {}

    def _known(self, values: Any) -> None:
        for name in list(values or ()):
            known = self._pool.known(name)
            if known is not None and self._dice.random() < KNOWN:
                values[name] = known


def _whole(node: Any) -> Any:
    """A schema's integers may be written 150.0; ours may not, and cannot say so."""
    if isinstance(node, dict):
        return {name: _whole(each) for name, each in node.items()}
    if isinstance(node, list):
        return [_whole(each) for each in node]
    return int(node) if isinstance(node, float) and node.is_integer() else node
