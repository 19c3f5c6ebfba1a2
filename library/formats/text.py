"""What the formats of lines and elements share."""

import re

from library.record import Agent, Record

# What XML 1.0 can't hold, nor any format of one line a field.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ROLES = ("author", "editor", "translator")


def printable(text: str) -> str:
    """Return text without control characters; line breaks stay."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Return text in one line, without control characters."""
    return " ".join(printable(text).split())


def inverted(agent: Agent) -> str:
    """Return a name as ``Family, Given``."""
    return f"{agent.name}, {agent.given}" if agent.given else agent.name


def by_role(record: Record) -> dict[str, list[Agent]]:
    """Return the agents by role; a role that isn't known is an author's."""
    found: dict[str, list[Agent]] = {role: [] for role in _ROLES}
    for agent in record.agents:
        found[agent.role if agent.role in found else "author"].append(agent)
    return found


def in_order(record: Record) -> bool:
    """Tell whether the agents stand role by role, as most formats keep them."""
    regrouped = [agent for agents in by_role(record).values() for agent in agents]
    return regrouped == record.agents
