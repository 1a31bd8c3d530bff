"""Log lines for operators: on the console or as JSON, one record a line, and never a secret."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# user:password@ in an address, and the long keys that webhook addresses end in
_SECRETS = (
    (re.compile(r"(?<=://)[^/\s@]+@"), "***@"),
    (re.compile(r"((?:key|token|secret|access_token|sign)=)[^&\s\"']+", re.I), r"\1***"),
)


def mask(text: str) -> str:
    """The text with passwords and keys of addresses made unreadable."""
    for pattern, shown in _SECRETS:
        text = pattern.sub(shown, text)
    return text


def _mask_event(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = mask(value)
        elif isinstance(value, BaseException):
            event[key] = mask(f"{type(value).__name__}: {value}")
    return event


def set_up_log(form: str) -> None:
    """Send all log lines to standard error in the form asked for ("console" or "json")."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        structlog.processors.format_exc_info,
        _mask_event,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for loud in ("apprise", "apscheduler", "urllib3", "alembic", "uvicorn"):  # keys and noise
        logging.getLogger(loud).setLevel(logging.WARNING)


def logger() -> structlog.stdlib.BoundLogger:
    """The logger of the service."""
    found: structlog.stdlib.BoundLogger = structlog.get_logger("baoshao")
    return found
