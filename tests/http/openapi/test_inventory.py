"""The doors there are, the doors that are described, and the doors that somebody has looked at."""

from pathlib import Path

from service.http.openapi.operation import Document, Operation, hidden_of, routed
from service.http.openapi.security import role_of
from tests.http.doors import Doors
from tests.http.openapi.hidden import HIDDEN

INVENTORY = Path(__file__).with_name("inventory.txt")
METHODS = {"get", "post", "put", "patch", "delete"}


def row(operation: Operation) -> str:
    """Role, method, path and operationId."""
    return f"{role_of(operation):8} {operation.method:6} {operation.path} {operation.id}"


def in_document(document: Document) -> set[tuple[str, str]]:
    """(method, path) of everything that is described."""
    return {
        (method.upper(), path)
        for path, methods in document["paths"].items()
        for method in methods
        if method in METHODS
    }


async def test_every_door_is_described_or_hidden_by_name(doors: Doors, document: Document) -> None:
    served = {(method, path) for path, method, _ in routed(doors.app)}
    assert served == in_document(document) | set(HIDDEN)
    assert in_document(document) & set(HIDDEN) == set()


async def test_hidden_doors_say_why(doors: Doors) -> None:
    assert set(hidden_of(doors.app)) == set(HIDDEN)
    assert [door for door, why in HIDDEN.items() if not why.endswith(".")] == []


def test_the_inventory_has_every_operation_with_its_role(operations: list[Operation]) -> None:
    """A new door belongs into `inventory.txt`, where a reviewer sees whom it lets in."""
    found = {row(each) for each in operations}
    kept = set(INVENTORY.read_text().splitlines())
    assert sorted(found - kept) == [], "add these lines to inventory.txt"
    assert sorted(kept - found) == [], "these doors are gone: take their lines out"
