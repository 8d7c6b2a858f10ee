"""GET /openapi.json as callers get it."""

import json

from service.http.openapi.door import description_of
from service.http.openapi.operation import Document
from tests.http.doors import Doors, is_problem


async def test_it_is_what_the_steps_have_made(doors: Doors, document: Document) -> None:
    found = await doors.call("GET", "/openapi.json")
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json"
    assert found.json() == document
    assert found.text.endswith("}\n")
    assert (
        found.text == json.dumps(found.json(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    )


async def test_who_has_it_does_not_get_it_again(doors: Doors) -> None:
    etag = (await doors.call("GET", "/openapi.json")).headers["etag"]
    same = await doors.call("GET", "/openapi.json", headers={"If-None-Match": etag})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)
    other = await doors.call("GET", "/openapi.json", headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


async def test_it_is_made_once(doors: Doors) -> None:
    await doors.call("GET", "/openapi.json")
    description = description_of(doors.app)
    text = description.text
    await doors.call("GET", "/openapi.json")
    assert description.text is text


async def test_nothing_of_the_frameworks_own_is_served(doors: Doors) -> None:
    for path in ("/schema", "/none", "/openapi.json/x", "/schema/openapi.json", "/openapi.yaml"):
        is_problem(await doors.call("GET", path), 404, "no_such_path")
