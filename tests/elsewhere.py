"""Does something as another process would: on a connection and in a transaction of its own."""

from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import connection, transaction


def elsewhere(work: Callable[[], Any], keep: bool = False) -> list[Exception]:
    """Do something in another transaction, which waits for a lock half a second at most.

    Only for PostgreSQL: there the test's own transaction is invisible to it, and the reverse.

    Args:
        work: what to do.
        keep: commit it. Whoever does so takes it away again, for no test's end does.

    Returns:
        What went wrong, if anything.
    """
    failed: list[Exception] = []

    def run() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '500ms'")
                work()
                transaction.set_rollback(not keep)
        except Exception as error:  # noqa: BLE001 (the thread's error is the test's)
            failed.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return failed
