"""Verbs that tell of an event: by themselves, with a particle, or by what they take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import Roles, roles_of_verb
from crossfix.extract.events.lexicon import (
    DONE_TO,
    LIGHT,
    Entry,
    Rule,
    rule_named,
    vocabulary,
)
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.senses import (
    SENSES,
    SHARES,
    ground_or_standoff,
    has_need,
    is_figurative,
    kinds_of,
    sense_of,
)
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType
from crossfix.syntax import coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOERS: Final = frozenset(
    {"weapon", "force", "people", "demonym", "equipment", "polity", "place", "number", "site"}
)
_BODILY: Final = frozenset({
    EventType.RETREAT, EventType.ADVANCE, EventType.DEPLOYMENT, EventType.CAPTURE,
})  # fmt: skip
_UNDERGONE: Final = frozenset({EventType.STRIKE, EventType.DAMAGE, EventType.OUTAGE})
_TAKEN: Final = frozenset({EventType.ADVANCE, EventType.CAPTURE})
_PHYSICAL: Final = _BODILY | {
    EventType.STRIKE,
    EventType.CLASH,
    EventType.CASUALTIES,
    EventType.DAMAGE,
    EventType.OUTAGE,
}


def read_verb(scene: Scene, token: Token, entries: tuple[Entry, ...], lemma: str) -> Trigger | None:
    """The trigger that a verb makes, if its arguments let it tell of a happening."""
    named = token.dep_ == "compound"
    roles = Roles((), tuple(coordinated(token.head))) if named else roles_of_verb(token)
    roles = _turned(scene, token, roles)
    trigger = _verb_in_context(scene, token, entries, roles, lemma)
    if trigger is not None and trigger.rule.type in _TAKEN and _was_tried(token):
        trigger = replace(trigger, rule=rule_named("clash"))
    if trigger is not None and trigger.rule.type in _PHYSICAL and is_figurative(roles):
        return None
    return trigger


def _verb_in_context(
    scene: Scene, token: Token, entries: tuple[Entry, ...], roles: Roles, lemma: str
) -> Trigger | None:
    partners = {child.lemma_.lower() for child in token.children if not _is_place_word(child)}
    partners |= {t.lemma_.lower() for heads in roles.obliques.values() for t in heads}
    partners |= {t.lower_ for t in token.children if not _is_place_word(t)} | {
        t.lemma_.lower() for t in roles.objects
    }
    partners |= {
        inner.lemma_.lower()
        for head in roles.objects
        if head.lemma_.lower() in SHARES
        for of in head.children
        if of.lower_ == "of"
        for inner in of.children
    }
    for entry in entries:
        if (
            entry.partner is not None
            and set(entry.partner.split()) <= partners
            and _pair_fits(scene, roles, entry.rule)
        ):
            return _paired(token, entry.rule, roles, entry.partner)
    if lemma in SENSES:
        rule = sense_of(scene, roles, entries, SENSES[lemma])
        return _verbal(token, rule, roles) if rule is not None else None
    for entry in entries:
        if entry.weak and not _may_do_harm(scene, roles):
            continue
        if entry.partner is None and (not entry.weak or has_need(scene, roles, entry.rule.needs)):
            rule = _by_approach(scene, token, roles) or (
                ground_or_standoff(scene, token, entries) or entry.rule
            )
            if list(roles.heads()) or token.dep_ == "ROOT":
                return _verbal(token, rule, roles)
    return None


def _is_place_word(child: Token) -> bool:
    """Whether a preposition only says where ("brought down in Lubny"), and is no particle."""
    return (
        child.dep_ == "prep" and child.lower_ in {"in", "on", "at"} and bool(list(child.children))
    )


def _turned(scene: Scene, token: Token, roles: Roles) -> Roles:
    """The arguments of a past tense that a headline means as a passive ("School hit by shell")."""
    if (
        token.tag_ != "VBD"
        or roles.objects
        or not roles.subjects
        or token.lemma_.lower() not in DONE_TO
        or any(
            child.dep_ in {"aux", "auxpass", "prt", "ccomp", "xcomp"} for child in token.children
        )
    ):
        return roles
    doers = roles.obliques.get("by", ())
    things = (kinds_of(scene, head) for head in roles.subjects)
    if doers or all(k & {"site", "equipment"} and not k & {"people", "force"} for k in things):
        return Roles(tuple(doers), roles.subjects, roles.obliques)
    return roles


def _was_tried(verb: Token) -> bool:
    """Whether ground was only tried for ("tried to break through"): fighting, not a gain."""
    above = verb.head
    auxiliaries = {child.lower_ for child in above.children if child.dep_ == "aux"}
    return (
        verb.dep_ == "xcomp"
        and above.lemma_.lower() in {"try", "attempt"}
        and above.tag_ in {"VBD", "VBN", "VBG", "VBZ", "VBP"}
        and not auxiliaries & {"will", "may", "could", "to"}
    )


def _by_approach(scene: Scene, token: Token, roles: Roles) -> Rule | None:
    """A clash, where a force attacks "near" or "in the direction of" and not something."""
    if token.lemma_.lower() != "attack" or roles.objects or not roles.subjects:
        return None
    where = {"near", "towards", "toward", "in", "around", "along"} & roles.obliques.keys()
    armed = any(token.sent.start <= w.first < token.sent.end for w in scene.weapons)
    force = any("force" in kinds_of(scene, head) for head in roles.subjects)
    return rule_named("clash") if where and force and not armed else None


def _may_do_harm(scene: Scene, roles: Roles) -> bool:
    """Whether the doer is no mere thing: storms, prices and albums hit without striking."""
    return not roles.subjects or any(_is_harmful(scene, head) for head in roles.subjects)


def _is_harmful(scene: Scene, head: Token) -> bool:
    if head.pos_ != "NOUN" or head.lemma_.lower() in vocabulary().nouns:
        return True
    first = head.left_edge.i
    if any(first <= w.first and w.last <= head.i for w in scene.weapons):
        return True
    return bool(kinds_of(scene, head) & _DOERS)


def _pair_fits(scene: Scene, roles: Roles, rule: Rule) -> bool:
    """Whether a pair of words is meant bodily: troops pull out, states pull out of treaties."""
    if rule.type not in _BODILY:
        return True
    if any(head.lemma_.lower() in vocabulary().nouns for head in roles.objects):
        return False
    kinds = [kinds_of(scene, head) for head in roles.heads()]
    return any(k & rule.needs for k in kinds) and not any("pact" in k for k in kinds)


def _paired(token: Token, rule: Rule, roles: Roles, partner: str) -> Trigger:
    """A trigger of two words: a noun that belongs to it is no argument of it.

    Of what catches fire or comes under it, the subject is acted on.
    """
    inner = [t for t in roles.objects if t.lemma_.lower() in partner.split()]
    objects = tuple(t for t in roles.objects if t not in inner)
    if partner == "fire" and not objects:  # "set fire to a barracks"
        objects = roles.obliques.get("to", ())
    subjects = roles.subjects
    if (
        token.lemma_.lower() in LIGHT["undergone"]
        and rule.type in _UNDERGONE
        and not any(c.lower_ == partner and c.dep_ in {"prt", "advmod"} for c in token.children)
    ):
        subjects, objects = (), subjects
    found = _verbal(token, rule, Roles(subjects, objects, roles.obliques), partner)
    last = inner[0].i if inner and 0 < inner[0].i - token.i <= 3 else found.last
    return Trigger(token, rule, found.roles, token.i, last)


def _verbal(token: Token, rule: Rule, roles: Roles, partner: str | None = None) -> Trigger:
    last = token.i
    if partner is not None:
        for child in token.children:
            if (
                child.lower_ == partner
                and child.dep_ in {"prt", "advmod", "acomp", "oprd"}
                and 0 < child.i - token.i <= 3
            ):
                last = child.i
    return Trigger(token, rule, roles, token.i, last)
