"""The whole document, step by step."""

from collections.abc import Callable, Sequence

import msgspec
from litestar.types import ControllerRouterHandler

from service.http.openapi.exemplify import put_examples
from service.http.openapi.headers import answer_headers, take_headers
from service.http.openapi.info import introduce, summarise
from service.http.openapi.operation import Document, Operation, operations_of
from service.http.openapi.parameters import describe_parameters
from service.http.openapi.polish import absent_not_null, name_types, tidy_schemas
from service.http.openapi.problems import put_problems
from service.http.openapi.raw import described, raw_document
from service.http.openapi.schemas import put_schemas
from service.http.openapi.security import secure

Step = Callable[[Document, Sequence[Operation]], None]

# Each changes the document in place; later ones rely on earlier ones.
STEPS: tuple[Step, ...] = (
    put_schemas,
    absent_not_null,
    introduce,
    summarise,
    describe_parameters,
    put_problems,
    secure,
    take_headers,
    answer_headers,
    name_types,
    tidy_schemas,
    put_examples,
)


def openapi_document(handlers: Sequence[ControllerRouterHandler]) -> Document:
    """The description of these doors as plain JSON values, the same each time."""
    app = described(handlers)
    document = raw_document(app)
    operations = operations_of(app, document)
    for step in STEPS:
        step(document, operations)
    plain: Document = msgspec.json.decode(written(document))
    return plain


def written(document: Document) -> bytes:
    """As it is served and printed: sorted, indented, with a line end."""
    text = msgspec.json.encode(document, order="sorted")
    return msgspec.json.format(text, indent=2) + b"\n"
