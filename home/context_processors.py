"""What every template needs to know."""

from typing import Any

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Add nothing yet."""
    return {}
