"""Text out of files, taken in a child process with limits (docs/adr/0014).

``read_file`` and what it returns stand in ``reading``. They are looked up when asked for: the
child process imports this package too, and must load nothing of Django.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from justcities.assets.extraction.reading import Outcome, PageText, Reading, read_file

__all__ = ["Outcome", "PageText", "Reading", "read_file"]


def __getattr__(name: str) -> Any:
    """Return one of the public names.

    Raises:
        AttributeError: for any other.
    """
    if name not in __all__:
        raise AttributeError(name)
    from justcities.assets.extraction import reading

    return getattr(reading, name)
