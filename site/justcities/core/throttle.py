"""A limit for what one connection may send within an hour, without keeping who it was."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600


def take_place(request: HttpRequest, kind: str, places: int) -> bool:
    """Take one of this connection's places for an hour; tell whether one was free.

    The connection's address is kept as a keyed hash, for an hour, in the cache only. A place each,
    and no counter: ``add`` is atomic in every cache, while ``incr`` is not in the database's, and
    there it sets the time to the cache's five minutes.

    Args:
        request: what was sent.
        kind: what it is; each kind has places of its own.
        places: how many a connection has.
    """
    try:
        address = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        # No address can be told (TRUSTED_PROXY_COUNT is wrong): all such share the same places.
        address = ""
    key = f"{kind}:" + salted_hmac(f"place {kind}", address, algorithm="sha256").hexdigest()
    return any(cache.add(f"{key}:{place}", True, HOUR) for place in range(places))
