"""Who is said to act, as sides of a war: states, armed groups, an army, those who fight it.

Names are looked up in ``lexicons/parties.toml`` and among the names of states and peoples.  Two
parties stand together when they are one, when one is a part of the other or at its side, or when
nothing tells them apart ("rebels" and a group of rebels, "the army" and a state's).  Unnamed
gunmen and bare drones are no party: they contradict nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final

from crossfix import lexicons
from crossfix.link.words import placed_words, words_in

_LONGEST: Final = 7
_NAMED: Final = re.compile(
    r"[A-Z][\w'’-]+(?:\s+(?:of|for|the|and|al-\w+)\s+[A-Z][\w'’-]+|\s+[A-Z][\w'’-]+)+"
)


class PartyKind(StrEnum):
    """What sort of a side it is; an army and irregulars are not named."""

    STATE = "state"
    GROUP = "group"
    ARMY = "army"
    IRREGULAR = "irregular"


@dataclass(frozen=True, slots=True)
class Party:
    """One side: the code of a state or the name of a group, and whom it stands with.

    ``people`` is the state whose people irregulars are of ("Syrian rebels"), ``within`` what
    a group is a part of.
    """

    kind: PartyKind
    name: str
    called: str
    near: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    people: str | None = None


@lru_cache(maxsize=20_000)
def parties_in(phrase: str) -> tuple[Party, ...]:
    """The parties that a phrase names, in its order, each once; none where it names nobody."""
    found: list[Party] = []
    backers: set[str] = set()
    words = list(placed_words(phrase))
    at = 0
    end_of_last = -1
    while at < len(words):
        party, size = _at(phrase, words, at)
        if party is None:
            backers.update(_backers(words[at][1]))
        elif found and end_of_last == at and found[-1].kind is PartyKind.STATE:
            found[-1] = _of_people(found[-1], party)
        else:
            found.append(party)
        at += size
        end_of_last = at if party is not None else end_of_last
    if not found:
        found = list(_seats(words)) or list(_unlisted(phrase))
    # "Houthi rebels", "the army and allied militias": what is not named stands for the rest.
    named = [party for party in found if party.kind is not PartyKind.IRREGULAR] or found
    return tuple(dict.fromkeys(replace(p, near=p.near | backers) for p in named))


def are_apart(mine: Iterable[Party], theirs: Iterable[Party], countries: frozenset[str]) -> bool:
    """Whether no party of one side stands with one of the other; ``countries`` is where it was."""
    left, right = list(mine), list(theirs)
    if not left or not right:
        return False
    return not any(_together(one, other, countries) for one in left for other in right)


def _together(one: Party, other: Party, countries: frozenset[str]) -> bool:
    if one.name == other.name or one.name in other.near or other.name in one.near:
        return True
    if one.within & other.within:
        return True
    by_kind = {one.kind: one, other.kind: other}
    if set(by_kind) == {PartyKind.ARMY, PartyKind.STATE}:
        return True
    if set(by_kind) == {PartyKind.ARMY, PartyKind.GROUP}:
        return bool(by_kind[PartyKind.GROUP].within)
    if set(by_kind) == {PartyKind.IRREGULAR, PartyKind.GROUP}:
        return True
    if set(by_kind) == {PartyKind.IRREGULAR, PartyKind.STATE}:
        rebels, state = by_kind[PartyKind.IRREGULAR], by_kind[PartyKind.STATE]
        return rebels.people is None and state.name not in countries
    return False


def _at(phrase: str, words: list[tuple[int, str]], at: int) -> tuple[Party | None, int]:
    """The longest name that begins at a word, and how many words it takes."""
    names = _names()
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        key = tuple(word for _, word in words[at : at + size])
        for party, capitals in names.get(key, ()):
            start = words[at][0]
            raw = phrase[start:].split(maxsplit=1)[0].strip(".,;:'’\"")
            if not capitals or raw.removesuffix("s").removesuffix("'").isupper():
                return party, size
    return None, 1


def _of_people(state: Party, party: Party) -> Party:
    """A name with that of a people before it: "Myanmar junta", "Syrian rebels", "Sudanese RSF"."""
    if party.kind is PartyKind.ARMY:
        return state
    if party.kind is PartyKind.IRREGULAR:
        return replace(party, people=state.name)
    return party


def _backers(word: str) -> Iterator[str]:
    """Those who stand behind somebody, as a word says: "Rwandan-backed", "pro-Russian"."""
    first, _, last = word.rpartition("-")
    if first == "pro":
        named = last
    elif last in lexicons.words("parties", "words", "backed"):
        named = first
    else:
        return
    for party, _ in _names().get((named,), ()):
        yield party.name


def _seats(words: list[tuple[int, str]]) -> Iterator[Party]:
    """The state whose capital the whole phrase is: "Moscow struck"."""
    whole = tuple(word for _, word in words if word != "the")
    if whole in _capitals():
        yield _state(_capitals()[whole])


def _unlisted(phrase: str) -> Iterator[Party]:
    """A group that no list has, by its name: "the Liberation Front of X"."""
    table = lexicons.load("parties")["words"]
    for match in _NAMED.finditer(phrase):
        words = match[0].casefold().split()
        ends = words[-1] in table["ending"] or words[0] in table["ending"]
        if ends and not set(table["fighting"]).isdisjoint(words):
            yield Party(PartyKind.GROUP, " ".join(words_in(match[0])), match[0])


def _state(code: str) -> Party:
    name = lexicons.load("places")["countries"][code]["names"][0]
    return Party(PartyKind.STATE, code, name)


@cache
def _names() -> dict[tuple[str, ...], tuple[tuple[Party, bool], ...]]:
    """Every name in base forms with its party, and whether it must be in capitals."""
    found: dict[tuple[str, ...], list[tuple[Party, bool]]] = {}
    for party, name in (*_groups(), *_states(), *_unnamed()):
        found.setdefault(tuple(words_in(name)), []).append((party, name.isupper()))
    return {key: tuple(parties) for key, parties in found.items()}


def _groups() -> Iterator[tuple[Party, str]]:
    table: dict[str, dict[str, Any]] = lexicons.load("parties")["groups"]
    for name, entry in table.items():
        within = frozenset(_above(name, table))
        near = within | frozenset(entry.get("with", ()))
        party = Party(PartyKind.GROUP, name, entry["names"][0], near, within)
        yield from ((party, called) for called in entry["names"])


def _above(name: str, table: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What a group is a part of, and what that is a part of."""
    for whole in table.get(name, {}).get("of", ()):
        yield whole
        yield from _above(whole, table)


def _states() -> Iterator[tuple[Party, str]]:
    for code, entry in lexicons.load("places")["countries"].items():
        yield from ((_state(code), name) for name in (*entry["names"], *entry["demonyms"]))
    for code, names in lexicons.load("parties")["forces"].items():
        yield from ((_state(code), name) for name in names)


def _unnamed() -> Iterator[tuple[Party, str]]:
    words = lexicons.load("parties")["words"]
    army = Party(PartyKind.ARMY, "army", "the army")
    irregular = Party(PartyKind.IRREGULAR, "irregular", "irregulars")
    yield from ((army, name) for name in words["army"])
    yield from ((irregular, name) for name in words["irregular"])


@cache
def _capitals() -> dict[tuple[str, ...], str]:
    return {
        tuple(words_in(name)): code
        for code, entry in lexicons.load("places")["countries"].items()
        for name in entry["capitals"]
    }
