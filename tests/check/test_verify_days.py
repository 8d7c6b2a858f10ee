"""`seedbank verify` on a list of the ledger's days."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from rewards.ledger.days.head import SignedHead
from rewards.ledger.days.signature import text_of
from service.cli.verify import verify
from service.http.ledger.list_days import LedgerDaysPage
from tests.rewards.ledger.days.helpers import KEY, OTHER_KEY
from tests.rewards.ledger.days.test_chain import DAYS

MINE = text_of(KEY.public)


def run(tmp_path: Path, days: list[SignedHead], *more: str) -> tuple[int, str, str]:
    path = tmp_path / "days.json"
    path.write_bytes(msgspec.json.encode(LedgerDaysPage(days=tuple(days), next_cursor="more")))
    result = CliRunner().invoke(verify, [str(path), *more])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("first", [0, 3, 4])
def test_a_page_of_them_is_proved_wherever_it_begins(tmp_path: Path, first: int) -> None:
    days = DAYS[first:]
    code, out, err = run(tmp_path, days[::-1], "--key", MINE)
    assert (code, err) == (0, "")
    assert out == (
        f"{days[0].head.day} to 2026-03-08 are right: {len(days)} days with 0 transfers, each "
        f"names the one before, signed with key {KEY.id}\n"
    )


@pytest.mark.parametrize(
    "days",
    [
        DAYS,
        [DAYS[4], DAYS[2]],
        [replace(DAYS[4], signature=DAYS[3].signature), DAYS[3]],
        [KEY.sign(replace(DAYS[4].head, previous="0" * 64)), DAYS[3]],
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, days: list[SignedHead]) -> None:
    code, out, err = run(tmp_path, days, "--key", MINE)
    assert (code, out) == (1, "")
    assert all(line.startswith("I14 2026-03-0") for line in err.splitlines())


def test_another_key_has_not_signed_them(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, DAYS[:1], "--key", text_of(OTHER_KEY.public))
    assert code == 1
    assert f"it is signed with key {KEY.id}, which nobody here knows" in err


@pytest.mark.parametrize("more", [(), ("--key", "x"), ("--key", "")])
def test_without_a_key_nothing_is_proved(tmp_path: Path, more: tuple[str, ...]) -> None:
    code, out, err = run(tmp_path, DAYS[::-1], *more)
    assert (code, out) == (2, "")
    assert "give --key" in err


def test_no_days_are_nothing(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, [], "--key", MINE)
    assert code == 1
    assert "this is nothing that can be verified" in err
