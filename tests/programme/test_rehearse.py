"""`seedbank programme rehearse`: what it says, what it writes down, and what it opens."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rewards.economy import ScoreNumbers
from rewards.score.evidence import EvidenceKind
from rewards.score.rehearsal.replay import Replayed
from rewards.score.rehearsal.tally import CycleRehearsed, Fall, Move, PerkMove, Scores
from rewards.score.score import score
from rewards.score.sesame import SESAME
from service.cli.programme.rehearse import said, writing
from service.programme import write
from service.programme_demo import DEMO
from service.store.schema.documents import Rehearsal
from tests.people import HOUR, NOON
from tests.programme.test_command import file_of, programme
from tests.rewards.score.test_score import piece
from tests.serving import SECRET, run

replace = msgspec.structs.replace

CYCLE = CycleRehearsed(
    cycle="2026-02",
    accounts=5,
    moves=(
        Move(before="", after="sprout", accounts=1),
        Move(before="sapling", after="sprout", accounts=2),
        Move(before="sprout", after="sprout", accounts=2),
    ),
    perks=(
        PerkMove(perk="bicycle", gained=0, lost=2),
        PerkMove(perk="umbrella", gained=0, lost=0),
    ),
    width=50,
    scores=(Scores(at_least=350, accounts=4), Scores(at_least=500, accounts=1)),
    falls=(Fall(before=560, after=400), Fall(before=551, after=549)),
)
FOUND = Rehearsal(
    id="0" * 64, scheme="sesame", scheme_version=2, against=1, at=NOON, cycles=(CYCLE,)
)


def test_what_it_says():
    assert list(said(FOUND)) == [
        "sesame version 2, against version 1",
        "2026-02: 5 accounts, 3 would be in another level",
        "  no score -> sprout: 1",
        "  sapling -> sprout: 2",
        "  bicycle: 0 would gain it, 2 would lose it",
        "  350 to 399: 4",
        "  500 to 549: 1",
        "  largest falls: 560 -> 400, 551 -> 549",
        "kept: a document that scores like this one can be applied",
    ]
    assert "nothing was ever published" in list(said(replace(FOUND, cycles=())))[1]


def test_only_who_changes_level_is_written_down():
    numbers = ScoreNumbers(active_days_min=0, evidence_min=1)
    found: Any = score(
        [piece(EvidenceKind.CONTACT_VERIFIED)], active_days=0, at=NOON, numbers=numbers
    )
    higher = replace(found, value=550, level="sapling")
    file = io.StringIO()
    note = writing(file)
    note("alice", Replayed(cycle="2026-02", before=found, after=higher))
    note("bob", Replayed(cycle="2026-02", before=found, after=replace(found, value=391)))
    note("charlie", Replayed(cycle="2026-02", before=None, after=found))
    assert file.getvalue().splitlines() == [
        "account,cycle,level_before,score_before,level_after,score_after",
        "alice,2026-02,sprout,390,sapling,550",
        "charlie,2026-02,,,sprout,390",
    ]


@pytest.mark.slow
def test_another_scheme_is_applied_after_it(
    mongo_url: str, database_name: str, tmp_path: Path, admin: Any
) -> None:
    settings: dict[str, Any] = {
        "mongo_url": mongo_url,
        "database": database_name,
        "secret": SECRET,
    }
    assert run("clock", **settings).returncode == 0  # a database begins with the demo
    scheme = replace(SESAME, version=2, loss_max=90)
    numbers = replace(DEMO.numbers, score=replace(DEMO.numbers.score, scheme=scheme))
    soon = datetime.now(UTC).replace(microsecond=0) + HOUR
    file = file_of(tmp_path, write(replace(DEMO, version=2, effective_at=soon, numbers=numbers)))
    refused = programme("apply", file, "--reason", "why", **settings)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "run `seedbank programme rehearse` with this file first" in refused.stderr
    assert "programme rehearse" in programme("diff", file, **settings).stderr
    rehearsed = programme("rehearse", file, "--accounts", str(tmp_path / "a.csv"), **settings)
    assert (rehearsed.returncode, rehearsed.stderr) == (0, "")
    assert "nothing was ever published" in rehearsed.stdout
    assert (tmp_path / "a.csv").read_text().startswith("account,cycle")
    assert programme("diff", file, **settings).returncode == 0
    applied = programme("apply", file, "--reason", "a softer fall", **settings)
    assert (applied.returncode, applied.stderr) == (0, "")
    row = admin[database_name].audit_log.find_one({"action": "record_rehearsal"})
    assert row["subject"] == "scheme:sesame:2"
    assert run("check", **settings).returncode == 0
