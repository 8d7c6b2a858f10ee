"""Tracebacks say where and what kind, and no value of anybody's."""

import pytest

from service.logs.shapes import GONE
from service.logs.text import safe_text
from service.logs.trace import trace_of


def failing() -> None:
    local = "local-canary"
    try:
        {}["key-canary"]
    except KeyError as error:
        who = "alice"
        raise ValueError(f"no '{local}' for {who}@example.com") from error


def caught() -> BaseException:
    with pytest.raises(ValueError, match="no ") as found:
        failing()
    return found.value


def test_where_and_what_kind_but_no_value_and_no_local() -> None:
    trace = trace_of(caught())
    for shown in ("test_trace.py", "in failing", "KeyError", "ValueError: no ", "direct cause"):
        assert shown in trace
    for hidden in ("alice@example.com", "local = local-canary"):
        assert hidden not in trace
    # What the source says stays; what the exceptions say about it does not.
    assert "ValueError: no 'local-canary'" not in trace
    assert f"KeyError: '{GONE}'" in trace


def test_a_group_and_its_members() -> None:
    group = ExceptionGroup("two", [ValueError("'bob'"), OSError("carol@example.com")])
    trace = trace_of((ExceptionGroup, group, None))
    assert "exception 1:" in trace
    assert "exception 2:" in trace
    assert "bob" not in trace
    assert "carol" not in trace


def test_a_chain_without_end() -> None:
    error: BaseException = ValueError("last")
    for _ in range(100):
        next_ = ValueError("before")
        next_.__cause__ = error
        error = next_
    assert trace_of(error).count("Traceback") <= 10


@pytest.mark.parametrize("what", [True, None, (None, None, None), "text"])
def test_nothing_was_raised(what: object) -> None:
    assert trace_of(what) == ""


def test_names_of_types_and_attributes_are_kept() -> None:
    assert safe_text(AttributeError("'NoneType' object has no attribute 'id'")).endswith("'id'")
    assert safe_text(ValueError("invalid literal: 'alice'")).endswith(f"'{GONE}'")
