"""The figures of an event as they are compared: of which things, or of whom and with what fate.

Figures of people are compared only where the same became of them.  The general noun meets every
narrower one ("people", "villagers"); two narrower ones meet unless they exclude each other
("civilians", "soldiers").  Some of those whom a report counts ("among them five children")
contradict another's whole count only where they are more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.findings.figures import ranges_meet
from crossfix.link.fates import (
    fate_around,
    fate_in,
    fate_of_noun,
    is_of_a_time,
    is_of_a_toll,
    is_part,
)
from crossfix.link.worded import Worded
from crossfix.link.words import is_numeral, kinship, words_in
from crossfix.model import Event, EventType, Ledger, Quantity

_COUNTABLE: Final = 0.5
_OF_PEOPLE: Final = frozenset({"dead", "hurt"})
_TOLD_OF_PEOPLE: Final = frozenset({EventType.CASUALTIES, EventType.ARREST})


def counts_of(ledger: Ledger, event: Event) -> Iterator[Worded]:
    """The figures of an event that have a range or a value; sums over a time are none of it."""
    text = ledger.document.text
    held: Mapping[str, Quantity] = {quantity.id: quantity for quantity in ledger.quantities}
    for quantity in (held[key] for key in event.figures if key in held):
        if is_of_a_time(text, quantity.span):
            continue
        if quantity.low is not None or quantity.high is not None:
            low, high = quantity.low, quantity.high
        else:
            low = high = quantity.best
        if low is not None or high is not None:
            yield _worded(
                text,
                event,
                quantity,
                (-math.inf if low is None else low, math.inf if high is None else high),
            )


def against(mine: Worded, theirs: Worded) -> bool | None:
    """Whether two figures cannot both be right; None where they do not count the same."""
    if mine.unit != theirs.unit or mine.people is not theirs.people:
        return None
    if mine.people:
        return _people_against(mine, theirs)
    if mine.fate and theirs.fate and mine.fate != theirs.fate:
        return None
    if not mine.words or not theirs.words:
        same = mine.words == theirs.words
    else:
        same = kinship(mine.words[-1], theirs.words[-1]) >= _COUNTABLE
    return not ranges_meet(mine, theirs) if same else None


def _people_against(mine: Worded, theirs: Worded) -> bool | None:
    if mine.fate != theirs.fate:
        return None
    if mine.kind and theirs.kind and mine.kind != theirs.kind:
        return None
    if mine.part is theirs.part:
        same = not mine.part or mine.words == theirs.words
        return not ranges_meet(mine, theirs) if same else None
    part, whole = (mine, theirs) if mine.part else (theirs, mine)
    if (part.low, part.high) == (whole.low, whole.high):
        return False  # the other report is about those of whom this one counts a part
    return True if part.low > whole.high else None


def parts_of(figures: Iterable[Worded]) -> list[Worded]:
    """The figures of one account; as parts those that add up: "3 soldiers and 2 civilians"."""
    listed = list(figures)
    whole: dict[str | None, set[str]] = {}
    for figure in listed:
        if figure.people and figure.kind and not figure.part:
            whole.setdefault(figure.fate, set()).add(figure.kind)
    return [
        replace(figure, part=True)
        if figure.kind and len(whole.get(figure.fate, ())) > 1
        else figure
        for figure in listed
    ]


def _worded(text: str, event: Event, quantity: Quantity, ends: tuple[float, float]) -> Worded:
    of = quantity.of if quantity.of and not is_of_a_toll(text, quantity.of) else None
    noun = of.text if of is not None else ""
    words = tuple(word for word in words_in(noun) if not is_numeral(word))
    head = words[-1] if words else None
    fate = _fate(text, event, quantity, noun)
    is_people = _are_people(head, fate, event)
    of_whom = is_people and (is_part(text, quantity.span) or head in _parts())
    return Worded(
        quantity.span,
        counted=None if noun.endswith("ing") and is_people else " ".join(noun.split()) or None,
        words=words,
        unit=quantity.unit,
        fate=fate,
        people=is_people,
        kind=_kinds().get(head) if head else None,
        part=of_whom,
        low=ends[0],
        high=ends[1],
    )


def _fate(text: str, event: Event, quantity: Quantity, noun: str) -> str | None:
    """What became of those counted: by their noun, by the words around, by the event."""
    around = fate_of_noun(noun) or fate_around(text, quantity.span)
    return around or fate_in(event.trigger.text)


def _are_people(head: str | None, fate: str | None, event: Event) -> bool:
    """Whether a figure counts people: by its noun, or without one by what became of them."""
    if head is None:
        return fate in _OF_PEOPLE or (fate is not None and event.type in _TOLD_OF_PEOPLE)
    return head in _general() or head in _kinds() or head in _parts() or head in _known()


@cache
def _general() -> frozenset[str]:
    return lexicons.words("headcounts", "general")


@cache
def _parts() -> frozenset[str]:
    return lexicons.words("headcounts", "parts", "words")


@cache
def _kinds() -> dict[str, str]:
    """Nouns of people that exclude each other, with their kind."""
    table: dict[str, list[str]] = lexicons.load("headcounts")["kinds"]
    return {word: kind for kind, words in table.items() for word in words}


@cache
def _known() -> frozenset[str]:
    """Further nouns of people, and the peoples."""
    peoples = (
        " ".join(words_in(name))
        for entry in lexicons.load("places")["countries"].values()
        for name in entry["demonyms"]
    )
    return lexicons.words("wordnet", "people") | frozenset(peoples)
