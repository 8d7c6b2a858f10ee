"""What the documents say of settings and files is so."""

import re
from pathlib import Path

import pytest

from service.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r'\]\(([^)#:]+)\)|src="([^":]+)"')


def test_the_page_of_settings_has_every_setting_and_no_other() -> None:
    rows = re.findall(r"^\| (`SEEDBANK_.+?) \|", (ROOT / "docs/settings.md").read_text(), re.M)
    told = [name for row in rows for name in re.findall(r"`SEEDBANK_(\w+)`", row)]
    assert sorted(told) == sorted(field.upper() for field in Settings.__struct_fields__)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = [first or second for first, second in LINK.findall(page.read_text())]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_can_be_reached_from_the_architecture() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    decisions = sorted(path.name for path in (ROOT / "docs/decisions").glob("*.md"))
    assert sorted(re.findall(r"decisions/([\w-]+\.md)", text)) == decisions
