"""Settings are read as a whole or refused with one line that names the culprit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from rich.pretty import pretty_repr

from service.settings import Settings, SettingsError
from service.settings.readers import READERS

SECRET = "0123456789abcdef0123456789abcdef"
NOBODY = 65534


def refusal(**env: str) -> str:
    """The line that a person sees for these settings, given without their prefix."""
    with pytest.raises(SettingsError) as caught:
        Settings.load({f"SEEDBANK_{name}": text for name, text in env.items()})
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(caught.value.name)
    return line


def test_nothing_set_gives_the_defaults() -> None:
    settings = Settings.load({"PATH": "/usr/bin", "HOME": "/home/alice"})

    assert settings == Settings()
    assert settings.mongo_url is None
    assert settings.data_dir.name == "seedbank"


def test_every_setting_has_a_reader_and_no_reader_is_left_over() -> None:
    assert set(READERS) == set(Settings.__struct_fields__)


def test_every_value_is_taken() -> None:
    settings = Settings.load(
        {
            "SEEDBANK_MONGO_URL": "mongodb://db.example/?replicaSet=rs0",
            "SEEDBANK_MONGOD": "/opt/mongod",
            "SEEDBANK_DATA_DIR": "/srv/seedbank",
            "SEEDBANK_DATABASE": "shop-2",
            "SEEDBANK_DRIVER": "motor",
            "SEEDBANK_PORT": "65535",
            "SEEDBANK_WRITE_ARM": "plain",
            "SEEDBANK_BATCH_MAX": "1",
            "SEEDBANK_SECRET": SECRET,
            "SEEDBANK_LOG_LEVEL": "debug",
        }
    )

    assert settings.mongo_url == "mongodb://db.example/?replicaSet=rs0"
    assert (settings.mongod, settings.data_dir) == (Path("/opt/mongod"), Path("/srv/seedbank"))
    assert (settings.database, settings.driver) == ("shop-2", "motor")
    assert (settings.port, settings.batch_max) == (65535, 1)
    assert (settings.write_arm, settings.log_level) == ("plain", "debug")
    assert settings.secret == SECRET


def test_settings_never_change() -> None:
    with pytest.raises(AttributeError):
        setattr(Settings(), "port", 9000)  # noqa: B010 - the assignment would not type-check


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("MONGO_URI", "did you mean SEEDBANK_MONGO_URL?"),
        ("WORKER", "did you mean SEEDBANK_WORKERS?"),
        ("SECRETFILE", "did you mean SEEDBANK_SECRET_FILE?"),
        ("port", "did you mean SEEDBANK_PORT?"),
        ("COLOUR", "unset it"),
        ("", "unset it"),
    ],
)
def test_a_name_nobody_reads_is_refused_with_the_nearest_one(name: str, hint: str) -> None:
    assert refusal(**{name: "1"}) == f"SEEDBANK_{name} is not a setting: {hint}"


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("PORT", 1, 65535),
        ("WORKERS", 1, 64),
        ("BATCH_MAX", 1, 512),
        ("QUEUE_MAX", 1, 65536),
        ("DEADLINE_MS", 100, 60000),
        ("ACCESS_TOKEN_MINUTES", 1, 60),
    ],
)
def test_a_number_out_of_bounds_is_refused_with_its_bounds(name: str, low: int, high: int) -> None:
    for text in (str(low - 1), str(high + 1)):
        expected = f"SEEDBANK_{name} must be a whole number from {low} to {high}, not {text!r}"
        assert refusal(**{name: text}) == expected


@pytest.mark.parametrize("text", ["-1", "1.0", "1e3", "0x1f", "1_0", " 80", "八", "²", "9" * 5000])
def test_only_plain_digits_are_a_number(text: str) -> None:
    assert refusal(PORT=text).startswith("SEEDBANK_PORT must be a whole number from 1 to 65535")


@pytest.mark.parametrize("name", ["DRIVER", "WRITE_ARM", "SENDER", "LOG_LEVEL"])
def test_a_word_that_is_no_choice_is_refused_with_the_choices(name: str) -> None:
    assert refusal(**{name: "Console "}).startswith(f"SEEDBANK_{name} must be one of ")


@pytest.mark.parametrize("text", ["admin", "local", "config", "a.b", "a/b", "a b", "$x", "x" * 64])
def test_a_database_name_that_mongodb_cannot_have_is_refused(text: str) -> None:
    assert refusal(DATABASE=text).startswith("SEEDBANK_DATABASE must be 1 to 63 letters")


@pytest.mark.parametrize("name", [field.upper() for field in Settings.__struct_fields__])
def test_an_empty_value_is_refused_and_never_the_default(name: str) -> None:
    assert refusal(**{name: ""}) == f"SEEDBANK_{name} is empty: give it a value or unset it"


def test_a_queue_shorter_than_a_batch_is_refused() -> None:
    assert refusal(QUEUE_MAX="100") == "SEEDBANK_QUEUE_MAX must be at least SEEDBANK_BATCH_MAX"


def test_a_short_secret_is_refused_without_being_shown() -> None:
    line = refusal(SECRET="hunter2-hunter2")

    assert line == "SEEDBANK_SECRET must have at least 32 characters, this has 15"


def test_a_url_of_something_else_is_refused_without_being_shown() -> None:
    line = refusal(MONGO_URL="postgres://alice:hunter2@db")

    assert "hunter2" not in line
    assert line.endswith("must begin with mongodb:// or mongodb+srv://")


def test_a_secret_comes_from_a_file_without_its_last_newline(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")

    assert Settings.load({"SEEDBANK_SECRET_FILE": str(path)}).secret == SECRET


def test_a_value_and_a_file_for_it_together_are_refused(tmp_path: Path) -> None:
    line = refusal(SECRET=SECRET, SECRET_FILE=str(tmp_path / "secret"))

    assert line == "SEEDBANK_SECRET is given twice: unset it or SEEDBANK_SECRET_FILE"


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    path = str(tmp_path / "absent")

    assert refusal(SECRET_FILE=path) == (
        f"SEEDBANK_SECRET_FILE names {path!r}, which cannot be read: No such file or directory"
    )


def test_a_folder_in_place_of_a_file_is_refused_by_name(tmp_path: Path) -> None:
    assert refusal(SECRET_FILE=str(tmp_path)).endswith("which cannot be read: Is a directory")


@contextmanager
def nobody() -> Iterator[None]:
    """Root may read everything, so root is somebody else meanwhile."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def test_a_file_that_may_not_be_read_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0o000)

    with nobody():
        line = refusal(SECRET_FILE=str(path))
    assert line.endswith("which cannot be read: Permission denied")


def test_a_file_of_bytes_that_are_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"\xff\xfe" * 40)

    assert refusal(SECRET_FILE=str(path)).endswith("which cannot be read: not UTF-8 text")


def test_an_empty_file_is_refused_under_the_name_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("\n")

    assert refusal(SECRET_FILE=str(path)).startswith("SEEDBANK_SECRET_FILE is empty")


def test_a_bad_value_in_a_file_is_refused_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "port"
    path.write_text("eighty")

    assert refusal(PORT_FILE=str(path)).startswith("SEEDBANK_PORT must be a whole number")


def test_a_log_line_of_the_settings_holds_no_secret() -> None:
    settings = Settings(mongo_url="mongodb://alice:hunter2@db", secret=SECRET)

    assert "hunter2" not in repr(settings)
    assert SECRET not in repr(settings)
    assert SECRET not in pretty_repr(settings)
    assert "hunter2" in repr(msgspec.structs.asdict(settings))  # so the test can fail


def test_trusted_proxies_are_networks() -> None:
    settings = Settings.load({"SEEDBANK_TRUSTED_PROXIES": "10.0.0.0/8, ::1, 192.0.2.7/32"})
    assert [str(each) for each in settings.trusted_proxies] == [
        "10.0.0.0/8",
        "::1/128",
        "192.0.2.7/32",
    ]


@pytest.mark.parametrize(
    "text", ["*", "10.0.0.1/8", "proxy.example", "10.0.0.0/33", "10.0.0.0/8,", "0.0.0.0/0", "::/0"]
)
def test_nobody_is_trusted_by_mistake(text: str) -> None:
    assert "SEEDBANK_TRUSTED_PROXIES must " in refusal(TRUSTED_PROXIES=text)
