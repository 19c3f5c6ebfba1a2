"""``manage.py run``: everything that ``make run`` does once the packages are there."""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend

from home.models import HomePage
from home.supervisor import DAY, LOOPBACK, MINUTE, Child, Clock, Supervisor, free_port
from justcities.vocabulary.models import Concept

DUE = {"publish_scheduled": MINUTE, "prune_suggestions": DAY}
"""What is run again and again, and after how many seconds.

Not ``check_links``: a site that is tried out calls nobody outside unless an editor asks for it.
"""


class Command(BaseCommand):
    """Set up the database at the first go, then run server, task worker and clocks on loopback."""

    help = "Serve the site on this machine, with a task worker beside it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port to start looking from."""
        parser.add_argument("--port", type=int, default=8000, help="the first port to try")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up, then stay until Ctrl-C."""
        self._set_up()
        try:
            port, taken = free_port(options["port"])
        except OSError as error:
            raise CommandError(str(error)) from error
        for other in taken:
            self.stdout.write(f"Port {other} is taken; trying the next one.")
        people = self._people()
        # What follows needs no database, and a connection kept open would outlive its use.
        connections.close_all()

        address = f"http://localhost:{port}"
        environment = {
            **os.environ,
            "BASE_URL": address,
            "PYTHONUNBUFFERED": "1",
            "DJANGO_RUNSERVER_HIDE_WARNING": "true",
        }
        manage = [sys.executable, sys.argv[0]]
        server = Child("server", [*manage, "runserver", f"{LOOPBACK}:{port}"], environment)
        worker = None
        if isinstance(task_backends["default"], DatabaseBackend):
            worker = Child("worker", [*manage, "db_worker"], environment)
        clocks = [
            Clock(command, [*manage, command], environment, seconds)
            for command, seconds in DUE.items()
        ]
        supervisor = Supervisor(server, worker, clocks, self.stdout.write)
        code = supervisor.run(lambda: self._tell(address, people), port)
        if code:
            raise CommandError("The server ended by itself.", returncode=code)
        self.stdout.write("All processes have ended.")

    def _set_up(self) -> None:
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        for database in settings.DATABASES.values():
            if database["ENGINE"].endswith("sqlite3"):
                Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        executor = MigrationExecutor(connections["default"])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Setting up the database …")
            call_command("migrate", verbosity=0)
        call_command("compile_catalogues", verbosity=0)
        call_command("sync_languages", verbosity=0)
        if not HomePage.objects.exists() and not Concept.objects.exists():
            self.stdout.write("Loading the vocabulary and the sample site (once) …")
            call_command("load_demo", verbosity=0)

    def _people(self) -> list[str]:
        """Return the sample people who can sign in here, with the password where DEBUG is on."""
        from home.demo.people import PASSWORD, SAMPLE_PEOPLE

        there = set(
            get_user_model()
            .objects.filter(email__in=[person.email for person in SAMPLE_PEOPLE], is_active=True)
            .values_list("email", flat=True)
        )
        secret = f"   password {PASSWORD}" if settings.DEBUG else ""
        return [
            f"  {person.role:<12} {person.email}{secret}"
            for person in SAMPLE_PEOPLE
            if person.email in there
        ]

    def _tell(self, address: str, people: list[str]) -> None:
        lines = ["", f"Just Cities is at {address}/", f"The admin is at {address}/admin/"]
        if people:
            lines += ["Sample sign-ins:", *people]
        lines += ["Ctrl-C ends it.", ""]
        self.stdout.write("\n".join(lines))
