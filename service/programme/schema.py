"""The JSON Schema of the programme document: what an editor checks while somebody types.

It says types, ranges and which fields there are. What is wrong between them (an unknown merchant, a
level that is not in the scheme) only `validate` finds.
"""

from functools import cache
from inspect import cleandoc
from typing import Any

import msgspec

from service.language.languages import Language
from service.programme.document import Programme
from service.programme.notes import notes
from service.structs import structs_in

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ID = "urn:seedbank:programme"
TITLE = "Seedbank programme document"

Schema = dict[str, Any]


def schema_text() -> bytes:
    """As it is printed: indented, with a line end."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n"


@cache
def schema() -> Schema:
    """Draft 2020-12, with every struct under `$defs`; all objects are closed. Made once, for nobody
    to change."""
    found = msgspec.json.schema(Programme)
    structs = {struct.__name__: struct for struct in structs_in([Programme])}
    for name, definition in found["$defs"].items():
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
        for field, text in notes(structs[name]).items() if name in structs else ():
            definition["properties"][field]["description"] = text
    # A mapping's keys are no type of its own in msgspec's schema.
    languages = {"enum": [language.value for language in Language]}
    found["$defs"]["Programme"]["properties"]["translations"]["propertyNames"] = languages
    head = {"$schema": DRAFT, "$id": ID, "title": TITLE}
    return head | found
