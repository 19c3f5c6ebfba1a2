"""The sample people: who can sign in on a sample site. Their password exists only under DEBUG."""

from typing import NamedTuple

PASSWORD = "thirteen doors"  # noqa: S105 (for a machine of one's own; load_demo sets it under DEBUG)


class SamplePerson(NamedTuple):
    """A person of the sample site."""

    role: str
    email: str
    name: str


SAMPLE_PEOPLE = (
    SamplePerson("editor", "editor@example.org", "Esther, editor"),
    SamplePerson("translator", "translator@example.org", "Tarek, translator"),
    SamplePerson("member", "member@example.org", "Miriam, member"),
)
