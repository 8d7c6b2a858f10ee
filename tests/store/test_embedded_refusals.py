"""Every way in which the embedded server cannot start: one line, nothing left running."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from service.store.embedded import EmbeddedError, start_mongod
from service.store.embedded.binary import find_mongod, find_packed, private_copy, runnable
from service.store.embedded.child import Child
from service.store.embedded.folder import open_folder
from service.store.embedded.handle import end
from service.store.embedded.lock import release, take


def program(path: Path, text: str) -> Path:
    """A real program that is not MongoDB."""
    path.write_text(text)
    path.chmod(0o755)
    return path


def refusal(data_dir: Path, mongod: Path | None = None) -> str:
    """The line that a person sees; the folder is free again afterwards."""
    with pytest.raises(EmbeddedError) as caught:
        start_mongod(data_dir, mongod=mongod, cache_gb=0.25)
    line = str(caught.value)
    assert "\n" not in line
    return line


def assert_free(data_dir: Path) -> None:
    """Nobody, no half-started server either, holds the folder."""
    release(take(open_folder(data_dir), orphan_wait_s=0))


@pytest.mark.parametrize(
    ("library", "package"),
    [("libcurl.so.4", "libcurl4"), ("libssl.so.3", "libssl3"), ("libcrypto.so.3", "libssl3")],
)
def test_a_missing_library_is_named_with_its_package(
    tmp_path: Path, library: str, package: str
) -> None:
    words = f"error while loading shared libraries: {library}: cannot open shared object file"
    mongod = program(tmp_path / "mongod", f'#!/bin/sh\necho "$0: {words}" >&2\nexit 127\n')

    line = refusal(tmp_path, mongod)

    assert line.startswith(f"mongod needs the system library {library}: install the Debian package")
    assert f" {package} " in line
    assert_free(tmp_path)


def test_a_missing_library_we_do_not_know_is_named(tmp_path: Path) -> None:
    words = "error while loading shared libraries: libfoo.so.1: cannot open shared object file"
    mongod = program(tmp_path / "mongod", f'#!/bin/sh\necho "$0: {words}" >&2\nexit 127\n')

    assert refusal(tmp_path, mongod) == (
        "mongod needs the system library libfoo.so.1, which is not installed"
    )


@pytest.mark.parametrize("content", [b"\x7fELF garbage", b"\x00" * 100, b"", b"no program"])
def test_a_file_that_is_no_program_is_refused(tmp_path: Path, content: bytes) -> None:
    mongod = program(tmp_path / "mongod", "")
    mongod.write_bytes(content)

    line = refusal(tmp_path, mongod)

    assert f"cannot run {mongod}: Exec format error" in line
    assert_free(tmp_path)


def test_a_program_without_its_run_bit_is_refused(tmp_path: Path) -> None:
    mongod = program(tmp_path / "mongod", "#!/bin/sh\n")
    mongod.chmod(0o644)

    assert f"cannot run {mongod}: Permission denied" in refusal(tmp_path, mongod)


@pytest.mark.parametrize("name", ["", "absent"])
def test_a_path_that_is_no_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    assert refusal(tmp_path, path) == f"SEEDBANK_MONGOD is {path}, which is not a file"


def test_a_program_that_ends_without_a_word_is_refused_with_its_code(tmp_path: Path) -> None:
    mongod = program(tmp_path / "mongod", "#!/bin/sh\nexit 0\n")

    line = refusal(tmp_path, mongod)

    assert line.startswith("mongod ended with exit code 0: it said nothing (see ")


def test_an_old_processor_is_told_from_other_ends(tmp_path: Path) -> None:
    mongod = program(tmp_path / "mongod", "#!/bin/sh\nulimit -c 0\nkill -ILL $$\n")

    assert refusal(tmp_path, mongod).startswith("this processor lacks AVX")


def test_a_port_that_is_always_taken_ends_in_a_refusal(tmp_path: Path) -> None:
    mongod = program(tmp_path / "mongod", f"#!/bin/sh\necho x >> {tmp_path}/tries\nexit 48\n")

    line = refusal(tmp_path, mongod)

    assert line == "no free port for the embedded MongoDB was found on 127.0.0.1"
    assert (tmp_path / "tries").read_text().count("x") == 4


def test_no_mongod_anywhere_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide_the_wheel(tmp_path, monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))

    line = refusal(tmp_path)

    assert "pip install 'seedbank[embedded]'" in line
    assert "SEEDBANK_MONGO_URL" in line


def hide_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of the same name without a server, found before the wheel's."""
    (tmp_path / "fiftyone").mkdir()
    (tmp_path / "fiftyone" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))


def test_a_mongod_on_the_path_goes_before_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mongod = program(tmp_path / "mongod", "#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_mongod(None, tmp_path) == mongod


def test_looking_for_the_wheel_does_not_import_it() -> None:
    find_packed()

    assert "fiftyone" not in sys.modules


def test_a_program_unpacked_without_its_run_bit_gets_it(tmp_path: Path) -> None:
    packed = program(tmp_path / "mongod", "#!/bin/sh\n")
    packed.chmod(0o644)

    assert runnable(packed, tmp_path / "bin") == packed
    assert stat.S_IMODE(packed.stat().st_mode) == 0o755


def test_a_private_copy_is_made_once_and_again_when_the_original_changed(tmp_path: Path) -> None:
    packed = program(tmp_path / "mongod", "#!/bin/sh\n")
    packed.chmod(0o644)

    copy = private_copy(packed, tmp_path / "bin")
    first = copy.stat()
    assert stat.S_IMODE(first.st_mode) == 0o700
    assert private_copy(packed, tmp_path / "bin").stat().st_ino == first.st_ino

    packed.write_text("#!/bin/sh\nexit 1\n")
    assert private_copy(packed, tmp_path / "bin").read_text() == packed.read_text()


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    line = refusal(tmp_path / "file")

    assert line.startswith(f"cannot write the data folder {tmp_path}/file/mongo (Not a directory):")


def test_an_orphan_that_does_not_end_is_refused_by_its_number(tmp_path: Path) -> None:
    folder = open_folder(tmp_path)
    lock = take(folder)
    orphan = Child(["/bin/sleep", "60"], output=folder.output, inherit=lock)
    os.close(lock)
    gone = subprocess.Popen(["/bin/true"])
    gone.wait()
    folder.lock.write_text(str(gone.pid))
    (folder.db / "mongod.lock").write_text(f"{orphan.pid}\n")

    with pytest.raises(EmbeddedError, match=f"stop process {orphan.pid} and start again"):
        take(folder, orphan_wait_s=0.1)

    orphan.send(signal.SIGKILL)
    end(orphan)
    assert_free(tmp_path)


@pytest.mark.store
def test_a_server_started_by_hand_on_the_folder_is_refused_by_its_number(data_dir: Path) -> None:
    folder = open_folder(data_dir)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    mongod = str(find_mongod(None, folder.root))
    by_hand = [mongod, "--dbpath", str(folder.db), "--port", str(port), "--nounixsocket"]
    server = subprocess.Popen([*by_hand, "--bind_ip", "127.0.0.1"], stdout=subprocess.PIPE)
    assert server.stdout is not None
    with server:
        next(line for line in server.stdout if b"Waiting for connections" in line)

        assert f"another mongod, process {server.pid}, runs on" in refusal(data_dir)
        server.kill()


@pytest.mark.store
def test_a_lost_password_is_refused_and_the_right_one_opens_again(data_dir: Path) -> None:
    with start_mongod(data_dir, cache_gb=0.25) as server:
        pass
    folder = open_folder(data_dir)
    right = folder.password.read_text()

    folder.password.unlink()
    assert refusal(data_dir).startswith("the password file in the data folder is not the one")
    assert_free(data_dir)

    folder.password.write_text(right)
    with start_mongod(data_dir, cache_gb=0.25) as again:
        assert again.url == server.url


@pytest.mark.store
def test_damaged_data_is_refused_with_the_servers_own_words(data_dir: Path) -> None:
    with start_mongod(data_dir, cache_gb=0.25):
        pass
    folder = open_folder(data_dir)
    (folder.db / "WiredTiger.turtle").write_bytes(b"\x00" * 64)
    for path in folder.db.glob("WiredTiger.turtle.*"):
        path.unlink()

    line = refusal(data_dir)

    assert line.startswith("mongod ended with exit code")
    assert line.endswith(f"(see {folder.log})")
    assert_free(data_dir)
