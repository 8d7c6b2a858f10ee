"""An example for a schema that has none of its own: every field, with a plausible value."""

import math
import re
from collections.abc import Mapping
from typing import Any

from service.http.openapi.examples import values
from service.http.openapi.operation import Document
from service.http.openapi.walk import PREFIX

# By the name of a field or of a path's part.
BY_NAME: dict[str, Any] = {
    "board": values.BOARD,
    "charity": values.CHARITY,
    "code": values.INVITATION,
    "contact": values.CONTACT,
    "counterparty": values.KIOSK,
    "display_name": values.NAME,
    "game": "weekly-podium-2026-W10",
    "hold": values.HOLD,
    "merchant": values.KIOSK,
    "number": 1,
    "perk": "umbrella",
    "purpose": "eligibility",
    "rental": values.RENTAL,
    "season": values.SEASON,
    "task": values.TASK,
    "zone": values.ZONE,
}
BY_FORMAT = {"date-time": values.NOON, "date": "2026-03-04"}
DEPTH_MAX = 8


def made(document: Document, schema: Mapping[str, Any], name: str = "", depth: int = 0) -> Any:
    """A value of `schema`. Not for every pattern: the tests say where an example has to be written
    by hand."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].removeprefix(PREFIX)]
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {
            field: made(document, each, field, depth + 1)
            for field, each in schema.get("properties", {}).items()
            if depth < DEPTH_MAX or field in schema.get("required", ())
        }
    if kind == "array":
        return [made(document, schema["items"], name, depth + 1)] if "items" in schema else []
    if kind == "integer":
        return max(1, schema.get("minimum", 1))
    if kind == "boolean":
        return True
    return _text(schema, name)


def _text(schema: Mapping[str, Any], name: str) -> str:
    if "format" in schema:
        return BY_FORMAT[schema["format"]]
    likely = [BY_NAME[name]] if name in BY_NAME else []
    likely += [values.ID, 2 * values.ID, values.ROW_KEYS[0], "alice", "490281"]
    pattern, most = schema.get("pattern", ""), schema.get("maxLength", math.inf)
    return next((one for one in likely if re.search(pattern, one) and len(one) <= most), values.ID)
