"""Logs as one JSON object a line, without personal data."""

from collections.abc import MutableMapping
from typing import Any

import structlog

Event = MutableMapping[str, Any]


def add_request_id(_logger: object, _name: str, event: Event) -> Event:
    """Add the id of the request a line is about, so that lines can be read together."""
    from justcities.core.middleware import current_request_id

    # Django logs a refused request once its middleware is done; the record then has the request.
    request = getattr(event.get("_record"), "request", None)
    request_id = current_request_id() or getattr(request, "request_id", "")
    if request_id:
        event["request_id"] = request_id
    return event


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """Formats the standard library's log records as JSON."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.PositionalArgumentsFormatter(),
                add_request_id,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
