"""A PostgreSQL cluster for the time of a test run: its own folder, port and password."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 30


class NoPostgresError(Exception):
    """PostgreSQL's server is not installed here."""


def programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs.

    Raises:
        NoPostgresError: where there is none.
    """
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"),
        key=lambda path: float(path.parts[-3]),
    )
    if debian:
        return debian[-1].parent
    found = shutil.which("postgres")
    if found and shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoPostgresError("PostgreSQL is not installed")


def _owner() -> str | None:
    """Return whom the server runs as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoPostgresError("PostgreSQL refuses to run as root, and there is no other user")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server of our own and yield a DATABASE_URL for it; stop it and wipe its folder after.

    Raises:
        NoPostgresError: where it is not installed or does not start.
    """
    folder = programs()
    owner = _owner()
    work = Path(tempfile.mkdtemp(prefix="justcities-postgres-"))
    server: subprocess.Popen | None = None
    try:
        password = secrets.token_urlsafe(24)
        secret = work / "password"
        secret.write_text(password)
        secret.chmod(0o600)
        if owner:
            shutil.chown(work, owner)
            shutil.chown(secret, owner)
        data = work / "data"
        made = subprocess.run(
            [
                *(folder / "initdb", "--pgdata", data, "--username", "justcities"),
                *("--pwfile", secret, "--auth", "scram-sha-256"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            user=owner,
            cwd=work,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise NoPostgresError(f"initdb failed: {made.stderr.strip()}")
        port = _free_port()
        with (work / "log").open("w") as log:
            server = subprocess.Popen(
                [
                    *(folder / "postgres", "-D", data, "-p", str(port)),
                    *("-c", f"listen_addresses={LOOPBACK}"),
                    *("-c", f"unix_socket_directories={work}"),
                    # Nothing here has to outlive a crash.
                    *("-c", "fsync=off", "-c", "synchronous_commit=off"),
                    *("-c", "full_page_writes=off", "-c", "max_connections=60"),
                ],
                user=owner,
                cwd=work,
                stdout=log,
                stderr=log,
            )
        _wait_until_up(folder, port, server, work / "log")
        yield f"postgres://justcities:{password}@{LOOPBACK}:{port}/postgres"
    finally:
        if server is not None:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(work, ignore_errors=True)


def _wait_until_up(folder: Path, port: int, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    asking = [folder / "pg_isready", "-q", "-h", LOOPBACK, "-p", str(port)]
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(asking, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise NoPostgresError(f"PostgreSQL did not start: {log.read_text()[-500:]}")
