"""Structured logs on stderr: text where a person reads along, JSON everywhere else.

Nothing personal is ever logged: ids of jobs and slots, codes of refusals, counts.
"""

import logging
import sys

import structlog


def configure_logs(level: str) -> None:
    """For the whole process, once, at start. `level` is a name such as `info`."""
    number = logging.getLevelNamesMapping()[level.upper()]
    person = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.dev.ConsoleRenderer() if person else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    form = "%(levelname)s %(name)s %(message)s"
    # Libraries speak up only when something is wrong; their small talk is not ours to log.
    logging.basicConfig(level=max(number, logging.WARNING), stream=sys.stderr, format=form)
    logging.getLogger("seedbank").setLevel(number)
