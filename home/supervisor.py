"""Runs a server, a task worker and clocks side by side, and leaves nothing behind."""

import math
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

LOOPBACK = "127.0.0.1"
PORTS_TRIED = 20
SECONDS_TO_END = 10
SECONDS_BETWEEN_LOOKS = 0.3
SHORTEST_LIFE = 5
MINUTE = 60
DAY = 24 * 60 * MINUTE


def free_port(first: int) -> tuple[int, list[int]]:
    """Return the first free port from ``first`` on, and the taken ones before it.

    Raises:
        OSError: where none of twenty ports is free.
    """
    taken = []
    for port in range(first, first + PORTS_TRIED):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            # A port that was in use a moment ago counts as free, one that somebody listens on not.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                taken.append(port)
                continue
        return port, taken
    raise OSError(f"Ports {first} to {first + PORTS_TRIED - 1} are all taken.")


class Child:
    """A process in a group of its own, so that what it starts ends with it."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self.command = list(command)
        self.environment = dict(environment)
        self.process: subprocess.Popen | None = None
        self.started_at = -math.inf

    def start(self) -> None:
        """Start the process, also in place of one that died."""
        # Its own group: Ctrl-C in the terminal reaches the supervisor only, which ends both.
        self.process = subprocess.Popen(  # noqa: S603 (our own command, no shell)
            self.command, env=self.environment, start_new_session=True
        )
        self.started_at = time.monotonic()

    def exit_code(self) -> int | None:
        """Return the exit code of a process that ended, else None."""
        return self.process.poll() if self.process else None

    def has_ended(self) -> bool:
        """Tell whether the process runs no more, or never did."""
        return self.process is None or self.process.poll() is not None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and all it started."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


class Clock(Child):
    """A process that does what is due and ends, and is started again after so many seconds."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], seconds: float
    ) -> None:
        super().__init__(name, command, environment)
        self.seconds = seconds

    def tick(self) -> None:
        """Start it where its time has come, unless it is still at work."""
        if time.monotonic() - self.started_at >= self.seconds and self.has_ended():
            self.start()


class Supervisor:
    """Keeps a worker alive for as long as a server runs, and ends all together.

    Args:
        server: the process that all is about.
        worker: runs beside it and is started again where it ends.
        clocks: do what is due; each is started once the server answers, and then in its time.
        say: is told what happens.
    """

    def __init__(
        self,
        server: Child,
        worker: Child | None,
        clocks: Sequence[Clock],
        say: Callable[[str], None],
    ) -> None:
        self.server = server
        self.worker = worker
        self.clocks = clocks
        self.say = say
        self.ending = False

    @property
    def children(self) -> list[Child]:
        """The processes there are, the server first."""
        return [self.server, *([self.worker] if self.worker else []), *self.clocks]

    def run(self, when_up: Callable[[], None], port: int) -> int:
        """Start them, tell when the server answers, and stay until it ends or a signal comes.

        Returns:
            0 after Ctrl-C or TERM, else the server's exit code.
        """
        previous = {
            number: signal.signal(number, self._end)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        try:
            self.server.start()
            if self.worker:
                self.worker.start()
            self._watch(when_up, port)
        finally:
            self._end_children()
            for number, handler in previous.items():
                signal.signal(number, handler)
        return 0 if self.ending else (self.server.exit_code() or 0)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True

    def _watch(self, when_up: Callable[[], None], port: int) -> None:
        told = False
        while not self.ending and self.server.exit_code() is None:
            if not told and _answers(port):
                when_up()
                told = True
            self._keep_worker()
            # Not before the server answers: the first minute of all is for starting up.
            if told:
                for clock in self.clocks:
                    clock.tick()
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _keep_worker(self) -> None:
        if self.worker is None or self.worker.exit_code() is None:
            return
        # One that can't even start is tried again slowly, so that its message can be read.
        if time.monotonic() - self.worker.started_at < SHORTEST_LIFE:
            return
        self.say("The task worker ended by itself. It is started again.")
        self.worker.start()

    def _end_children(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_END
        while time.monotonic() < deadline:
            if all(child.has_ended() for child in self.children):
                break
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process:
                child.process.wait()


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=0.2):
            return True
    except OSError:
        return False
