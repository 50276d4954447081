"""Where an event happened: in its own words, in its clause, or as told just before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import phrase_of
from crossfix.extract.events.lexicon import classes_of
from crossfix.extract.events.scene import Laid, Scene, between
from crossfix.extract.events.senses import LOCATIVE
from crossfix.extract.events.telling import is_of_witness
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Feature, Place, Span
from crossfix.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_DIRECTIONS: Final = frozenset({
    "east", "west", "north", "south", "northeast", "northwest", "southeast", "southwest",
    "north-east", "north-west", "south-east", "south-west",
})  # fmt: skip
_NEAR: Final = _DIRECTIONS | {
    "near", "outside", "around", "towards", "toward", "outskirts", "vicinity", "area", "beyond",
    "off",
}  # fmt: skip
_ABSTRACT: Final = frozenset({
    EventType.AGREEMENT, EventType.SANCTION, EventType.STATEMENT, EventType.PRODUCTION,
    EventType.AID,
})  # fmt: skip
_ON_GROUND: Final = frozenset({
    EventType.STRIKE, EventType.CLASH, EventType.CAPTURE, EventType.ADVANCE, EventType.RETREAT,
})  # fmt: skip
_HARM: Final = frozenset({EventType.CASUALTIES, EventType.STRIKE, EventType.ARREST})
_TOWN: Final = frozenset({Feature.CITY, Feature.VILLAGE, Feature.FACILITY})
_SETTLED: Final = frozenset({Feature.CITY, Feature.VILLAGE})
_STAYING: Final = frozenset({
    EventType.STRIKE, EventType.CLASH, EventType.CASUALTIES, EventType.DAMAGE, EventType.OUTAGE,
    EventType.CAPTURE, EventType.ARREST, EventType.PROTEST,
})  # fmt: skip
"""What is where it is told to be, and never where something came from."""
_PART: Final = frozenset({Feature.DISTRICT, Feature.WATER})
_TOWNS: Final = frozenset({"town", "city", "village", "settlement", "capital", "hamlet"})
_WIDE: Final = frozenset({Feature.REGION, Feature.COUNTRY, Feature.FRONT, Feature.DISTRICT})
_INNER: Final = frozenset({"conj", "compound", "appos", "nmod", "amod", "poss"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})

Places = Sequence[Laid[Place]]


def places_of(
    scene: Scene, trigger: Trigger, scope: set[int], rival: set[int], actor: Span | None
) -> Places:
    """The places named with an event: in its own phrase, else in its clause.

    ``rival`` holds tokens that belong more closely to another trigger of the sentence.
    """
    laid = _eligible(scene, trigger, actor)
    if not trigger.verbal:
        own = [item for item in laid if item.inside(phrase_of(trigger.token))]
        if own:
            own += _after_semicolon(scene, own[-1], laid)
            return _destinations(scene, own, trigger)
    inside = [item for item in laid if item.inside(scope) and not item.inside(rival)]
    if inside and trigger.rule.type in _ON_GROUND:
        inside += _after_semicolon(scene, inside[-1], laid)
    return _destinations(scene, inside, trigger)


def _after_semicolon(
    scene: Scene, last: Laid[Place], laid: Sequence[Laid[Place]]
) -> list[Laid[Place]]:
    """The places of a list that goes on after semicolons ("near A; east of B near C")."""
    doc = scene.passage.doc
    found: list[Laid[Place]] = []
    for item in laid:
        gap = doc[last.last + 1 : item.first]
        if item.first <= last.last or not (found or any(t.text == ";" for t in gap)):
            continue
        if any(t.pos_ in {"VERB", "AUX"} or t.dep_ in SUBJECTS for t in gap):
            break
        found.append(item)
        last = item
    return found


def nearest_places(scene: Scene, trigger: Trigger, rival: set[int], actor: Span | None) -> Places:
    """The place nearest in the sentence, outside other clauses, with those of its list."""
    if trigger.rule.type in _ABSTRACT:
        return ()
    free = [
        item
        for item in _eligible(scene, trigger, actor)
        if not item.inside(rival) and not _is_behind_clause(scene, item, trigger.token)
    ]
    if not free:
        return ()
    nearest = min(free, key=lambda item: abs(item.first - trigger.token.i))
    return _destinations(scene, _list_of(scene, nearest, free), trigger)


def _eligible(scene: Scene, trigger: Trigger, actor: Span | None) -> list[Laid[Place]]:
    """The places of the sentence, without whoever acts and the words of the trigger."""
    sentence = trigger.token.sent
    return [
        item
        for item in between(scene.places, sentence.start, sentence.end - 1)
        if (actor is None or not actor.covers(item.entry.span) or _is_locative(scene, item))
        and not (item.first <= trigger.token.i <= item.last)
        and not _is_agent(scene.passage.doc[item.last])
        and (trigger.rule.type in _HARM or not is_of_people(scene, item))
    ]


def _is_locative(scene: Scene, item: Laid[Place]) -> bool:
    head = scene.passage.doc[item.last]
    return head.dep_ == "pobj" and head.head.lower_ != "by"


def is_of_people(scene: Scene, item: Laid[Place]) -> bool:
    """Whether a name only tells where people are from ("thanks to the people of Kursk")."""
    token = scene.passage.doc[item.last]
    of = token.head
    if is_of_witness(scene, item):
        return False
    return token.dep_ == "pobj" and of.lower_ == "of" and "people" in classes_of(of.head)


def _is_agent(token: Token) -> bool:
    """Whether a name is whoever acts in a passive ("mediated by Qatar")."""
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _top(token: Token) -> Token:
    """The verb of the clause that a word stands in."""
    while token.dep_ != "ROOT" and token.pos_ not in _PREDICATES:
        token = token.head
    return token


def _is_behind_clause(scene: Scene, item: Laid[Place], trigger: Token) -> bool:
    """Whether a place belongs to a clause beside or above, with a subject of its own."""
    place = scene.passage.doc[item.last]
    theirs, ours = _top(place), _top(trigger)
    if theirs == ours:
        return False
    own = [child for child in theirs.children if child.dep_ in SUBJECTS]
    if not own:
        return False
    fronted = place.i < own[0].left_edge.i
    reports = ours.dep_ == "ccomp" and ours.head == theirs
    if reports and (is_of_witness(scene, item) or _points_at_town(ours)):
        return False
    return not fronted and (theirs.dep_ in {"conj", "parataxis"} or reports)


def _points_at_town(verb: Token) -> bool:
    """Whether a clause takes up a town named above ("an official in Gao said it left the town")."""
    return any(
        token.lemma_.lower() in _TOWNS and any(c.lower_ in {"the", "this"} for c in token.children)
        for token in verb.subtree
    )


def _list_of(scene: Scene, nearest: Laid[Place], laid: Sequence[Laid[Place]]) -> list[Laid[Place]]:
    """The nearest place with those that stand in one list with it."""
    doc = scene.passage.doc
    group = [nearest]
    for item in sorted(laid, key=lambda i: i.first):
        gap = doc[min(item.last, nearest.last) + 1 : max(item.first, nearest.first)]
        if item is not nearest and all(
            t.pos_ in {"PUNCT", "CCONJ", "PROPN", "ADP"} and t.text not in ".;:" for t in gap
        ):
            group.append(item)
    return sorted(group, key=lambda item: item.first)


def _destinations(scene: Scene, laid: Iterable[Laid[Place]], trigger: Trigger) -> Places:
    """Places without origins, points of reference and headings, where others remain."""
    found = list(laid)
    if trigger.rule.type is not EventType.RETREAT:
        kept = [item for item in found if not is_origin(scene, item)]
        found = kept if kept or trigger.rule.type in _STAYING else found
    for leaves_out in (_is_reference, _is_header, _is_description):
        kept = [item for item in found if not leaves_out(scene, item, trigger)]
        found = kept or found
    return tuple(found)


def is_origin(scene: Scene, item: Laid[Place]) -> bool:
    """Whether a place is where something came from ("launched from Kursk and Oryol").

    A place that words shift ("12 km from Kharkiv") is where it happened, and so is the start
    of a stretch ("the road from Izium to Sloviansk").
    """
    if item.entry.shift is not None or _opens_stretch(scene, item):
        return False
    token = scene.passage.doc[item.last]
    for _ in range(8):
        if token.dep_ not in _INNER:
            break
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ == "from":
        return True
    return item.first > 0 and scene.passage.doc[item.first - 1].lower_ == "from"


def _opens_stretch(scene: Scene, item: Laid[Place]) -> bool:
    """Whether a place is one end of what runs from it to another ("the road from A to B")."""
    doc, start = scene.passage.doc, item.first - 1
    if start < 1 or doc[start].lower_ != "from" or doc[start].head.pos_ not in {"NOUN", "PROPN"}:
        return False
    if not classes_of(doc[start].head) & {"ground", "site"}:
        return False
    nexts = between(scene.places, item.last + 1, item.last + 4)
    return any(doc[other.first - 1].lower_ in {"to", "towards", "toward"} for other in nexts)


def _is_reference(scene: Scene, item: Laid[Place], trigger: Trigger) -> bool:
    """Whether a place only tells where another lies ("northeast of Toretsk")."""
    before = scene.passage.doc[max(0, item.first - 2) : item.first]
    return len(before) == 2 and before[1].lower_ == "of" and before[0].lower_ in _DIRECTIONS


def _is_description(scene: Scene, item: Laid[Place], trigger: Trigger) -> bool:
    """Whether a place describes another ("the Black Sea port city of Odesa")."""
    for number, token in enumerate(scene.passage.doc[item.last + 1 : item.last + 5]):
        if token.pos_ not in {"NOUN", "ADJ"}:
            return number > 0 and token.lower_ == "of"
    return False


def _is_header(scene: Scene, item: Laid[Place], trigger: Trigger) -> bool:
    """Whether a place heads an entry of a bulletin ("Sumy direction: ...")."""
    doc, start = scene.passage.doc, trigger.token.sent.start
    gap = doc[item.last + 1 : trigger.token.i]
    return len(gap) > 0 and item.first - start <= 4 and any(t.text == ":" for t in gap[:3])


def geo_precision(scene: Scene, laid: Places) -> int | None:
    """ACLED geo precision of the most exact resolved place; None when none is resolved."""
    codes = [code for item in laid if (code := _precision_of(scene, item)) is not None]
    return min(codes, default=None)


def _precision_of(scene: Scene, item: Laid[Place]) -> int | None:
    place = item.entry
    if place.lat is None or place.feature is None:
        return None
    if place.feature in _TOWN:
        if place.shift is not None:
            return 2
        doc = scene.passage.doc
        around = [t.lower_ for t in doc[max(0, item.first - 2) : item.first]]
        around += [t.lower_ for t in doc[item.last + 1 : item.last + 2]]
        return 2 if _NEAR & set(around) or (place.radius_km or 0) > 20 else 1
    return 2 if place.feature in _PART else 3


def inherited(scene: Scene, trigger: Trigger, last: Places, lead: Places) -> Places:
    """The places told before that hold for an event which names none of its own.

    The settlement that a text opened with goes before a facility named since.  Where the
    event names a place that nobody found, only the wider ones told before can hold it;
    where it counts the places ("over eight regions") none does.
    """
    pool = last or lead
    if lead and all(item.entry.feature is Feature.FACILITY for item in pool):
        settled = [item for item in lead if item.entry.feature in _SETTLED]
        pool = settled or pool
    if _counts_places(trigger):
        return ()
    return wide_only(pool) if names_unknown(scene, trigger) else pool


def wide_only(pool: Places) -> Places:
    """The regions, countries and fronts among places."""
    return tuple(item for item in pool if item.entry.feature in _WIDE)


def _located(trigger: Trigger) -> list[Token]:
    roles = trigger.roles
    where = [
        h for word in (*LOCATIVE, "into", "towards", "toward") for h in roles.obliques.get(word, ())
    ]
    return [*roles.objects, *where] if trigger.rule.type in _ON_GROUND else where


def _counts_places(trigger: Trigger) -> bool:
    words = [h for word in LOCATIVE for h in trigger.roles.obliques.get(word, ())]
    return any(
        "ground" in classes_of(head)
        and head.tag_ == "NNS"
        and any(child.dep_ == "nummod" for child in head.children)
        for head in words
    )


def names_unknown(scene: Scene, trigger: Trigger) -> bool:
    """Whether an argument is a name that should be a place and is not known as one."""
    return any(
        head.pos_ == "PROPN"
        and head.i not in scene.place_tokens
        and head.i not in scene.time_tokens
        and not classes_of(head)
        and head.text[:1].isupper()
        for head in _located(trigger)
    )
