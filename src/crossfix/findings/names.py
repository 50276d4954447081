"""Names of those who say something, in the form in which those of several reports compare.

How a name is read into this form is told elsewhere; here is what it holds, how it is written
down as a key, and which names are of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

import msgspec


class NameKind(StrEnum):
    """What a name is the name of."""

    BODY = "body"
    STATE = "state"
    OUTLET = "outlet"
    PERSON = "person"


class OriginName(msgspec.Struct, frozen=True):
    """A name in the form in which names of several reports are compared.

    ``state`` is the ISO code of the state that a body belongs to, ``None`` where the name
    tells none.  ``words`` are a body's words in order of the alphabet, a medium's name, or a
    person's surname; ``given`` is a person's given name or initial.
    """

    kind: NameKind
    words: str
    state: str | None = None
    given: str | None = None

    @property
    def key(self) -> str:
        """The name as one string, without a given name."""
        return f"{self.kind}:{self.state or ''}:{self.words}"

    @property
    def full(self) -> str:
        """The name as one string that can be read back (:func:`name_of_key`)."""
        return f"{self.key}:{self.given}" if self.given else self.key


@lru_cache(maxsize=65_536)  # the same bodies are named again and again
def name_of_key(key: str) -> OriginName | None:
    """The name that :attr:`OriginName.full` wrote; ``None`` for a key that is no name's."""
    kind, _, rest = key.partition(":")
    parts = rest.split(":")
    if kind not in set(NameKind) or len(parts) not in {2, 3}:
        return None
    return OriginName(NameKind(kind), parts[1], parts[0] or None, parts[2] if parts[2:] else None)


def same_name(left: OriginName, right: OriginName) -> bool:
    """Whether two names can be of one: same words, and nothing against it.

    A state or a given name that one of them leaves out is nothing against it.
    """
    if left.kind is not right.kind or left.words != right.words:
        return False
    if left.state and right.state and left.state != right.state:
        return False
    if left.given and right.given:
        short, long = sorted((left.given.rstrip("."), right.given.rstrip(".")), key=len)
        return long.startswith(short) if len(short) == 1 else _alike(short, long)
    return True


def _alike(short: str, long: str) -> bool:
    """As in "Volodymyr" and "Vladimir": what transcriptions of one given name share."""
    bare = [re.sub(r"[aeiouy]", "", given).replace("h", "g") for given in (short, long)]
    return (
        short == long or bare[0] == bare[1] or bare[0].replace("l", "") == bare[1].replace("l", "")
    )


def sets_of_one(names: Iterable[OriginName]) -> list[list[OriginName]]:
    """Names in sets that can be of one, whatever order they come in.

    A name that leaves out its state or its given name belongs to the one that has it, where
    there is only one; "the General Staff" beside those of two states stays by itself.

    >>> air_force = OriginName(NameKind.BODY, "air force")
    >>> len(sets_of_one([air_force, OriginName(NameKind.BODY, "air force", "UA")]))
    1
    """
    buckets: dict[tuple[str, str], list[OriginName]] = {}
    for name in sorted(set(names), key=lambda name: name.full):
        buckets.setdefault((name.kind, name.words), []).append(name)
    sets: list[list[OriginName]] = []
    for bucket in buckets.values():
        parts: list[list[OriginName]] = []
        for name in (n for n in bucket if n.state or n.given):
            home = next((p for p in parts if all(same_name(name, n) for n in p)), None)
            if home is None:
                parts.append([name])
            else:
                home.append(name)
        bare = [n for n in bucket if not (n.state or n.given)]
        if len(parts) == 1:
            parts[0] += bare
        elif bare:
            parts.append(bare)
        sets += parts
    return sets
