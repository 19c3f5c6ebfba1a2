"""Looks at an address on the web, politely and without being led into this machine's own network.

An address is somebody's text. What it resolves to is checked, and the connection goes to that very
address: a name that answers twice differently (DNS rebinding) leads nowhere. Each redirect is
checked anew. Of an answer at most one byte is read.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parseaddr
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from django.conf import settings

SECONDS = 10
REDIRECTS = 5
SECONDS_BETWEEN = 1.0
SAFE = "%/:=&?~#+!$,;'@()*[]"
# What servers answer that don't want HEAD; a page that isn't there for it may be there for GET.
ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 429, 500, 501, 503})

Address = IPv4Address | IPv6Address


class NotReachedError(Exception):
    """An address was not reached; the text says why, in a word or two for the log of looks."""


@dataclass(frozen=True)
class Answer:
    """What an address answered in the end, after redirects."""

    status: int
    url: str


def user_agent() -> str:
    """Return who we say we are, with where to complain."""
    return (
        f"JustCities-LinkCheck/1.0 (+{settings.BASE_URL}; "
        f"{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]})"
    )


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet, and no machine of ours or near it."""
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if mapped is not None:
        return is_public(mapped)
    return address.is_global and not (address.is_multicast or address.is_reserved)


def resolve(host: str, port: int) -> str:
    """Return the address a host stands for.

    Raises:
        NotReachedError: where there is none, or any of them is not public: a name that stands for
            both a public and a private address is no honest one.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReachedError("no such host") from error
    addresses = [str(info[4][0]) for info in found]
    if not settings.LINKS_MAY_BE_PRIVATE and not all(
        is_public(ip_address(each.partition("%")[0])) for each in addresses
    ):
        raise NotReachedError("not a public address")
    return addresses[0]


class Fetcher:
    """Looks at addresses one after the other, waiting between two requests to one host.

    Args:
        clock: what time it is, in seconds.
        sleep: waits.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}

    def look(self, url: str) -> Answer:
        """Return what an address answers: asked by HEAD, and by GET where that isn't liked.

        Raises:
            NotReachedError: where nothing answers, or the way there isn't safe.
        """
        answer = self._follow("HEAD", url)
        return self._follow("GET", url) if answer.status in ASK_AGAIN else answer

    def _follow(self, method: str, url: str) -> Answer:
        for _step in range(REDIRECTS + 1):
            status, location = self._ask(method, url)
            if status not in {301, 302, 303, 307, 308} or not location:
                return Answer(status, url)
            url = urljoin(url, location)
        raise NotReachedError("too many redirects")

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        parts = _parts(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        self._wait_for(host)
        connection = _connection(parts.scheme, host, port, resolve(host, port))
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {"User-Agent": user_agent(), "Accept": "*/*"}
        if method == "GET":
            headers["Range"] = "bytes=0-0"
        try:
            with _ending(connection):
                connection.request(method, quote(target, safe=SAFE), headers=headers)
                response = connection.getresponse()
                return response.status, response.getheader("Location") or ""
        except ssl.SSLError as error:
            raise NotReachedError("its certificate is not valid") from error
        except TimeoutError as error:
            raise NotReachedError("no answer in time") from error
        except (OSError, HTTPException, ValueError) as error:
            raise NotReachedError("no connection") from error

    def _wait_for(self, host: str) -> None:
        last = self._asked.get(host)
        if last is not None:
            rest = SECONDS_BETWEEN - (self._clock() - last)
            if rest > 0:
                self._sleep(rest)
        self._asked[host] = self._clock()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotReachedError("no web address") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotReachedError("no web address")
    if port not in {None, 80, 443} and not settings.LINKS_MAY_BE_PRIVATE:
        raise NotReachedError("a port that is not the web's")
    return parts


class _Checked(HTTPConnection):
    """A connection to an address that was checked, in the name of its host."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address = address
        self._context = context

    def connect(self) -> None:
        """Connect to the address. The name is still what the certificate is checked for."""
        plain = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = (
            self._context.wrap_socket(plain, server_hostname=self.host) if self._context else plain
        )


def _connection(scheme: str, host: str, port: int, address: str) -> HTTPConnection:
    return _Checked(
        host, port, address, ssl.create_default_context() if scheme == "https" else None
    )


@contextmanager
def _ending(connection: HTTPConnection) -> Iterator[None]:
    """Close a connection in the end, and break it off after all the time it has.

    A timeout of its own counts from one byte to the next: a server that sends one now and then
    would hold us for ever.
    """
    late = threading.Event()

    def break_off() -> None:
        late.set()
        if connection.sock is not None:
            # Closing alone wouldn't wake whoever waits for the next byte.
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    timer = threading.Timer(SECONDS, break_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException, ValueError) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
        connection.close()
