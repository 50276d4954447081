"""Which figure of an event counts the people who were killed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.model import Event, Quantity

_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLAUSE: Final = re.compile(r"[,;:.!?\n(–—]|\band\b|\bwhile\b|\bbut\b|\bas well as\b")
_SENTENCE: Final = re.compile(r"[.!?;\n]")
_REACH: Final = 80  # characters
_GROUPS: Final = ("forces", "people", "polities", "on_the_spot")


def count_dead(event: Event, figures: Sequence[Quantity], text: str) -> Quantity | None:
    """The figure of dead that an event is told with; ``None`` when there is none.

    ``text`` is the report's.  The words beside the figure, else those of the event, must say
    that people died, and what is counted must be people, not the wounded or the missing.  Of
    several such figures ("14 people, among them 3 rescuers") the largest is taken: a report
    counts a part after the whole.
    """
    dead = [f for f in figures if _counts_dead(event, f, text)]
    return max(dead, key=lambda f: (_size(f), -f.start), default=None)


def _counts_dead(event: Event, figure: Quantity, text: str) -> bool:
    counted = figure.of.text if figure.of else ""
    if figure.unit or _listed("others", counted):
        return False
    beside = _harm_beside(figure, text)
    if beside is not None:
        return beside and (not counted or _is_people(counted) or _listed("dying", counted))
    return _listed("dying", event.trigger.text) and _is_people(counted)


def _harm_beside(figure: Quantity, text: str) -> bool | None:
    """Whether the words beside a figure say that those counted died (or, ``False``, did not).

    What follows in the clause decides ("five people were injured"), else the last word of
    harm before it ("killing three"); ``None`` where neither says anything.
    """
    after = _CLAUSE.split(text[figure.stop : figure.stop + _REACH], maxsplit=1)[0]
    before = _SENTENCE.split(text[max(0, figure.start - _REACH) : figure.start])[-1]
    for words, last in ((after, False), (before, True)):
        dying = [match.start() for match in _pattern("dying").finditer(words)]
        others = [match.start() for match in _pattern("others").finditer(words)]
        if dying or others:
            told = [*((at, True) for at in dying), *((at, False) for at in others)]
            return (max(told) if last else min(told))[1]
    return None


def _is_people(counted: str) -> bool:
    nouns = _people()
    return any(
        word in nouns or word.removesuffix("s") in nouns
        for word in (match.group().lower() for match in _WORDS.finditer(counted))
    )


def _listed(key: str, words: str) -> bool:
    return _pattern(key).search(words) is not None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    stems = sorted(lexicons.words("deaths", key), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.I)


@cache
def _people() -> frozenset[str]:
    listed = frozenset[str]().union(*(lexicons.words("actors", key) for key in _GROUPS))
    return listed | lexicons.words("deaths", "bodies")


def _size(figure: Quantity) -> float:
    known = [value for value in (figure.best, figure.low, figure.high) if value is not None]
    return known[0] if known else 0.0
