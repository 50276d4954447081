"""For which body a person speaks: told by the title before a name or the words after it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from crossfix.findings.names import NameKind, OriginName
from crossfix.lexicons import load
from crossfix.link.origin_names import read_body
from crossfix.model import Source

_OFFICES: Final[dict[str, str]] = load("origins")["offices"]
_OFFICE: Final = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, _OFFICES), key=len, reverse=True)) + r")\b"
)
_BEHIND: Final = re.compile(
    r"\s*,\s*(?:an?\s|the\s|its\s|who is (?:an?\s|the\s)?)?([^,.;:()\n“”\"]{4,90})"
)
_LEADING: Final = re.compile(r"^(?:(?:acting|deputy|first|former|senior|chief|the|a|an)\s+)+")


@lru_cache(maxsize=20_000)
def read_office(title: str, *, definite: bool = False) -> OriginName | None:
    """The body that an office makes somebody speak for; ``None`` where the words tell none.

    An office without its state or region tells none, unless it is ``definite``: the one that
    the reports of one happening mean.

    >>> read_office("Ukrainian Air Force spokesman").key
    'body:UA:air force'
    >>> read_office("governor of the Kharkiv region").key == read_office("Kharkiv governor").key
    True
    """
    plain = _LEADING.sub("", title.strip().lower().replace("’", "'"))
    found = _OFFICE.search(plain)
    if found is None:
        return None
    noun = _OFFICES[found[1]]
    before, after = plain[: found.start()].strip(), plain[found.end() :].strip()
    led = re.match(r"(?:of|for|at|in)\s+(?:the\s+)?(.+)", after)
    body = f"{led[1] if led else ''} {before} {noun}".strip()
    if noun in {"mayor", "prosecutor"}:
        words = sorted(re.findall(r"\w+", re.sub(r"'s\b|\b(?:the|of|city)\b", " ", body)))
        told = len(words) > 1 or definite
        return OriginName(NameKind.BODY, " ".join(words)) if told else None
    name = read_body(body) or (OriginName(NameKind.BODY, noun) if definite and noun else None)
    if name is None or definite:
        return name
    bare = name.state is None and len(name.words.split()) < 2
    return None if bare and noun else name


def bodies_of(source: Source, text: str) -> tuple[OriginName, ...]:
    """The bodies that a source is told to speak for, at any of its mentions in the report.

    A nameless one with the definite article ("the regional governor") is the bearer of that
    office whom the happening is about, though the report does not say of where.
    """
    found: dict[OriginName, None] = {}
    given = source.name.split() if source.name else []
    surname = given[-1] if given else None
    for mention in source.mentions:
        title, within = mention.text, ""
        if surname and surname in title:
            title, _, within = title.partition(surname)
            title = " ".join(word for word in title.split() if word not in given)
        behind = _BEHIND.match(within) or _BEHIND.match(text, mention.stop)
        definite = surname is None and title.lower().startswith("the ")
        for words in (title, behind[1] if behind else ""):
            name = read_office(words, definite=definite) if words else None
            if name is not None:
                found[name] = None
    return tuple(found)
