"""The list of erasures that outlives a database: appended, whole lines only, nobody twice."""

from pathlib import Path

import pytest

from service.erasure.journal import JournalError, Line, append_journal, read_journal, text_of
from tests.people import DAY, NOON

ALICE, BOB = Line(account="alice", at=NOON), Line(account="bob", at=NOON + DAY)


def test_each_is_in_it_once(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    assert append_journal(path, [ALICE]) == 1
    assert append_journal(path, [ALICE, BOB]) == 1
    assert append_journal(path, [BOB, ALICE]) == 0
    assert read_journal(path) == [ALICE, BOB]
    assert path.read_text() == text_of([ALICE, BOB])
    assert path.stat().st_mode & 0o077 == 0


def test_what_was_written_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    append_journal(path, [ALICE])
    before = path.read_text()
    append_journal(path, [Line(account="alice", at=NOON + DAY), BOB])
    assert path.read_text().startswith(before)


def test_a_line_that_a_power_cut_has_torn_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    append_journal(path, [ALICE, BOB])
    path.write_text(path.read_text()[:-20])
    assert read_journal(path) == [ALICE]
    assert append_journal(path, [ALICE, BOB]) == 1
    assert read_journal(path) == [ALICE, BOB]


@pytest.mark.parametrize("text", ["x\n", "a\nb\nc\n", '{"account": "a"}\n'])
def test_another_file_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "e.jsonl"
    path.write_text(text)
    with pytest.raises(JournalError, match="no list of erasures"):
        read_journal(path)


def test_nobody_is_a_list_too(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    assert append_journal(path, []) == 0
    assert read_journal(path) == []
    with pytest.raises(JournalError, match="cannot be read"):
        read_journal(tmp_path / "none")
