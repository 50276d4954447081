"""Finding the words that tell of an event, and of which kind.

Verbs and nouns of the vocabulary tell of it by themselves or, where they have other
meanings, when their arguments are of the right kind; fixed phrases by their wording.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import (
    Roles,
    carrier_of,
    roles_of_noun,
    roles_of_verb,
)
from crossfix.extract.events.lexicon import (
    LIGHT,
    Entry,
    Rule,
    lemma_of,
    rule_named,
    vocabulary,
)
from crossfix.extract.events.nouns import carries, only_modifies, read_noun
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.senses import (
    SENSES,
    ground_or_standoff,
    has_need,
    is_figurative,
    kinds_of,
    sense_of,
)
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_VERBS: Final = frozenset({"VERB", "AUX"})
_DOERS: Final = frozenset(
    {"weapon", "force", "people", "demonym", "equipment", "polity", "place", "number", "site"}
)
_PREDICATIVE: Final = frozenset({"prep", "acomp", "attr", "oprd"})
_GERUND: Final = frozenset({"pobj", "dobj", "nsubj", "pcomp", "nsubjpass", "ROOT", "attr", "conj"})
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


def find_triggers(scene: Scene) -> Iterator[Trigger]:
    """The triggers of a passage, in text order."""
    found: dict[int, Trigger] = {}
    taken: set[int] = set()
    for phrase in _phrases(scene):
        if phrase.token.i not in taken:
            found[phrase.token.i] = phrase
            taken.update(range(phrase.first, phrase.last + 1))
    told: set[str] = set()
    for token in scene.passage.doc:
        if token.i in taken:
            continue
        trigger = _trigger_of(scene, token, told)
        if trigger is not None:
            found[token.i] = trigger
    yield from (found[i] for i in sorted(found))


def _trigger_of(scene: Scene, token: Token, told: set[str]) -> Trigger | None:
    """The trigger that a word makes; ``told`` holds the words that have told before."""
    words = vocabulary()
    lemma = lemma_of(token)
    trigger: Trigger | None = None
    participle = _participle(token)
    if participle is not None:
        trigger = _verb(scene, token, words.verbs[participle], participle)
    elif lemma in words.verbs and _is_verb(token):
        trigger = _verb(scene, token, words.verbs[lemma], lemma)
    entries = words.nouns.get(lemma) or words.nouns.get(token.lower_)
    if trigger is None and entries and _is_noun(token):
        trigger = read_noun(scene, token, entries, again=token.lower_ in told)
    if trigger is not None:
        told.add(token.lower_ if not trigger.verbal else lemma)
    return trigger


def _is_verb(token: Token) -> bool:
    if token.pos_ == "VERB":
        return not _is_headline_noun(token) and not _is_gerund(token)
    return token.tag_ in {"VBN", "VBG", "VBD"} and token.dep_ in {"amod", "acl"}


def _is_noun(token: Token) -> bool:
    if token.pos_ in _NOUNS or _is_headline_noun(token):
        return True
    return token.tag_ == "VBG" and token.dep_ in _GERUND


def _is_gerund(token: Token) -> bool:
    """Whether an article makes an "-ing" form a noun ("the night shelling")."""
    return token.tag_ == "VBG" and any(child.dep_ == "det" for child in token.children)


def _is_headline_noun(token: Token) -> bool:
    """Whether a "command" that opens a line is a noun: "Strike on the depot"."""
    if token.tag_ not in {"VB", "VBP"} or token.dep_ != "ROOT" or token.i + 1 >= len(token.doc):
        return False
    follower = token.nbor(1)
    return follower.pos_ == "ADP" and not any(c.dep_ in {"nsubj", "aux"} for c in token.children)


def _participle(token: Token) -> str | None:
    """The verb of a participle that the parse takes for an adjective ("damaged hospital")."""
    if (
        token.pos_ != "ADJ"
        or not token.lower_.endswith("ed")
        or token.dep_ not in {"amod", "acomp", "ROOT"}
    ):
        return None
    stem = token.lower_[:-2]
    verbs = vocabulary().verbs
    for lemma in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else "", stem[:-1] + "y"):
        if lemma in verbs:
            return lemma
    return None


# --- verbs ----------------------------------------------------------------------------


def _verb(scene: Scene, token: Token, entries: tuple[Entry, ...], lemma: str) -> Trigger | None:
    roles = roles_of_verb(token)
    trigger = _verb_in_context(scene, token, entries, roles, lemma)
    if trigger is not None and trigger.rule.type in _TAKEN and _was_tried(token):
        trigger = replace(trigger, rule=rule_named("clash"))
    if trigger is not None and trigger.rule.type in _PHYSICAL and is_figurative(roles):
        return None
    return trigger


def _verb_in_context(
    scene: Scene, token: Token, entries: tuple[Entry, ...], roles: Roles, lemma: str
) -> Trigger | None:
    partners = {child.lemma_.lower() for child in token.children}
    partners |= {t.lemma_.lower() for heads in roles.obliques.values() for t in heads}
    partners |= {t.lower_ for t in token.children} | {t.lemma_.lower() for t in roles.objects}
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
                and child.dep_ in {"prt", "advmod"}
                and 0 < child.i - token.i <= 3
            ):
                last = child.i
    return Trigger(token, rule, roles, token.i, last)


# --- phrases --------------------------------------------------------------------------


def _phrases(scene: Scene) -> Iterator[Trigger]:
    doc = scene.passage.doc
    if vocabulary().any_phrase.search(scene.passage.text) is None:
        return
    for pattern, rule in vocabulary().phrases:
        for match in pattern.finditer(scene.passage.text):
            tokens = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if tokens is None:
                continue
            root = tokens.root
            if (
                only_modifies(tokens[-1])
                and tokens[-1].head.i > tokens[-1].i
                and root == tokens[-1]
            ):
                continue
            carrier = root if root.pos_ in _VERBS else carrier_of(root)
            if carrier is not None and (root.pos_ in _VERBS or root.dep_ in _PREDICATIVE):
                roles = roles_of_verb(carrier)
            else:
                light, is_target = carries(root, carrier)
                meets = rule.type is EventType.CONSULT
                roles = roles_of_noun(root, carrier if light else None, is_target and not meets)
            yield Trigger(
                root, rule, roles, tokens.start, tokens.end - 1, carrier, verbal=root.pos_ in _VERBS
            )
