"""`seedbank verify` of an offline pass: a till with a key file, a clock, and no network."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from rewards.ledger.days.signature import text_of
from rewards.perks.offline.judge import Why
from rewards.perks.offline.offline_pass import OfflinePass
from rewards.perks.offline.token import token_of
from service.cli.verify import verify
from service.cli.verify.offline_pass import EXIT_CODES
from service.cli.verify.used_passes import use_once
from service.http.sign_in.show_keys import Jwk, Jwks
from tests.rewards.ledger.days.helpers import KEY, OTHER_KEY
from tests.rewards.perks.offline.passes import PASS

DOCUMENT = Path(__file__).parents[2] / "docs" / "offline-pass.md"
LATER = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
GOOD = replace(PASS, until=LATER)
TOKEN = token_of(KEY.sign_pass(GOOD))
TILL = ("--merchant", PASS.merchant, "--terminal", PASS.terminal)

# A process of its own that stops at the first thing it does with a socket.
NO_NETWORK = """
import sys
def stop(event, _):
    if event.startswith("socket."):
        sys.exit(f"it wanted the network: {event}")
sys.addaudithook(stop)
from service.cli import seedbank
seedbank()
"""


def keys_file(folder: Path, *keys) -> str:
    path = folder / "keys.json"
    shown = Jwks(keys=tuple(Jwk(kid=each.id, x=text_of(each.public)) for each in keys))
    path.write_bytes(msgspec.json.encode(shown))
    return str(path)


def run(folder: Path, token: str, *more: str) -> tuple[int, str, str]:
    path = folder / "pass.txt"
    path.write_text(token)
    trusted = () if "--key" in more else ("--keys", keys_file(folder, OTHER_KEY, KEY))
    result = CliRunner().invoke(verify, [str(path), *trusted, *more])
    return result.exit_code, result.stdout, result.stderr


def signed(said: OfflinePass, key=KEY) -> str:
    return token_of(key.sign_pass(replace(said, key=key.id)))


def test_a_process_with_nothing_but_the_public_key_says_yes_once(tmp_path: Path) -> None:
    shown = tmp_path / "pass.txt"
    shown.write_text(TOKEN + "\n")
    call = [sys.executable, "-c", NO_NETWORK, "verify", str(shown), *TILL]
    call += ["--keys", keys_file(tmp_path, KEY), "--used", str(tmp_path / "used")]
    first, second = (
        subprocess.run(call, env={}, capture_output=True, text=True, check=False) for _ in range(2)
    )
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == (
        f"pass {GOOD.id} is right: umbrella-free up to 9900 minor units at terminal till-7 of "
        f"rain-and-shine, until {LATER.isoformat()}, signed with key {KEY.id}; it is used now\n"
    )
    assert (second.returncode, second.stdout) == (8, "")
    assert "it was used here at " in second.stderr


def test_a_hundred_askers_at_once_hear_one_yes(tmp_path: Path) -> None:
    used, now = tmp_path / "used", datetime.now(UTC)
    with ThreadPoolExecutor(16) as threads:
        heard = list(threads.map(lambda _: use_once(used, TOKEN, GOOD, now), range(100)))
    assert heard.count(None) == 1
    assert len(used.read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("token", "more", "why"),
    [
        (TOKEN, ("--key", text_of(OTHER_KEY.public)), Why.KEY_UNKNOWN),
        (token_of(replace(KEY.sign_pass(GOOD), signature=bytes(64))), (), Why.NOT_SIGNED),
        (signed(PASS), (), Why.ENDED),
        (TOKEN, ("--merchant", "another"), Why.ELSEWHERE),
        (TOKEN, ("--terminal", "till-8"), Why.ELSEWHERE),
        (TOKEN, ("--amount", "9901"), Why.ABOVE),
    ],
)
def test_each_no_has_its_code_its_sentence_and_uses_nothing(
    tmp_path: Path, token: str, more: tuple[str, ...], why: Why
) -> None:
    used = tmp_path / "used"
    code, out, err = run(tmp_path, token, *TILL, "--used", str(used), *more)
    assert (code, out) == (EXIT_CODES[why], "")
    assert err.startswith((f"pass {GOOD.id}: it ", f"pass {GOOD.id}: key "))
    assert not used.exists()


def test_every_reason_has_a_code_of_its_own() -> None:
    assert set(EXIT_CODES) == set(Why)
    assert len({0, 1, 2, *EXIT_CODES.values()}) == len(Why) + 3


def test_a_key_as_text_and_no_till_say_what_it_is(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, TOKEN, "--key", text_of(KEY.public))
    assert (code, err) == (0, "")
    assert "used now" not in out


def test_another_pass_at_the_same_till_is_good(tmp_path: Path) -> None:
    used, other = str(tmp_path / "used"), signed(replace(GOOD, id="f" * 32))
    codes = [run(tmp_path, each, *TILL, "--used", used)[0] for each in (TOKEN, other, other, TOKEN)]
    assert codes == [0, 0, 8, 8]


@pytest.mark.parametrize("cut", [1, 30, 100])
def test_a_line_that_a_crash_cut_off_loses_no_use_and_no_list(tmp_path: Path, cut: int) -> None:
    used, other = tmp_path / "used", signed(replace(GOOD, id="f" * 32))
    assert run(tmp_path, TOKEN, *TILL, "--used", str(used))[0] == 0
    whole = used.read_text()
    used.write_text(whole + whole[:cut])
    codes = [run(tmp_path, each, *TILL, "--used", str(used))[0] for each in (other, other, TOKEN)]
    assert codes == [0, 8, 8]


@pytest.mark.parametrize(
    "token",
    ["SBO:", TOKEN[:-1], TOKEN + "A", TOKEN + "\nx", TOKEN + "\n" * 400 + "x", "SBO:\xff", "x"],
)
def test_what_is_no_pass_is_one_line(tmp_path: Path, token: str) -> None:
    code, out, err = run(tmp_path, token, "--key", text_of(KEY.public))
    assert (code, out) == (1, "")
    assert "this is nothing that can be verified" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("token", "more", "said"),
    [
        (TOKEN, ("--key", "x"), "no Ed25519 public key"),
        (TOKEN, ("--used", "used"), "give --merchant and --terminal"),
        ("{}", (), "only --key is for anything but a pass"),
        ("{}", ("--key", "x", "--amount", "1"), "only --key is for anything but a pass"),
    ],
)
def test_a_wrong_call_is_said(tmp_path: Path, token: str, more: tuple[str, ...], said: str) -> None:
    code, out, err = run(tmp_path, token, *more)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


@pytest.mark.parametrize("amount", ["0", "-1", "1.5"])
def test_no_deposit_is_no_amount(tmp_path: Path, amount: str) -> None:
    code, out, _ = run(tmp_path, TOKEN, *TILL, "--amount", amount)
    assert (code, out) == (2, "")


def test_the_codes_are_those_of_the_document() -> None:
    _, table = DOCUMENT.read_text().split("| exit code |")
    rows = re.findall(r"^\| ([0-9]) \| ", table, re.MULTILINE)
    assert list(map(int, rows)) == sorted({0, 1, 2, *EXIT_CODES.values()})


def test_the_example_of_the_document_is_what_it_says() -> None:
    text = DOCUMENT.read_text()
    token = text.split("```\n")[1].replace("\n", "")
    assert token == token_of(KEY.sign_pass(PASS))
    assert f"one line of {len(token)} characters" in " ".join(text.split())
    assert f"`{text_of(KEY.public)}`" in text


@pytest.mark.parametrize("content", ["", "[]", '{"keys": []}', '{"keys": [{"x": "a"}]}'])
def test_a_file_of_keys_that_is_none_is_a_wrong_call(tmp_path: Path, content: str) -> None:
    shown, keys = tmp_path / "pass.txt", tmp_path / "other.json"
    shown.write_text(TOKEN)
    keys.write_text(content)
    result = CliRunner().invoke(verify, [str(shown), "--keys", str(keys)])
    assert result.exit_code == 2


def test_a_list_that_cannot_be_kept_is_no_yes(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, TOKEN, *TILL, "--used", str(tmp_path / "absent" / "used"))
    assert (code, out) == (2, "")
    assert "cannot be noted as used" in " ".join(err.split())


def test_the_process_without_a_network_would_notice_one() -> None:
    asking = NO_NETWORK.replace(
        "from service.cli import seedbank", "import socket; socket.create_connection(('::1', 9))"
    )
    call = [sys.executable, "-c", asking]
    ended = subprocess.run(call, env={}, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("it wanted the network: socket.")
