"""Every refusal of the pure rules says something to a person and can be stored."""

import enum
import importlib
import pkgutil
import types
import typing
from datetime import datetime

import msgspec
import pytest

import rewards
import service.members
import service.programme
import tasks
from rewards.refusal import Refusal, refusal_classes
from tests.people import NOON

PACKAGES = (rewards, tasks, service.members)

for package in PACKAGES:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)

PURE = ("rewards.", "tasks.", "service.members.", "service.programme")
REFUSALS = [cls for cls in refusal_classes() if cls.__module__.startswith(PURE)]

SAMPLES = {bool: True, int: 7, str: "return-umbrella", datetime: NOON}


def sample(hint):
    """Any value of this type."""
    if hint in SAMPLES:
        return SAMPLES[hint]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next(iter(hint))
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return sample(args[0])
    assert origin is tuple, f"a refusal holds plain values, not {hint}"
    return (sample(args[0]),)


def made(cls: type[Refusal]) -> Refusal:
    return cls(**{name: sample(hint) for name, hint in typing.get_type_hints(cls).items()})


def test_they_are_all_found():
    assert len(REFUSALS) >= 34


@pytest.mark.parametrize("cls", REFUSALS, ids=lambda cls: cls.__name__)
def test_it_says_what_is_wrong_and_what_to_do(cls):
    sentence = made(cls).detail()
    assert sentence.endswith(".")
    assert len(sentence.split()) >= 5


@pytest.mark.parametrize("cls", REFUSALS, ids=lambda cls: cls.__name__)
def test_it_is_read_back_as_it_was(cls):
    refusal = made(cls)
    document = msgspec.to_builtins(refusal)
    assert document["code"] == refusal.code
    assert msgspec.convert(document, cls, strict=False) == refusal


def test_codes_are_distinct_and_documented():
    codes = [made(cls).code for cls in REFUSALS]
    assert len(set(codes)) == len(codes)
    assert all(cls.__doc__ and cls.__doc__.strip() for cls in REFUSALS)


def test_a_refusal_that_says_nothing_is_an_error():
    class Mute(Refusal, frozen=True, kw_only=True):
        """Test only."""

    with pytest.raises(TypeError, match="says nothing"):
        Mute().detail()
