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
        known = json.loads(state.read_text()) if state.exists() else _start(folder)
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
        "CACHE_URL": "locmem://",
        "EMAIL_URL": "dummymail:",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "LOG_LEVEL": "WARNING",
    }


def _start(folder: Path) -> dict[str, Any]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "media").mkdir()
    environment = _environment(folder, port)
    for command in (
        ["manage.py", "migrate", "--verbosity", "0"],
        ["manage.py", "compile_catalogues"],
        ["manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        ["manage.py", "load_demo"],
    ):
        _run(command, environment)
    pages = json.loads(_run(["tests/e2e/addresses.py"], environment).splitlines()[-1])
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"),
                *("--workers", "1", "--threads", "8", "--pid", str(folder / "pid")),
                *("--chdir", str(ROOT), "tests.e2e.wsgi:application"),
            ],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    base = f"http://localhost:{port}"
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/health/ready", timeout=5) as response:  # noqa: S310
                if response.status == 200:
                    return {"users": 0, "pid": server.pid, "base": base, "pages": pages}
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    server.kill()
    raise RuntimeError("The server did not start:\n" + (folder / "server.log").read_text()[-4000:])


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
