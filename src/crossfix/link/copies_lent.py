"""Words of a report that are nobody's own text: quotations, lists, titles, page furniture.

Two reports can have them in common though neither copied the other.  All is told by form, from
the text alone; the words are in ``lexicons/copies.toml`` and ``lexicons/sources.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crossfix.lexicons import load, words

Ranges = list[tuple[int, int]]
"""Stretches of a text, as character offsets, in its order."""

_QUOTED: Final = re.compile(
    r"“[^“”\n]{2,3000}(?:”|(?=\n|$|“))|«[^«»\n]{2,3000}»|„[^„“”\n]{2,3000}[“”]"
    r"|``[^`\n]{2,3000}?''"
    r"|(?<![^\s(\[])\"(?=\S)[^\"\n]{2,3000}\"(?!\w)"
    r"|(?<![\w’'])‘[^‘\n]{2,600}’(?!\w)"
    r"|(?<![\w'’])'(?:[^'\n]|(?<=[^\W\d_])'(?=[^\W\d_])){2,600}'(?!\w)"
    r"|(?<![^\s(\[])[”\"'‘](?=\w)[^“”\"\n]{2,600}[,.?!…]\s?[”\"“](?!\w)"
)
"""Quotations: one that is opened by a turned mark and not closed goes on to the paragraph's end,
and one may be closed by another mark than it was opened by, behind a comma or a full stop."""
_POSTED: Final = re.compile(
    r"[^\n—–]{2,280}[—–]\s?[^\n—–()]{1,60}\(\s?@\s?\w{2,30}\s?\)(?:\s[A-Z][a-z]+ \d{1,2}, \d{4})?"
)
"""A post as pages embed it, with who wrote it behind a dash: "… — Name (@name) May 3, 2024"."""
_ITEM: Final = r"[^\s,.;:“”\"]+"
_MIDDLE: Final = rf"(?:(?:{_ITEM} ){{0,8}}{_ITEM}, )"
_LIST: Final = re.compile(
    rf"(?:{_ITEM} ){{0,2}}{_ITEM}, "
    rf"(?:{_MIDDLE}{{2,12}}+|{_MIDDLE}{{1,12}}+(?:{_ITEM} ){{1,7}}?)"
    rf"(?:and|or) {_ITEM}(?: {_ITEM}){{0,5}}"
)
_CHARGE: Final = re.compile(
    r"\b(?:" + "|".join(load("copies")["charges"]["signs"]) + r")\b[^.;:!?“”\"\n]{3,300}?"
    r"(?=\s(?:" + "|".join(load("copies")["charges"]["ends"]) + r")\b|[.;:!?“”\"\n]|$)",
    re.I,
)
_SIGNS: Final = tuple(
    (needle.lower(), re.compile(sign, re.I | re.M))
    for signs in load("copies")["furniture"].values()
    for needle, sign in signs
)
"""Each sign of page furniture with letters that every match has: most texts have none."""
_ENDED: Final = re.compile(r"[.!?…][\"”’')]*(?=\s+[^a-z\s]|\s*$)|\n|$")
_PERSONS: Final = words("copies", "office", "heads") | frozenset(load("origins")["offices"])
_NO_OFFICE: Final = words("copies", "office", "ends")
_APPOSED: Final = re.compile(
    r",\s+(?P<office>[^\s,.;:()“”\"\n]+(?:\s[^\s,.;:()“”\"\n]+){1,15})(?=\s*[,.;:()—–\n]|\s-|$)"
)
_FIRST: Final = 6
"""The head of an office is among its first words: "a former deputy head of the bank"."""
_OF: Final = frozenset(["of", "for", "at", "in", "to", "with", "on", "and", "from"])
_UNLED: Final = frozenset(
    [*_OF - {"and"}, "by", "into", "near", "via", "including", "away", "along"]
)
_SMALL: Final = words("copies", "function")
_WEAPON: Final = re.compile(
    r"\b(?=[\w/-]*\d)(?=[\w/-]*[A-Z])[A-Z0-9][\w/-]*(?: [\w.'’/-]+){0,7}? (?:"
    + "|".join(load("copies")["weapon"]["heads"])
    + r")s?\b"
)
_BEARER: Final = re.compile(r"[^\W\d_][\w'’-]*\.?")
_NAME: Final = 5


def quotations(text: str) -> Ranges:
    """Where quotations and embedded posts stand."""
    found = [match.span() for match in _QUOTED.finditer(text)]
    if "@" in text:
        found += [match.span() for match in _POSTED.finditer(text)]
    return _joined(found)


def lists(text: str) -> Ranges:
    """Where lists of four or more stand, and what somebody is charged with."""
    found = [match.span() for match in _LIST.finditer(text)]
    return _joined(found + [match.span() for match in _CHARGE.finditer(text)])


def furniture(text: str) -> Ranges:
    """What belongs to the page and not to the report: see ``[furniture]``.

    Who wrote it and where to write, an appeal for information, a link, a claim of rights:
    from the words that tell it to the end of their sentence.
    """
    lower = text.lower()
    found: Ranges = []
    for needle, sign in _SIGNS:
        if needle in lower:
            for match in sign.finditer(text):
                ended = _ENDED.search(text, match.end())
                found.append((match.start(), ended.start() if ended else len(text)))
    return _joined(found)


def titles(text: str) -> Ranges:
    """Where somebody or something is named in full.

    An office behind a name, with that name ("Ann Smith, head of the bank,"), and what a
    weapon of some designation is ("2S4 240 mm self-propelled mortar").
    """
    return _joined([*_offices(text), *_weapons(text)])


def _weapons(text: str) -> Iterator[tuple[int, int]]:
    for match in _WEAPON.finditer(text):
        if not _SMALL.intersection(match[0].lower().split()):
            yield match.span()


def _offices(text: str) -> Iterator[tuple[int, int]]:
    for match in _APPOSED.finditer(text):
        given = match["office"].split()
        start = _bearer(text, match.start())
        if start < match.start() and _is_office(given):
            yield start, match.end("office")


def _is_office(given: list[str]) -> bool:
    """Whether words begin with an office or a calling and tell no more than of what."""
    plain = [word.lower() for word in given]
    if any(word in _NO_OFFICE for word in plain):
        return False
    for place, word in enumerate(plain[:_FIRST]):
        if word in _UNLED or word.endswith(("ing", "ed")):
            return False
        if word in _PERSONS or word.removesuffix("s") in _PERSONS:
            behind = plain[place + 1 : place + 2]
            if not behind or behind[0] in _OF:
                return True
    return False


def _bearer(text: str, stop: int) -> int:
    """Where the name before a comma begins: its words have capitals, if the text has any."""
    start = stop
    for word in reversed(list(_BEARER.finditer(text, max(0, stop - 80), stop))[-_NAME:]):
        between = text[word.end() : start].strip()
        if between or not (word[0][0].isupper() or text[:2000].islower()):
            break
        if word[0].lower() in _NO_OFFICE:
            break
        start = word.start()
    return start


def _joined(ranges: Ranges) -> Ranges:
    """The ranges in order, those that meet as one."""
    joined: Ranges = []
    for start, stop in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined
