"""One chain for our own lines, for libraries' and for what nobody caught; in a process of its own,
since logs are set up for a whole process."""

import json
import logging
import subprocess
import sys
from typing import Any

import pytest

HEAD = """
import asyncio, logging, sys, threading, warnings, structlog
from service.logs import configure_logs
from service.logs.current import begin_request, end_request
configure_logs({level!r}, {form!r})
LOG = structlog.get_logger()
"""


def said(code: str, level: str = "info", form: str = "json") -> tuple[str, str]:
    """What a program wrote on stdout and stderr."""
    program = HEAD.format(level=level, form=form) + code
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    return ended.stdout, ended.stderr


def lines(code: str, level: str = "info") -> list[dict[str, Any]]:
    """The lines on stderr, each a JSON object."""
    out, err = said(code, level)
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def test_ours_and_those_of_libraries_have_one_form() -> None:
    ours, theirs, warned = lines(
        "LOG.info('done', count=3)\n"
        "logging.getLogger('pymongo.x').warning('lost %s', 'alice@example.com')\n"
        "warnings.warn('old')\n"
    )
    assert (ours["event"], ours["count"], ours["level"]) == ("done", 3, "info")
    assert (theirs["event"], theirs["logger"]) == ("lost [redacted]", "pymongo.x")
    assert theirs["level"] == "warning"
    assert warned["logger"] == "py.warnings"
    assert all("timestamp" in each for each in (ours, theirs, warned))


def test_libraries_are_silent_below_warning_even_at_debug() -> None:
    [only] = lines(
        "logging.getLogger('pymongo.command').debug('insert alice')\n"
        "logging.getLogger('httpx').info('GET /alice')\n"
        "LOG.debug('ours')\n",
        level="debug",
    )
    assert only["event"] == "ours"


def test_what_nobody_caught_is_a_line_without_its_values() -> None:
    [thread, main] = lines(
        "t = threading.Thread(target=lambda: int('alice-in-a-thread'))\n"
        "t.start(); t.join()\n"
        "raise RuntimeError('no such code 123456 for \"bob\"')\n"
    )
    assert thread["event"] == "uncaught exception in a thread"
    assert "ValueError" in thread["exception"]
    assert "RuntimeError: no such code [redacted] for" in main["exception"]


def test_a_task_that_nobody_awaited_says_no_value() -> None:
    [line] = lines(
        "async def main():\n"
        "    async def fail(): raise KeyError('canary-of-a-task')\n"
        "    t = asyncio.create_task(fail()); await asyncio.sleep(0); del t\n"
        "    import gc; gc.collect()\n"
        "asyncio.run(main())\n"
    )
    assert line["logger"] == "asyncio"
    assert "KeyError: '[redacted]'" in line["exception"]


def test_lines_of_a_request_carry_its_id_and_no_others_do() -> None:
    before, during, theirs, after = lines(
        "LOG.info('before')\n"
        "token = begin_request(lambda: 'id-1')\n"
        "LOG.info('during')\n"
        "logging.getLogger('seedbank.x').info('theirs')\n"
        "end_request(token)\n"
        "LOG.info('after')\n"
    )
    assert during["request_id"] == theirs["request_id"] == "id-1"
    assert "request_id" not in before
    assert "request_id" not in after


def test_requests_at_once_do_not_meet() -> None:
    found = lines(
        "async def one(name):\n"
        "    token = begin_request(lambda: name)\n"
        "    await asyncio.sleep(0.01); LOG.info(name); end_request(token)\n"
        "async def main(): await asyncio.gather(*(one(f'r{n}') for n in range(20)))\n"
        "asyncio.run(main())\n"
    )
    assert len(found) == 20
    assert all(each["request_id"] == each["event"] for each in found)


def test_for_a_person_it_is_text_and_redacted_too() -> None:
    out, err = said(
        "try: {}['alice']\nexcept KeyError: LOG.exception('failed', contact='alice')\n",
        form="console",
    )
    assert out == ""
    assert "failed" in err
    assert "KeyError: '[redacted]'" in err
    assert "contact" in err
    assert "alice" not in err


@pytest.mark.parametrize("level", ["warning", "error"])
def test_a_level_holds_back_what_is_below(level: str) -> None:
    assert [each["event"] for each in lines("LOG.info('a'); LOG.error('b')\n", level)] == ["b"]


def test_a_record_whose_arguments_do_not_fit_says_where_it_is() -> None:
    [line] = lines("logging.getLogger('x').error('%d of %d', 'alice')\n")
    assert "cannot be formatted" in line["event"]
    assert "alice" not in str(line)


def test_describing_the_api_leaves_the_logs_alone() -> None:
    """The explorer asks for the description while the server runs."""
    [only] = lines(
        "from service.app import described\n"
        "before = logging.getLogger().handlers[:]\n"
        "described()\n"
        "root = logging.getLogger()\n"
        "LOG.info('root', same=root.handlers == before, number=root.level)\n"
    )
    assert (only["same"], only["number"]) == (True, logging.WARNING)
