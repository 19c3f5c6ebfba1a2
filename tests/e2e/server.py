"""A production server on loopback with the sample site, one for all workers of a test run."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 30
COMMANDS = (
    ["migrate", "--verbosity", "0"],
    ["createcachetable"],
    ["compile_catalogues"],
    ["collectstatic", "--no-input", "--verbosity", "0"],
    ["load_demo"],
    # The sizes of the pictures; no worker stands beside this server.
    ["db_worker", "--batch", "--no-startup-delay"],
)


@dataclass(frozen=True)
class Server:
    """Where the server answers, and its pages by kind and language."""

    base: str
    pages: dict[str, dict[str, str]]

    def url(self, kind: str, language: str = "en") -> str:
        """Return a kind of page's full address in a language."""
        return self.base + self.pages[kind][language]


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def shared_server(folder: Path) -> Iterator[Server]:
    """Yield the run's one server: the first to ask starts it, the last to leave ends it."""
    folder.mkdir(exist_ok=True)
    state = folder / "server.json"
    with _locked(folder):
        known = json.loads(state.read_text()) if state.exists() else _started(folder)
        if "failure" in known:
            state.write_text(json.dumps(known))
            raise RuntimeError(known["failure"])
        known["users"] += 1
        state.write_text(json.dumps(known))
    try:
        yield Server(base=known["base"], pages=known["pages"])
    finally:
        with _locked(folder):
            known = json.loads(state.read_text())
            known["users"] -= 1
            if known["users"]:
                state.write_text(json.dumps(known))
            else:
                state.unlink()
                _end(known["pid"])


def _environment(folder: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "DJANGO_SETTINGS_MODULE": "justcities.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "BASE_URL": f"http://localhost:{port}",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "EMAIL_URL": "dummy:",
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_MEDIA_ROOT": str(folder / "private"),
        "STATIC_ROOT": str(folder / "static"),
        "LOG_LEVEL": "WARNING",
    }


def _started(folder: Path) -> dict[str, Any]:
    """Start the server, or note why that failed: the next worker need not try it again."""
    try:
        return _start(folder)
    except RuntimeError as error:
        return {"failure": str(error)}


def _start(folder: Path) -> dict[str, Any]:
    """Set up a database with the sample site, start the server and visit every page once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://localhost:{port}"
    environment = _environment(folder, port)
    for command in COMMANDS:
        _run(["manage.py", *command], environment)
    pages = json.loads(_run(["tests/e2e/addresses.py"], environment).splitlines()[-1])
    log = folder / "server.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"),
                *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
                *("--chdir", str(ROOT), "tests.e2e.wsgi:application"),
            ],
            env=environment,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    try:
        _wait_until_ready(server, base)
        _visit_all(base, pages)
    except BaseException as error:
        _end(server.pid)
        raise RuntimeError(f"{error}\n{log.read_text()[-4000:]}") from error
    return {"users": 0, "pid": server.pid, "base": base, "pages": pages}


def _wait_until_ready(server: subprocess.Popen, base: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/health/ready", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server did not start.")


def _visit_all(base: str, pages: dict[str, dict[str, str]]) -> None:
    """Ask for each page once, so that no test waits for what a first visit takes."""
    for kind, addresses in pages.items():
        for address in addresses.values():
            try:
                with urllib.request.urlopen(base + address, timeout=120) as response:  # noqa: S310
                    status = response.status
            except urllib.error.HTTPError as error:
                status = error.code
            expected = 404 if kind.startswith("not_") else 200
            if status != expected:
                raise RuntimeError(f"{address} answered {status}, not {expected}")


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}"[-4000:])
    return done.stdout


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            # A child of this worker has to be waited for; another worker's child just vanishes.
            if os.waitpid(pid, os.WNOHANG)[0]:
                return
        except ChildProcessError:
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
        time.sleep(0.1)
    os.killpg(pid, signal.SIGKILL)
