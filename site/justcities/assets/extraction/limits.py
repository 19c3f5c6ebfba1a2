"""How much a file may take: time, memory, output. The child holds them, the parent the time."""

import resource
import sys

SECONDS = 20
# What takes longer is ended between two pages, so that a long report isn't lost as a whole.
SECONDS_FOR_TEXT = 14
MEMORY_BYTES = 512 * 1024 * 1024
CHARACTERS = 2_000_000
PAGES = 5_000
ANSWER_BYTES = 32 * 1024 * 1024
FILE_BYTES = 256 * 1024 * 1024  # the model of languages is unpacked into a file of its own
MEMBER_BYTES = 300 * 1024 * 1024
PICTURE_WIDTH = 600
PICTURE_HEIGHT = 1_800


def hold() -> None:
    """Bind this process to the limits; it can't loosen them again.

    A bound that already holds and is tighter stays. Only Linux keeps the one on memory.
    """
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        if kind == resource.RLIMIT_AS and sys.platform != "linux":
            continue
        _soft, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))
