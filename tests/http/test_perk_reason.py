"""Every reason has a flat shape, and none of its numbers is lost."""

from typing import get_args

import msgspec
import pytest

from rewards.perks.reasons import WhyNot
from service.http.me.perk_reason import Reason, ReasonCode, reason_view
from tests.people import NOON

VALUES = {str: "sprout", int: 7}


@pytest.mark.parametrize("kind", get_args(WhyNot))
def test_every_reason_keeps_its_numbers(kind: type[msgspec.Struct]) -> None:
    fields = msgspec.structs.fields(kind)
    why = kind(**{each.name: VALUES.get(each.type, NOON) for each in fields})
    shown = msgspec.to_builtins(reason_view(why))
    told = msgspec.to_builtins(why)
    assert shown.pop("code") == told.pop("type")
    assert shown == told
    assert {each.name for each in fields} <= set(Reason.__struct_fields__)


def test_there_is_a_code_for_each() -> None:
    tags = {msgspec.inspect.type_info(kind).tag for kind in get_args(WhyNot)}  # type: ignore[attr-defined]
    assert tags == {each.value for each in ReasonCode}
