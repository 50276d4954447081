"""The vocabulary of events: which words tell of which kind, and the classes of arguments.

Read once from ``lexicons/events.toml`` and the lexicons of arms, actors and sites.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from crossfix import lexicons
from crossfix.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of event and the codes that it gets."""

    name: str
    type: EventType
    acled: str | None
    plover: str | None
    needs: frozenset[str]
    governors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word tells: of which kind of event, and whether by itself.

    ``partner`` is the word that must hang on the trigger ("pull" with "back").
    """

    rule: Rule
    weak: bool = False
    governed: bool = False
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of every rule, by lemma; ``any_phrase`` is found where one of the phrases is."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    phrases: tuple[tuple[re.Pattern[str], Rule], ...]
    any_phrase: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, compiled once."""
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    phrases: list[tuple[str, Rule]] = []
    for table in lexicons.load("events")["rule"]:
        rule = _rule(table)
        for pair in table.get("pairs", ()):
            verb, partner = pair.split(" ", 1)
            verbs[verb].insert(0, Entry(rule, partner=partner))
        for word in table.get("verbs", ()):
            verbs[word].append(Entry(rule))
        for word in table.get("nouns", ()):
            nouns[word].append(Entry(rule))
        for word in table.get("weak_verbs", ()):
            verbs[word].append(Entry(rule, weak=True))
        for word in table.get("weak_nouns", ()):
            nouns[word].append(Entry(rule, weak=True))
        for word in table.get("governed", ()):
            nouns[word].append(Entry(rule, governed=True))
        phrases += [(text, rule) for text in table.get("phrases", ())]
    return Vocabulary(
        {word: tuple(entries) for word, entries in verbs.items()},
        {word: tuple(entries) for word, entries in nouns.items()},
        tuple((_phrase(text), rule) for text, rule in phrases),
        _phrase("|".join(text for text, _ in phrases)),
    )


def _rule(table: dict[str, Any]) -> Rule:
    return Rule(
        table["name"],
        EventType(table["type"]),
        table.get("acled") or None,
        table.get("plover") or None,
        frozenset(table.get("needs", ())),
        frozenset(table.get("governors", ())),
    )


def _phrase(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)", re.IGNORECASE)


def lemma_of(token: Token) -> str:
    """The lemma, with a prefix that the tokeniser cut off ("counter-battle")."""
    lemma = _LEMMAS.get(token.lemma_.lower(), token.lemma_.lower())
    if lemma.endswith("e") and lemma[:-1] in vocabulary().verbs and lemma not in vocabulary().verbs:
        lemma = lemma[:-1]  # "regathering" is made "regathere"
    if token.tag_ == "NNPS" and lemma == token.lower_ and lemma.endswith("s"):
        lemma = lemma[:-1]
    if token.i >= 2 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        joined = f"{token.nbor(-2).lower_}-{lemma}"
        words = vocabulary()
        if joined in words.nouns or joined in words.verbs:
            return joined
    return lemma


STATUS: Final[dict[str, frozenset[str]]] = {
    key: frozenset(values) for key, values in lexicons.load("events")["status"].items()
}
"""Governing words that say an event is planned, supposed, denied or truly happens."""

LIGHT: Final[dict[str, frozenset[str]]] = {
    key: frozenset(values) for key, values in lexicons.load("events")["light"].items()
}
"""Verbs that only carry a noun of an event."""

GROUND_WAR: Final = lexicons.words("events", "ground_war", "nouns")
FIGURATIVE: Final = lexicons.words("events", "figurative", "nouns")
_LEMMAS: Final[dict[str, str]] = lexicons.load("events")["lemmas"]
_DEMONYMS: Final = lexicons.words("actors", "demonyms")
_NAMES: Final = frozenset({"NNP", "NNPS"})
DONE_TO: Final = lexicons.words("events", "done_to", "verbs")
"""Verbs whose only argument undergoes what they tell, where a headline drops the "was"."""
_SPELT_BIG: Final = frozenset({"us", "uk", "eu", "nato", "afu", "zsu", "isis"})


def is_demonym(token: Token) -> bool:
    """Whether a word names a nation or a side ("Russian", "US" but not "us")."""
    return token.lower_ in _DEMONYMS and (token.lower_ not in _SPELT_BIG or token.text[0].isupper())


@cache
def rule_named(name: str) -> Rule:
    """The rule of this name; raises ``KeyError``."""
    table = next((t for t in lexicons.load("events")["rule"] if t["name"] == name), None)
    if table is None:
        raise KeyError(name)
    return _rule(table)


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Lemma → the classes of argument that it belongs to."""
    found: dict[str, set[str]] = defaultdict(set)
    sources = (
        ("force", lexicons.words("actors", "forces") | lexicons.words("actors", "formations")),
        ("force", lexicons.words("units", "echelons")),
        ("people", lexicons.words("actors", "people")),
        ("polity", lexicons.words("actors", "polities")),
        ("site", lexicons.words("infrastructure", "sites")),
        ("equipment", lexicons.words("infrastructure", "equipment")),
        ("utility", lexicons.words("infrastructure", "utilities")),
        ("ground", lexicons.words("infrastructure", "ground")),
        *((name, frozenset(words)) for name, words in lexicons.load("events")["needs"].items()),
        ("force", lexicons.words("wordnet", "forces")),
        ("people", lexicons.words("wordnet", "people")),
        ("site", lexicons.words("wordnet", "sites")),
        ("equipment", lexicons.words("wordnet", "equipment")),
    )
    for name, words in sources:
        for word in words:
            found[word].add(name)
    for word in weapon_classes():
        if " " not in word:
            found[word] |= {"weapon", "arms"}
    for word in lexicons.words("infrastructure", "equipment"):
        found[word].add("arms")
    return {word: frozenset(names) for word, names in found.items()}


def classes_of(token: Token) -> frozenset[str]:
    """The classes of argument that a word belongs to, by lemma or as written."""
    table = _classes()
    lemma, lower = table.get(token.lemma_.lower()), table.get(token.lower_)
    if lemma is lower is None and token.tag_ in _NAMES and token.lower_.endswith("s"):
        lower = table.get(token.lower_[:-1])  # the parse leaves "Forces" as it stands
    if lemma is None or lower is None or lemma is lower:
        return lemma or lower or frozenset()
    return lemma | lower


def classes_of_phrase(words: str) -> frozenset[str]:
    """The classes of a name of two words, lower case ("command post")."""
    return _classes().get(words, frozenset())


@cache
def weapon_classes() -> dict[str, str]:
    """Name of a weapon → its class (drone, missile, artillery, ...)."""
    table = lexicons.load("weapons")
    return {
        word.lower(): name
        for name, entry in table.items()
        if isinstance(entry, dict) and "words" in entry
        for word in entry["words"]
    }


@cache
def weapon_pattern() -> re.Pattern[str]:
    """Names of weapons in text, plural or with a model number behind."""
    by_initial: dict[str, list[str]] = defaultdict(list)  # so that most words fail at once
    for name in sorted(weapon_classes(), key=len, reverse=True):
        by_initial[re.escape(name[0])].append(re.escape(name[1:]).replace(r"\ ", r"[\s-]"))
    body = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_initial.items())
    model = r"(?:(?<=\d)[a-z]{1,3}\d{0,2})?"
    return re.compile(rf"(?<![\w-])({body}){model}s?(?:es)?(?![\w])", re.IGNORECASE)


ACLED_OF_WEAPON: Final[dict[str, str]] = lexicons.load("weapons")["codes"]
"""Class of weapon → ACLED sub-event of the strike made with it."""
