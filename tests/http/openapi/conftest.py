"""The document of the whole application, made once; no test changes it."""

import pytest

from service.app import EXTRA_HANDLERS, ROUTES
from service.http.openapi.document import openapi_document
from service.http.openapi.operation import Document, Operation, operations_of
from service.http.openapi.raw import described


@pytest.fixture(scope="session")
def document() -> Document:
    """What is served at /openapi.json."""
    return openapi_document([*ROUTES, *EXTRA_HANDLERS])


@pytest.fixture(scope="session")
def operations(document: Document) -> list[Operation]:
    """Its operations, each with its part of the finished document."""
    return operations_of(described([*ROUTES, *EXTRA_HANDLERS]), document)
