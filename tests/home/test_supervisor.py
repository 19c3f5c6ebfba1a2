"""Server, worker and clocks end together and leave nothing behind. With real processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from home.management.commands import run
from home.supervisor import LOOPBACK, Clock, free_port

ROOT = Path(__file__).resolve().parents[2]

# A server that listens and has a child of its own, as the reloading one has; a worker that can die.
PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from home.supervisor import Child, Clock, Supervisor
server = Child("server", [sys.executable, "-c", {server!r}, {folder!r}], {{}})
worker = Child("worker", [sys.executable, "-c", {worker!r}, {folder!r}], {{}})
clocks = [
    Clock(name, [sys.executable, "-c", {clock!r}, {folder!r} + "/" + name], {{}}, seconds)
    for name, seconds in (("clock", {seconds}), ("daily", 86_400))
]
said = lambda text: print(text, flush=True)
sys.exit(Supervisor(server, worker, clocks, said).run(lambda: said("up"), {port}))
"""
SERVER = """
import os, socket, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open(sys.argv[1] + "/server", "w").write(f"{{os.getpid()}} {{child.pid}}")
listening = socket.create_server(("127.0.0.1", {port}))
if {dies}:
    time.sleep(1); sys.exit(3)
time.sleep(60)
"""
WORKER = """
import os, sys, time
open(sys.argv[1] + "/worker", "a").write(f"{os.getpid()} ")
time.sleep(60)
"""

CLOCK = """
import os, sys, time
open(sys.argv[1], "a").write(f"{{os.getpid()}} ")
time.sleep({lasts})
"""


@pytest.fixture
def supervised(tmp_path):
    """Start a supervisor; whatever is left of it in the end is killed."""
    started = []

    def start(server_dies=False, seconds=60, clock_lasts=0):
        port, _taken = free_port(18000)
        program = PROGRAM.format(
            root=str(ROOT),
            server=SERVER.format(port=port, dies=server_dies),
            worker=WORKER,
            clock=CLOCK.format(lasts=clock_lasts),
            seconds=seconds,
            folder=str(tmp_path),
            port=port,
        )
        process = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    for pid in [*pids(tmp_path), *ticks(tmp_path), *ticks(tmp_path, "daily")]:
        if alive(pid):
            os.kill(pid, signal.SIGKILL)


def pids(folder):
    texts = [path.read_text() for path in (folder / "server", folder / "worker") if path.exists()]
    return [int(pid) for text in texts for pid in text.split()]


def ticks(folder, clock="clock"):
    path = folder / clock
    return [int(pid) for pid in path.read_text().split()] if path.exists() else []


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_both_and_all_they_started(supervised, tmp_path, number):
    process = supervised()
    assert process.stdout.readline() == "up\n"
    assert wait_for(lambda: len(pids(tmp_path)) == 3)
    process.send_signal(number)
    assert process.wait(timeout=15) == 0
    assert [pid for pid in pids(tmp_path) if alive(pid)] == []


def test_worker_that_died_is_started_again(supervised, tmp_path, monkeypatch):
    process = supervised()
    assert process.stdout.readline() == "up\n"
    assert wait_for(lambda: len(pids(tmp_path)) == 3)
    os.kill(pids(tmp_path)[2], signal.SIGKILL)
    assert wait_for(lambda: len(pids(tmp_path)) == 4)
    assert process.stdout.readline() == "The task worker ended by itself. It is started again.\n"


def test_clock_is_started_again_and_again(supervised, tmp_path):
    supervised(seconds=0.1)
    assert wait_for(lambda: len(ticks(tmp_path)) >= 3)
    # The other has its own time.
    assert len(ticks(tmp_path, "daily")) == 1


def test_clock_at_work_is_left_to_it_and_ended_with_the_server(supervised, tmp_path):
    process = supervised(seconds=0.1, clock_lasts=60)
    assert process.stdout.readline() == "up\n"
    assert wait_for(lambda: len(ticks(tmp_path)) == 1)
    time.sleep(1.5)
    assert len(ticks(tmp_path)) == 1
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=15) == 0
    assert [pid for pid in ticks(tmp_path) if alive(pid)] == []


def test_clock_that_has_struck_waits_for_its_minute(supervised, tmp_path):
    process = supervised(seconds=60)
    assert process.stdout.readline() == "up\n"
    assert wait_for(lambda: len(ticks(tmp_path)) == 1)
    time.sleep(1.5)
    assert len(ticks(tmp_path)) == 1


def test_what_make_run_starts_each_minute_and_each_day_does_what_is_due(site_tree):
    page = site_tree.home
    page.title = "From noon on"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    # The same command as a minute later: what was due then is now.
    Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    asked = []

    class Kept(Clock):
        def __init__(self, name, command, environment, seconds):
            super().__init__(name, command, environment, seconds)
            asked.append((command[2:], seconds))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "Clock", Kept)
        patch.setattr(run.Supervisor, "run", lambda *args: 0)
        patch.setattr(run.Command, "_set_up", lambda self: None)
        patch.setattr(run.connections, "close_all", lambda: None)
        call_command("run", stdout=StringIO())
    assert asked == [
        (["publish_scheduled"], 60),
        (["prune_suggestions"], 86_400),
    ]
    for command, _seconds in asked:
        call_command(*command)
    page.refresh_from_db()
    assert page.title == "From noon on"


def test_server_that_ended_ends_the_worker_and_gives_its_exit_code(supervised, tmp_path):
    process = supervised(server_dies=True)
    assert process.wait(timeout=20) == 3
    assert [pid for pid in pids(tmp_path) if alive(pid)] == []


def test_taken_port_is_named_and_the_next_one_used():
    first, _taken = free_port(18100)
    with socket.create_server((LOOPBACK, first)):
        port, taken = free_port(first)
    assert port > first
    assert taken == list(range(first, port))


def test_no_free_port_is_said(monkeypatch):
    monkeypatch.setattr("home.supervisor.PORTS_TRIED", 1)
    first, _taken = free_port(18200)
    with socket.create_server((LOOPBACK, first)), pytest.raises(OSError, match="all taken"):
        free_port(first)
