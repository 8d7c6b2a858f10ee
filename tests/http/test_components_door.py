"""The components page is for sandboxes, and no part of the API."""

from dataclasses import replace

import msgspec
import pytest

from service.programme_demo import DEMO
from tests.http.doors import Doors, is_problem


async def test_a_sandbox_shows_it(doors: Doors) -> None:
    answer = await doors.call("GET", "/components")
    assert answer.status_code == 200
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "<style" not in answer.text
    assert " style=" not in answer.text
    assert 'data-theme="light"' in answer.text


async def test_production_has_nothing_there(own_doors: Doors) -> None:
    real = msgspec.structs.replace(DEMO, sandbox=False)
    means = own_doors.app.state.means
    context = replace(means.context, programme=lambda: real)
    own_doors.app.state.means = replace(means, context=context)
    is_problem(await own_doors.call("GET", "/components"), 404, "no_such_path")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_theme_can_be_asked_for(doors: Doors, theme: str) -> None:
    answer = await doors.call("GET", f"/components?theme={theme}")
    assert f'<html lang="en" data-theme="{theme}">' in answer.text


async def test_another_theme_is_the_systems(doors: Doors) -> None:
    answer = await doors.call("GET", '/components?theme="><script>')
    assert '<html lang="en">' in answer.text
    assert "<script>" not in answer.text


async def test_it_is_not_in_the_apis_document(doors: Doors) -> None:
    described = await doors.call("GET", "/openapi.json")
    assert described.status_code == 200
    assert "/components" not in described.json()["paths"]
