"""Words for happenings that are only mentioned: marks of time, topics, ends, descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import phrase_of
from crossfix.extract.events.lexicon import STATUS, classes_of
from crossfix.extract.events.nonevents import is_awaited
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.senses import SHARES, kinds_of
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, SegmentKind, Status
from crossfix.syntax import is_conditional, modal

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABSTRACT: Final = frozenset({
    EventType.CONSULT, EventType.AGREEMENT, EventType.STATEMENT, EventType.OTHER,
    EventType.EXCHANGE, EventType.AID, EventType.SANCTION, EventType.PRODUCTION,
})  # fmt: skip
_MEETING: Final = frozenset({EventType.CONSULT, EventType.STATEMENT, EventType.AGREEMENT})
_MARKING: Final = _MEETING | {EventType.ADVANCE, EventType.CLASH, EventType.OTHER}
_FIGHTING: Final = frozenset({EventType.CLASH, EventType.STRIKE})
_MOVING: Final = frozenset({EventType.ADVANCE, EventType.RETREAT}) | _FIGHTING
_LONG_AGO: Final = frozenset({"since", "before", "until", "till", "pending"})
_MARKS: Final = frozenset({
    "after", "following", "during", "amid", "at", "ahead", "through", "throughout", "of", "from",
    "about", "for", "on", "in", "despite", "to",
}) | _LONG_AGO  # fmt: skip
_ENDS: Final = frozenset({
    "end", "cessation", "halt", "pause", "suspension", "moratorium", "ban", "restriction", "limit",
    "outbreak", "absence", "stop", "lull", "year", "decade", "conclusion", "termination",
})  # fmt: skip
_CHANGING: Final = frozenset({
    "reduce", "limit", "curb", "lower", "hamper", "hinder", "complicate", "support", "enable",
    "finance", "fund", "fuel", "affect", "sustain", "justify", "discuss", "fear", "oppose",
    "sell", "describe", "call", "need", "mean",
})  # fmt: skip
_ACCOUNTS: Final = frozenset({
    "update", "information", "summary", "news", "map", "digest", "assessment", "overview", "diary",
})  # fmt: skip
_SURROUNDING: Final = frozenset({
    "besiege", "encircle", "surround", "blockade", "contest", "dispute", "fortify",
})  # fmt: skip
_NEWLY: Final = frozenset({"newly", "recently", "just", "freshly", "lately", "now"})
_SORTS: Final = frozenset({"sort", "kind", "type"})


def is_mentioned(scene: Scene, trigger: Trigger, status: Status) -> bool:
    """Whether a trigger only mentions a happening in passing, as a topic, or as a figure."""
    if trigger.verbal:
        heads = (*trigger.roles.subjects, *trigger.roles.objects)
        if any(_is_of_another_sort(head) for head in heads) or _is_creed(trigger, status):
            return True
        return _is_description(trigger) or _is_thought_of(trigger, status) or _is_pact(trigger)
    noun = trigger.token
    if _is_predicate(trigger) or _is_of_another_sort(noun):
        return True
    if trigger.rule.type in _FIGHTING and _is_end(noun):
        return True
    if _is_thought_of(trigger, status) or _is_object_of_change(trigger):
        return True
    if trigger.rule.type is EventType.STATEMENT and _is_heading(scene):
        return not trigger.light
    if trigger.rule.type in _MARKING and not trigger.light and _is_mark(scene, noun, trigger):
        return True
    return trigger.rule.type is EventType.CONSULT and not _is_told(scene, trigger)


def _is_description(trigger: Trigger) -> bool:
    """Whether a participle before a noun describes it ("the advancing columns").

    So does one that says whose post or part somebody has ("an elected official"), who holds
    or surrounds something ("the occupied part of the region", but not "the newly captured
    village"), or how a thing is that is known already ("the ruined bridge").
    """
    token = trigger.token
    if token.dep_ != "amod" or token.head.i < token.i:
        return False
    if trigger.rule.type is EventType.CAPTURE or token.lemma_.lower() in _SURROUNDING:
        new = any(child.lower_ in _NEWLY for child in token.children)
        return not new and _is_ground(token.head)
    if token.tag_ == "VBG":
        return trigger.rule.type in _MOVING
    if trigger.rule.type is EventType.DAMAGE:
        return any(child.lower_ == "the" for child in token.head.children) and not any(
            child.dep_ == "nummod" for child in token.head.children
        )
    return trigger.rule.type in {EventType.OTHER, EventType.DEPLOYMENT}


def _is_ground(noun: Token) -> bool:
    """Whether a noun is for ground that somebody can hold, or a share of some."""
    held = noun.pos_ == "PROPN" or noun.lemma_.lower() in SHARES | {"area", "zone", "bank", "side"}
    return held or bool(classes_of(noun) & {"ground", "site"})


def _is_creed(trigger: Trigger, status: Status) -> bool:
    """Whether a standing denial is of a habit ("Russia denies targeting civilians")."""
    above = trigger.token.head
    return (
        status is Status.DENIED
        and trigger.token.tag_ == "VBG"
        and trigger.token.dep_ in {"xcomp", "pcomp"}
        and above.tag_ in {"VBZ", "VBP"}
        and not any(child.dep_ == "nummod" for o in trigger.roles.objects for child in o.children)
    )


def _is_thought_of(trigger: Trigger, status: Status) -> bool:
    """Whether a meeting, pact or the like is only conceivable ("can be signed", "any deal")."""
    if status is not Status.HYPOTHETICAL:
        return False
    verb = trigger.token if trigger.verbal else trigger.carrier
    if verb is None or any(is_conditional(above) for above in (verb, *verb.ancestors)):
        return False
    able = modal(verb)
    heads = (trigger.token, *trigger.roles.subjects, *trigger.roles.objects)
    vague = any(child.lower_ in {"any", "no"} for head in heads for child in head.children)
    able_to = able is not None and able.lower_ in {"can", "ca", "cannot"}
    return vague or (able_to and trigger.rule.type in _ABSTRACT)


def _is_pact(trigger: Trigger) -> bool:
    """Whether a participle says of no pact in particular that it is signed."""
    token = trigger.token
    if trigger.rule.type is not EventType.AGREEMENT or token.dep_ != "acl":
        return False
    vague = any(child.lower_ in {"a", "an", "any"} for child in token.head.children)
    return vague and not any(child.dep_ == "agent" for child in token.children)


def _is_predicate(trigger: Trigger) -> bool:
    """Whether a noun says what something is ("the talks will be a summit of the deaf")."""
    noun, verb = trigger.token, trigger.carrier
    if noun.dep_ != "attr" or verb is None or verb.lemma_ != "be":
        return False
    return any(
        child.dep_ in {"nsubj", "csubj"} and child.pos_ in {"NOUN", "PROPN"}
        for child in verb.children
    )


def _is_of_another_sort(noun: Token) -> bool:
    return any(
        inner.lemma_ in _SORTS and any(c.lower_ in {"another", "different"} for c in inner.children)
        for child in noun.children
        if child.lower_ == "of"
        for inner in child.children
    )


def _is_end(noun: Token) -> bool:
    """Whether a noun hangs on its own end ("the end of hostilities", "three years of war")."""
    if noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in {"of", "to", "in", "on", "from"} and (
        noun.head.head.lemma_.lower() in _ENDS
    )


def _is_object_of_change(trigger: Trigger) -> bool:
    """Whether a bare plural is what something would change ("reduce missile launches")."""
    noun, verb = trigger.token, trigger.carrier
    if verb is None or noun.dep_ not in {"dobj", "conj"}:
        return False
    if trigger.light and verb.lemma_.lower() not in {"end", "stop"}:
        return False
    bare = not any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)
    if verb.lemma_.lower() in {"end", "stop", "halt", "cease"} and verb.tag_ == "VB":
        return True
    return verb.lemma_.lower() in _CHANGING and (bare or trigger.rule.type in _MEETING)


def _is_heading(scene: Scene) -> bool:
    return scene.segment.kind is SegmentKind.HEADING or len(scene.passage.doc) < 12


def _is_mark(scene: Scene, noun: Token, trigger: Trigger) -> bool:
    """Whether a noun only dates or frames something else ("since the invasion")."""
    if noun.dep_ != "pobj":
        return False
    if noun.head.head.lemma_.lower() in _ACCOUNTS and noun.head.lower_ in {"on", "about", "of"}:
        return True
    if noun.head.lower_ in _LONG_AGO or noun.head.head.lower_ == "ahead":
        return True
    if trigger.rule.type not in _MEETING or noun.head.lower_ not in _MARKS:
        return False
    coming = {child.lower_ for child in noun.children} & STATUS["planned_adjectives"]
    return bool(coming) or not _is_told(scene, trigger)


def _is_told(scene: Scene, trigger: Trigger) -> bool:
    """Whether a meeting is told with who met, where or when, and not as a mere topic."""
    noun = trigger.token
    if trigger.light or is_awaited(noun) is not None or _has_own_setting(scene, noun):
        return True
    heads = [*trigger.roles.heads(), *(t for t in noun.children if t.dep_ == "poss")]
    return any(
        kinds_of(scene, head) & {"statesman", "polity"} and head.dep_ != "attr" for head in heads
    )


def _has_own_setting(scene: Scene, noun: Token) -> bool:
    phrase = phrase_of(noun)
    return any(time.inside(phrase) for time in scene.times) or any(
        place.inside(phrase) for place in scene.places
    )
