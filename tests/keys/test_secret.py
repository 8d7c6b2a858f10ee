"""Where the one secret comes from."""

import stat
from pathlib import Path

import pytest

from service.keys.secret import secret_of
from service.settings import Settings, SettingsError


def test_the_embedded_secret_is_made_once_and_private(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    secret = secret_of(settings)
    assert len(secret) == 64
    assert secret_of(settings) == secret
    assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["secret"]


def test_an_external_server_needs_a_secret(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, mongo_url="mongodb://x")
    with pytest.raises(SettingsError, match=r"^SEEDBANK_SECRET must be set"):
        secret_of(settings)
    given = Settings(data_dir=tmp_path, mongo_url="mongodb://x", secret="s" * 32)
    assert secret_of(given) == "s" * 32


def test_a_secret_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    with pytest.raises(SettingsError, match=r"SEEDBANK_SECRET is not set, and .* is damaged"):
        secret_of(Settings(data_dir=tmp_path))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match=r"SEEDBANK_SECRET is not set, and .*cannot be used"):
        secret_of(Settings(data_dir=tmp_path / "file"))
