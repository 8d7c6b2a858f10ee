"""Which flows are proved on both drivers."""

from pathlib import Path

import pytest

from tests.flows.conftest import ON_BOTH_DRIVERS


@pytest.mark.parametrize("name", sorted(ON_BOTH_DRIVERS))
def test_who_is_named_is_there(name: str) -> None:
    assert (Path(__file__).parent / name).with_suffix(".py").exists()
