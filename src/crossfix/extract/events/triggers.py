"""Finding the words that tell of an event, and of which kind.

Verbs and nouns of the vocabulary tell of it by themselves or, where they have other
meanings, when their arguments are of the right kind; fixed phrases by their wording.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.captions import captions, find_shown
from crossfix.extract.events.clauses import carrier_of, roles_of_noun, roles_of_verb
from crossfix.extract.events.lexicon import Rule, lemma_of, vocabulary
from crossfix.extract.events.nouns import carries, only_modifies, read_noun
from crossfix.extract.events.occurrences import find_occurrences
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.trigger import Trigger
from crossfix.extract.events.verbs import read_verb
from crossfix.model import EventType
from crossfix.models import Encoded

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_VERBS: Final = frozenset({"VERB", "AUX"})
_BREAKS: Final = frozenset({",", ":", ";", "-", "–", "—"})
_VERBLIKE: Final = frozenset({"VB", "VBP", "VBZ", "VBG"})
_PREDICATIVE: Final = frozenset({"prep", "acomp", "attr", "oprd"})
_SET: Final = _PREDICATIVE | {"advmod", "dobj", "xcomp", "ccomp", "pobj"}
_GERUND: Final = frozenset({"pobj", "dobj", "nsubj", "pcomp", "nsubjpass", "ROOT", "attr", "conj"})


def find_triggers(scene: Scene, encoded: Encoded) -> Iterator[Trigger]:
    """The triggers of a passage, in text order; ``encoded`` is what the encoder says of it."""
    found: dict[int, Trigger] = {}
    taken: set[int] = set()
    for phrase in _phrases(scene):
        if phrase.token.i not in taken:
            found[phrase.token.i] = phrase
            taken.update((phrase.token.i, *range(phrase.first, phrase.last + 1)))
    told: set[str] = set()
    captioned = captions(scene)
    shown = frozenset(token.i for sentence in captioned for token in sentence)
    for token in scene.passage.doc:
        if token.i in taken:
            continue
        trigger = _trigger_of(scene, token, told, shown=token.i in shown)
        if trigger is not None:
            found[token.i] = trigger
            taken.update(range(trigger.first, trigger.last + 1))
    found |= {trigger.token.i: trigger for trigger in find_shown(scene, taken, captioned)}
    carried = {trigger.carrier.i for trigger in found.values() if trigger.carrier is not None}
    others = find_occurrences(scene, encoded, taken | carried)
    found |= {trigger.token.i: trigger for trigger in others}
    yield from (found[i] for i in sorted(found))


def trigger_at(token: Token, rule: Rule) -> Trigger:
    """The trigger that a word would be if it told of an event, whatever the vocabulary says.

    For words that somebody else has marked: their status can then be asked for.
    """
    if token.pos_ in _VERBS:
        return Trigger(token, rule, roles_of_verb(token), token.i, token.i)
    carrier = carrier_of(token)
    light, is_target = carries(token, carrier)
    roles = roles_of_noun(token, carrier if light else None, is_target, seen=not light)
    return Trigger(token, rule, roles, token.i, token.i, carrier, light, verbal=False)


def _trigger_of(scene: Scene, token: Token, told: set[str], *, shown: bool) -> Trigger | None:
    """The trigger that a word makes; ``told`` holds the words that have told before.

    ``shown`` says that it stands in a line without a verb.
    """
    words = vocabulary()
    lemma = lemma_of(token)
    trigger: Trigger | None = None
    participle = _participle(token, shown=shown)
    if participle is not None:
        trigger = read_verb(scene, token, words.verbs[participle], participle)
    elif lemma in words.verbs and _is_verb(token):
        trigger = read_verb(scene, token, words.verbs[lemma], lemma)
    by_form = token.tag_ == "VBG" or token.lower_.endswith("ing")
    entries = words.nouns.get(token.lower_ if by_form else lemma) or words.nouns.get(lemma)
    entries = entries or words.nouns.get(token.lower_)
    if trigger is None and entries and _is_noun(token):
        trigger = read_noun(scene, token, entries, again=token.lower_ in told, shown=shown)
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
    if token.tag_ != "VBG":
        return False
    if any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in token.children):
        return False
    before = token.left_edge
    return before.dep_ == "det" and before.i < token.i and before.head.i <= token.i


def _is_headline_noun(token: Token) -> bool:
    """Whether a "command" that opens a line is a noun: "Strike on the depot"."""
    if _is_entry(token):
        return True
    if token.tag_ not in _VERBLIKE or token.dep_ != "ROOT" or token.i + 1 >= len(token.doc):
        return False
    if token.tag_ in {"VBZ", "VBG"} and token.i > 0 and token.nbor(-1).dep_ != "compound":
        opens = bool(token.is_sent_start) and token.nbor(1).lower_ == "of"
        return token.tag_ == "VBG" and opens
    follower = token.nbor(1)
    return follower.pos_ == "ADP" and not any(c.dep_ in {"nsubj", "aux"} for c in token.children)


def _is_entry(token: Token) -> bool:
    """Whether a "verb" is a noun of a list of happenings ("21 May, 09:45, strike on a depot")."""
    if token.tag_ not in {"VB", "VBP"} or token.i < 1 or token.i + 1 >= len(token.doc):
        return False
    if token.nbor(-1).text not in _BREAKS or token.nbor(1).pos_ != "ADP":
        return False
    doers = [child for child in token.children if child.dep_ == "nsubj"]
    return all(
        doer.ent_type_ in {"DATE", "TIME"}
        or any(t.text in {":", ";"} for t in token.doc[doer.i : token.i])
        for doer in doers
    ) and not any(child.dep_ in {"aux", "dobj"} for child in token.children)


def _participle(token: Token, *, shown: bool) -> str | None:
    """The verb of a participle that the parse takes for an adjective ("damaged hospital").

    A line without a verb may open with one that is read as a name ("Shelled School").
    """
    if not token.lower_.endswith("ed"):
        return None
    named = shown and token.is_sent_start and token.dep_ == "compound"
    if not named and (token.pos_ != "ADJ" or token.dep_ not in {"amod", "acomp", "ROOT"}):
        return None
    stem = token.lower_[:-2]
    verbs = vocabulary().verbs
    for lemma in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else "", stem[:-1] + "y"):
        if lemma in verbs:
            return lemma
    return None


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
            if carrier is not None and carrier.lemma_ == "set" and root.dep_ in _SET:
                yield _set_on(carrier, rule, tokens)
                continue
            light = False
            if carrier is not None and (root.pos_ in _VERBS or root.dep_ in _PREDICATIVE):
                roles = roles_of_verb(carrier)
            else:
                light, is_target = carries(root, carrier)
                meets = rule.type is EventType.CONSULT
                roles = roles_of_noun(root, carrier if light else None, is_target and not meets)
            verbal = root.pos_ in _VERBS
            yield Trigger(
                root, rule, roles, tokens.start, tokens.end - 1, carrier, light, verbal=verbal
            )


def _set_on(verb: Token, rule: Rule, tokens: Tokens) -> Trigger:
    """The trigger of "set on fire", in whatever voice and however far its words stand apart."""
    first = verb.i if tokens.start == verb.i + 1 else tokens.start
    return Trigger(verb, rule, roles_of_verb(verb), first, tokens.end - 1)
