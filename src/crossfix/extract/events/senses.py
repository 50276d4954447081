"""Which meaning of a word its arguments call for: classes of arguments, and how they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from crossfix import lexicons
from crossfix.extract.events.clauses import Roles
from crossfix.extract.events.lexicon import (
    FIGURATIVE,
    GROUND_WAR,
    Entry,
    Rule,
    classes_of,
    classes_of_phrase,
    is_demonym,
    rule_named,
)
from crossfix.extract.events.scene import Scene
from crossfix.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

SENSES: Final[dict[str, list[dict[str, Any]]]] = lexicons.load("events")["senses"]
"""Verbs of several meanings, with the arguments that each meaning takes."""

_STANDOFF: Final = frozenset({"drone", "air", "missile", "artillery", "explosive"})
_PERSONS: Final = frozenset({"he", "she", "they", "i", "who"})
_ARMS: Final = frozenset({"weapon", "arms"})
SHARES: Final = frozenset(
    [
        "part",
        "half",
        "most",
        "all",
        "some",
        "number",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "rest",
        "quarter",
        "third",
        "majority",
        "portion",
        "section",
        "piece",
        "series",
        "bulk",
        "remainder",
        "ten",
        "million",
        "group",
        "ton",
        "tonne",
        "barrel",
        "litre",
        "liter",
        "hectare",
        "acre",
        "kilogram",
        "couple",
        "pair",
        "handful",
    ]
)

LOCATIVE: Final = frozenset(
    {"in", "at", "on", "near", "against", "over", "outside", "across", "of"}
)
"""Prepositions that put something somewhere."""


def sense_of(
    scene: Scene, roles: Roles, entries: tuple[Entry, ...], senses: list[dict[str, Any]]
) -> Rule | None:
    """The rule of the first meaning whose arguments fit."""
    rules = {rule.name: rule for rule in (entry.rule for entry in entries)}
    for sense in senses:
        if sense["rule"] not in rules:
            rules[sense["rule"]] = rule_named(sense["rule"])
        if (
            _fits(scene, roles.subjects, sense.get("subject"))
            and _fits(scene, roles.objects, sense.get("object"))
            and _leads(scene, roles, sense)
            and not (sense.get("several") and not _are_several(roles.subjects))
            and not (sense.get("agentless") and (roles.subjects or not roles.objects))
        ):
            return rules[sense["rule"]]
    return None


def _are_several(heads: tuple[Token, ...]) -> bool:
    """Whether more than one acts ("Trump and Putin", "the leaders", "the two")."""
    return len(heads) > 1 or any(head.tag_ in {"NNS", "NNPS"} for head in heads)


def _leads(scene: Scene, roles: Roles, sense: dict[str, Any]) -> bool:
    if "with" not in sense:
        return True
    for word in sense["with"]:
        heads = roles.obliques.get(word)
        if heads and ("there" not in sense or _fits(scene, heads, sense["there"])):
            return True
    return False


def _fits(scene: Scene, heads: tuple[Token, ...], wanted: list[str] | None) -> bool:
    if wanted is None:
        return True
    needs = frozenset(wanted)
    return any(kinds_of(scene, head) & needs for head in heads)


def kinds_of(scene: Scene, head: Token) -> frozenset[str]:
    """The classes of argument that a phrase belongs to, by its head and its modifiers."""
    kinds = set(classes_of(head))
    if _is_share(head) and not any(child.lower_ == "of" for child in head.children):
        kinds -= {"ground", "site"}
    if scene.is_place(head):
        kinds |= {"place", "ground"}
        kinds |= {"force", "statesman", "polity"} if head.ent_type_ == "GPE" else set()
    if head.pos_ == "PROPN":
        kinds |= _kinds_of_name(head)
    if is_demonym(head) or head.ent_type_ == "NORP":
        kinds |= {"demonym", "force", "polity", "statesman"}
    none = head.lower_ == "one" and any(child.lower_ in {"no", "any"} for child in head.children)
    if none or head.lower_ in _PERSONS:
        kinds |= {"person", "people"}
    if head.pos_ == "NUM":
        kinds.add("number")
    kinds |= _kinds_of_modifiers(scene, head)
    return frozenset(kinds)


def _kinds_of_modifiers(scene: Scene, head: Token) -> set[str]:
    kinds: set[str] = set()
    for child in head.children:
        if child.dep_ == "nmod":
            kinds |= classes_of(child) & {"force", "people"}
        if child.dep_ in {"compound", "amod"}:
            kinds |= classes_of_phrase(f"{child.lower_} {head.lemma_.lower()}")
        if child.dep_ in {"compound", "nmod"}:
            kinds |= classes_of(child) & {"weapon", "utility", "prisoner", "assistance", "arms"}
        if child.lower_ == "of" and child.dep_ == "prep":
            for inner in child.children:
                kinds |= kinds_of(scene, inner) if _is_share(head) else classes_of(inner) - _ARMS
    return kinds


def _is_share(head: Token) -> bool:
    """Whether a word only says how much of something: "all of", "part of", "dozens of"."""
    return head.pos_ in {"NUM", "PRON", "DET"} or head.lemma_.lower() in SHARES


def _kinds_of_name(head: Token) -> set[str]:
    if head.ent_type_ == "PERSON":
        return {"person", "people", "statesman", "place"}
    if head.ent_type_ == "ORG":
        lone = head.text.istitle() and head.dep_ != "compound" and not list(head.lefts)
        force = set() if lone and not classes_of(head) else {"force"}
        return {"polity", "statesman", "place"} | force
    return {"place"} if head.ent_type_ in {"", "PRODUCT", "NORP"} else set()


def has_need(scene: Scene, roles: Roles, needs: frozenset[str]) -> bool:
    """Whether an argument is of a class that the rule needs; places count where they stand."""
    for head in (*roles.subjects, *roles.objects):
        kinds = kinds_of(scene, head)
        if kinds & (needs - {"place"}):
            return True
    if "place" in needs:
        where = [h for p, heads in roles.obliques.items() if p in LOCATIVE for h in heads]
        if any("place" in kinds_of(scene, head) for head in (*roles.objects, *where)):
            return True
    instruments = [h for p in ("with", "by", "using", "from") for h in roles.obliques.get(p, ())]
    return any("weapon" in kinds_of(scene, head) and "weapon" in needs for head in instruments)


def is_figurative(roles: Roles) -> bool:
    """Whether what is acted on is struck or taken only in a manner of speaking."""
    heads = roles.objects or roles.subjects
    return bool(heads) and all(head.lemma_.lower() in FIGURATIVE for head in heads)


def ground_or_standoff(
    scene: Scene, token: Token, entries: tuple[Entry, ...], *, repelled: bool = False
) -> Rule | None:
    """For words that mean both ("attack"): a clash where the text around speaks of ground war."""
    rules = {entry.rule.type: entry.rule for entry in entries}
    if not {EventType.STRIKE, EventType.CLASH} <= rules.keys():
        return None
    sentence = token.sent
    near = [w for w in scene.weapons if sentence.start <= w.first < sentence.end]
    if any(w.kind in _STANDOFF and abs(w.first - token.i) <= 8 for w in near):
        return rules[EventType.STRIKE]
    if repelled or any(t.lemma_.lower() in GROUND_WAR for t in sentence):
        return rules[EventType.CLASH]
    if near:
        return rules[EventType.STRIKE]
    doc = token.doc
    around = doc[max(0, token.i - 60) : token.i + 60]
    ground = sum(t.lemma_.lower() in GROUND_WAR for t in around)
    return rules[EventType.CLASH if ground >= 2 else EventType.STRIKE]
