"""Logs, ours and the libraries', as structlog events: JSON lines, or readable text on one's own machine."""

import logging
from typing import Any

import structlog
from structlog.types import Processor

from config.request_log import path_to_log

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


LOGGERS: dict[str, dict[str, Any]] = {
    # Django would print these itself, at a level of its own, besides the root's handler.
    "django": {"handlers": [], "level": "NOTSET", "propagate": True},
    "django.server": {"handlers": [], "level": "NOTSET", "propagate": True},
    # A login's success is in the access log of the admin; its failures are warnings and pass.
    "axes": {"level": "WARNING"},
    # These print the paths of requests that were refused or that failed.
    "django.request": {"filters": ["without_secrets"]},
    "django.security.csrf": {"filters": ["without_secrets"]},
    # Strangers knock with made-up host names all day: a line each tells enough.
    "django.security.DisallowedHost": {"filters": ["without_traceback"]},
}


def configure(*, level: str, readable: bool) -> dict[str, Any]:
    """Set structlog up, and return Django's LOGGING for everything that logs through the standard library."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": _formatter(readable)},
        "filters": {
            "without_secrets": {"()": WithoutSecrets},
            "without_traceback": {"()": WithoutTraceback},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": LOGGERS,
    }


def _formatter(readable: bool) -> dict[str, Any]:
    """Print what came from structlog and what came from elsewhere alike."""
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(readable)],
    }


def _rendering(readable: bool) -> list[Processor]:
    if readable:
        # Plain: the tracebacks that rich prints show variables, and a password may be one of them.
        return [
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        ]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]


class WithoutTraceback(logging.Filter):
    """Lets every record pass, without its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = None
        return True


class WithoutSecrets(logging.Filter):
    """Lets every record pass, with the route of its request for a path that has a secret in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is None or not isinstance(record.args, tuple):
            return True
        shown = path_to_log(request)
        if shown != request.path:
            written = request.path.encode("unicode_escape").decode("ascii")  # as Django does
            record.args = tuple(shown if arg == written else arg for arg in record.args)
        return True
