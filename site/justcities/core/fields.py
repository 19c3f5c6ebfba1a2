"""Model fields that keep migrations small."""

from typing import TYPE_CHECKING, Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """Wagtail's StreamField without its block definitions in migrations.

    A changed block would otherwise make a migration that changes nothing in the database and
    drags the names of Python classes along for ever. A data migration that needs the blocks
    reads the raw JSON.
    """

    def __init__(self, block_types: object = None, **kwargs: object) -> None:
        super().__init__(block_types if block_types is not None else [], **kwargs)

    if TYPE_CHECKING:
        # An object's attribute is its blocks, or rows of raw JSON to be read as blocks, and not
        # the field; Wagtail, which has no types, sees to that with a descriptor.
        def __get__(self, instance: object, owner: object) -> Any: ...

        def __set__(self, instance: object, value: Any) -> None: ...

    def deconstruct(self) -> tuple:
        """Return the field's definition with an empty list of blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
