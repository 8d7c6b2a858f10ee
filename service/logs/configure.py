"""Sets up the logs of a process, once, at its start."""

import logging
import sys
from typing import Literal

import structlog

from service.logs.chain import FIRST, Processor, render_console, render_json
from service.logs.foreign import Foreign
from service.logs.uncaught import report_uncaught

Form = Literal["auto", "json", "console"]


def configure_logs(level: str, form: Form = "auto") -> None:
    """For the whole process. `level` is a name such as `info`; `auto` is text on a terminal, and
    JSON everywhere else."""
    number = logging.getLevelNamesMapping()[level.upper()]
    person = sys.stderr.isatty() if form == "auto" else form == "console"
    chain: list[Processor] = [*FIRST, render_console if person else render_json]
    structlog.configure(
        processors=chain,
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        # A line costs a third less; whoever wants another level says so before the first one.
        cache_logger_on_first_use=True,
    )
    _take_over(number, chain)
    report_uncaught()


def _take_over(number: int, chain: list[Processor]) -> None:
    """Everything that goes to Python's own logging goes through the chain too."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, Foreign):
            root.removeHandler(handler)
    root.addHandler(Foreign(chain))
    # Libraries speak up only when something is wrong, whatever our own level: at `debug` a
    # driver writes every document that it sends.
    root.setLevel(max(number, logging.WARNING))
    logging.getLogger("seedbank").setLevel(number)
    logging.captureWarnings(True)
    for name in ("_granian", "granian.access"):
        server = logging.getLogger(name)
        server.handlers.clear()
        server.propagate = True
