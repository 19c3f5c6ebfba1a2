"""Times answers of the whole stack, from the WSGI door to the last byte."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.handlers.wsgi import WSGIHandler

HOST = "localhost"


class Door:
    """Asks the site as a web server would, without the test client, which keeps every context."""

    def __init__(self) -> None:
        self.application = WSGIHandler()

    def ask(self, address: str) -> float:
        """Return how many milliseconds an answer took, of status 200.

        Raises:
            AssertionError: another status.
        """
        path, _question, query = address.partition("?")
        statuses: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        begun = time.perf_counter()
        response = self.application(environ, lambda status, headers: statuses.append(status))
        sent = sum(len(part) for part in response)
        response.close()
        taken = (time.perf_counter() - begun) * 1000
        assert statuses == ["200 OK"], f"{address}: {statuses}"
        assert sent
        return taken


@dataclass
class Times:
    """The answering times of one address, in milliseconds."""

    taken: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Half of the answers were quicker."""
        return statistics.median(self.taken)

    @property
    def p95(self) -> float:
        """Nineteen of twenty answers were quicker."""
        return statistics.quantiles(self.taken, n=20, method="inclusive")[-1]


def interleaved(
    ask: Callable[[str], float], addresses: Mapping[str, str], rounds: int, warm: int = 3
) -> dict[str, Times]:
    """Ask every address once a round, so that what slows the machine slows all of them.

    Args:
        ask: asks one address.
        addresses: the addresses by what they are called.
        rounds: how often each is asked.
        warm: how often before, unmeasured.
    """
    times = {name: Times() for name in addresses}
    for number in range(warm + rounds):
        for name, address in addresses.items():
            taken = ask(address)
            if number >= warm:
                times[name].taken.append(taken)
    return times


def table(measured: Mapping[str, Mapping[str, Times]], bare: str) -> str:
    """Return a Markdown table: median and p95, and how many times those of the bare page.

    Args:
        measured: times by what was asked, by the heading of their rows.
        bare: the name of the bare page among them.
    """
    lines = [
        "| of each kind | page | median (ms) | p95 (ms) | median / bare | p95 / bare |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for heading, times in measured.items():
        plain = times[bare]
        for name, each in times.items():
            lines.append(
                f"| {heading} | {name} | {each.median:.1f} | {each.p95:.1f} "
                f"| {each.median / plain.median:.2f} | {each.p95 / plain.p95:.2f} |"
            )
    return "\n".join(lines)
