"""Operators by their rules: sign-ins that end, roles that allow, passwords that are refused."""

from datetime import timedelta

import msgspec
import pytest

from service.operators.numbers import PASSWORD_LENGTH_MAX, SESSION, SESSIONS_MAX
from service.operators.operator import (
    Operator,
    disabled,
    is_signed_in,
    signed_in,
    signed_out,
    with_password,
)
from service.operators.password import read_password
from service.operators.refusals import PasswordUnfit
from service.operators.roles import POWERS, Power, Role, may
from tests.people import MINUTE, NOON

OLGA = Operator(
    id="olga", roles=(Role.ADMIN,), password_hash="h", password_at=NOON, created_at=NOON
)
MS = timedelta(milliseconds=1)


def test_a_sign_in_lasts_a_quarter_of_an_hour_to_the_millisecond() -> None:
    olga = signed_in(OLGA, "s", NOON)
    assert olga.signed_in_at == NOON
    assert is_signed_in(olga, "s", NOON)
    assert is_signed_in(olga, "s", NOON + SESSION - MS)
    assert not is_signed_in(olga, "s", NOON + SESSION)
    assert not is_signed_in(olga, "another", NOON)
    assert not is_signed_in(None, "s", NOON)


def test_one_sign_in_ends_and_the_others_go_on() -> None:
    olga = signed_out(signed_in(signed_in(OLGA, "one", NOON), "two", NOON), "one")
    assert not is_signed_in(olga, "one", NOON)
    assert is_signed_in(olga, "two", NOON)
    assert signed_out(olga, "one") == olga


def test_too_many_sign_ins_end_the_oldest_and_those_that_are_over_are_forgotten() -> None:
    olga = OLGA
    for number in range(SESSIONS_MAX + 1):
        olga = signed_in(olga, f"s{number}", NOON)
    assert not is_signed_in(olga, "s0", NOON)
    assert all(is_signed_in(olga, f"s{number}", NOON) for number in range(1, SESSIONS_MAX + 1))
    later = signed_in(olga, "late", NOON + 16 * MINUTE)
    assert [one.id for one in later.sessions] == ["late"]


@pytest.mark.parametrize("end", [disabled, lambda one, at: with_password(one, "new", at)])
def test_whoever_is_disabled_or_has_a_new_password_is_signed_in_nowhere(end: object) -> None:
    olga = end(signed_in(OLGA, "s", NOON), NOON)  # type: ignore[operator]
    assert not is_signed_in(olga, "s", NOON)
    assert olga.sessions == ()


def test_a_disabled_operator_is_out_even_with_a_session() -> None:
    olga = msgspec.structs.replace(signed_in(OLGA, "s", NOON), disabled_at=NOON)
    assert not is_signed_in(olga, "s", NOON)


def test_an_admin_may_do_everything_and_the_others_change_nothing() -> None:
    assert all(may((Role.ADMIN,), power) for power in Power)
    changing = {Power.OPERATORS, Power.KEYS, Power.DISPLAYS}
    for role in (Role.SUPPORT, Role.AUDITOR):
        assert not changing & POWERS[role]
    assert not may((Role.SUPPORT,), Power.AUDIT)
    assert may((Role.SUPPORT, Role.AUDITOR), Power.AUDIT)
    assert not may((), Power.LOOK)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        "elevenchars",
        "aaaaaaaaaaaaaaaa",
        "my name is Olga indeed",
        "x" * (PASSWORD_LENGTH_MAX + 1),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(text: str) -> None:
    refused = read_password(text, "olga")
    assert isinstance(refused, PasswordUnfit)
    assert "12 to 256 characters" in refused.detail()


def test_a_password_reads_the_same_however_it_is_typed() -> None:
    assert read_password("correct horse é battery", "olga") == read_password(
        "correct horse e\N{COMBINING ACUTE ACCENT} battery", "olga"
    )
