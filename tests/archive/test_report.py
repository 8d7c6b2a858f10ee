"""What is kept of an archive that anybody may have signed: bounded, and fit to be stored."""

from datetime import UTC, datetime
from typing import Any

import bson
import msgspec
import pytest

from service.archive.refusals import ArchiveUnreadable
from service.archive.report import READ, report_of
from service.archive.unpack import Unpacked, unpack
from service.members.numbers import MemberNumbers
from service.members.reported import Report
from tests.archive.made import FILES, KEY, manifest_for, packed

AT = datetime(2026, 3, 5, 12, tzinfo=UTC)


def report(files: dict[str, bytes], **change: object) -> object:
    signed = KEY.sign_archive(manifest_for(files, **change))
    unpacked = unpack(packed(files, signed), bytes_max=50_000_000, wanted=READ)
    assert isinstance(unpacked, Unpacked)
    return report_of(unpacked, at=AT, numbers=MemberNumbers())


def fact(**change: object) -> bytes:
    plain: dict[str, object] = {
        "kind": "rental_kept",
        "at": "2026-03-01T12:00:00Z",
        "source": "kiosk",
        **change,
    }
    return msgspec.json.encode([plain])


def read_again(kept: object) -> Report:
    """As the store does it."""
    assert isinstance(kept, Report)
    plain: Any = bson.decode(
        bson.encode(msgspec.to_builtins(kept, builtin_types=(datetime,))),
        bson.CodecOptions(tz_aware=True, tzinfo=UTC),
    )
    return msgspec.convert(plain, Report)


def test_a_text_that_grows_when_it_is_made_plain_can_still_be_read() -> None:
    """One letter of compatibility is eighteen plain ones: what is kept is as long as may be."""
    long = "\ufdfa" * 200
    kept = report(
        {
            "evidence.json": fact(kind=long, source=long, status=long),
            "scores.json": msgspec.json.encode([{"cycle": long}]),
        },
        programme=long,
    )
    assert read_again(kept) == kept


def test_times_are_kept_as_the_store_keeps_them() -> None:
    kept = report(
        {"evidence.json": fact(at="2026-03-01T12:00:00.123456+14:00")},
        made_at=datetime(2026, 3, 4, 12, 0, 0, 123456, tzinfo=UTC),
    )
    assert read_again(kept) == kept


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_no_calendar_of_ours_has_is_unreadable(at: str) -> None:
    assert isinstance(report({"evidence.json": fact(at=at)}), ArchiveUnreadable)


@pytest.mark.parametrize("value", [2**53, -(2**53), 10**30])
def test_a_score_that_cannot_be_stored_is_unreadable(value: int) -> None:
    scores = f'[{{"cycle": "2026-02", "score": {{"value": {value}}}}}]'.encode()
    assert isinstance(report({**FILES, "scores.json": scores}), ArchiveUnreadable)


@pytest.mark.parametrize("name", sorted(READ))
def test_what_is_nested_without_end_is_unreadable(name: str) -> None:
    deep = b'[{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]"
    assert isinstance(report({**FILES, name: deep}), ArchiveUnreadable)
