"""What a verb of saying takes: the frames in which its content can stand.

Each frame is a function from a verb and its speaker to the pieces of content and the
particle that belongs to the cue; the first that gives pieces decides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Range, subtree
from crossfix.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BARE_OBJECTS: Final = frozenset({"PRON", "NUM", "DET"})


Frame = tuple["Token | None", list[Range]]


def _clause(verb: Token, speaker: Token) -> Frame:
    """A finite clause: "said that ...", "..., he said", "wonders whether ..."."""
    pieces = []
    for child in verb.children:
        if child.dep_ == "ccomp" and _is_clause(child, verb):
            pieces.append(_from_that(_own_words(child, verb), child, verb))
        elif child.dep_ in {"pcomp", "csubj"} and child.i > verb.i:
            pieces.append(subtree(child))
    if _points_back(verb) or any(
        start > verb.i and verb.doc[start].lower_ in {"that", "whether"} for start, _ in pieces
    ):
        pieces = [piece for piece in pieces if piece[0] > verb.i]
    if (
        pieces
        and words.lemma(verb) in words.MENTAL - words.SPEECH
        and not words.is_animate(speaker)
    ):
        return None, []
    return None, pieces


def _from_that(piece: Range, clause: Token, verb: Token) -> Range:
    """A clause behind its verb from the "that" which the parser took for a determiner."""
    following = verb.i + 1
    near = following < piece[0] <= following + 12 and clause.i > verb.i
    if near and verb.doc[following].lower_ == "that":
        return following, piece[1]
    return piece


def _points_back(verb: Token) -> bool:
    """Whether "this" or "it" behind the verb stands for what is said ("Russia denies this")."""
    return any(
        c.dep_ == "dobj" and (c.lower_ in {"this", "it", "that"} or words.is_that_saying(c))
        for c in verb.rights
    )


def _own_words(clause: Token, verb: Token) -> Range:
    """A clause up to where the speaker's next act of saying begins.

    Parsers hang "..., adding that" and "... but said" on the clause and not on the verb.
    """
    start, stop = subtree(clause)
    for inner in clause.rights:
        if inner.i < verb.i:
            continue
        begin = subtree(inner)[0]
        has_subject = any(child.dep_ in SUBJECTS for child in inner.children)
        adds = inner.dep_ == "advcl" and inner.tag_ == "VBG" and inner.doc[begin - 1].text == ","
        goes_on = inner.dep_ == "conj" and inner.tag_ == "VBD" and not has_subject
        if adds or (goes_on and words.lemma(inner) in words.SPEECH):
            stop = min(stop, begin)
            while stop > start and (
                inner.doc[stop - 1].dep_ == "cc" or inner.doc[stop - 1].is_punct
            ):
                stop -= 1
    return start, stop


def _is_clause(child: Token, verb: Token) -> bool:
    """A clause with a verb of its own; bare small clauses are left to other frames."""
    if child.pos_ in {"VERB", "AUX"} or any(t.pos_ == "AUX" for t in child.children):
        return True
    return child.i < verb.i or any(t.dep_ in {"mark", *SUBJECTS} for t in child.children)


def _small_clause(verb: Token, speaker: Token) -> Frame:
    """As in "called the raid a success", "described it as a provocation"."""
    subject = next((c for c in verb.children if c.dep_ == "dobj"), None)
    for child in verb.children:
        bare = child.dep_ == "oprd" and subject is not None
        small = child.dep_ == "ccomp" and any(t.dep_ in SUBJECTS for t in child.children)
        if (bare or small) and child.i > verb.i and child.pos_ not in {"VERB", "AUX"}:
            return None, [subtree(child), *([subtree(subject)] if subject is not None else [])]
        if (
            child.dep_ == "prep"
            and child.lower_ == "as"
            and subject is not None
            and child.i > subject.i
        ):
            return None, [subtree(subject), subtree(child)]
    return None, []


def _infinitive(verb: Token, speaker: Token) -> Frame:
    """As in "refused to leave", "wants Kyiv to answer": only of somebody, never of a thing."""
    if not words.is_animate(speaker):
        return None, []
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and _is_infinitive(child):
            begin, end = subtree(child)
            return None, [(max(begin, verb.i + 1), end)]
    return None, []


def _order(verb: Token, speaker: Token) -> Frame:
    """As in "urged him to leave", "ordered the brigade to hold": what somebody is to do."""
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i and _is_infinitive(child):
            patient = next((c for c in child.children if c.dep_ in SUBJECTS), None)
            begin, end = subtree(child)
            return None, [(max(begin, verb.i + 1) if patient is not None else begin, end)]
    return None, []


def _accusation(verb: Token, speaker: Token) -> Frame:
    """As in "accused the army of shelling the town", "blamed the delay on the weather"."""
    patient = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if patient is None:
        return None, []
    for child in verb.children:
        if any(inner.ent_type_ in {"DATE", "TIME"} for inner in child.children):
            continue
        if child.dep_ == "prep" and child.i > patient.i and child.lower_ in {"of", "for", "on"}:
            return None, [subtree(patient), subtree(child)]
        if child.dep_ == "prep" and child.i > patient.i and child.lower_ == "against":
            return None, [subtree(child)]
    for child in patient.rights:
        if child.dep_ == "prep" and any(inner.dep_ == "pcomp" for inner in child.children):
            return None, [subtree(patient)]
    return None, []


def _object(verb: Token, speaker: Token) -> Frame:
    """As in "denied the attack", "announced a truce": the object is what is said."""
    for child in verb.children:
        if child.dep_ in {"dobj", "xcomp"} and child.i > verb.i:
            if child.dep_ == "xcomp" and child.tag_ != "VBG":
                continue
            if child.pos_ in _BARE_OBJECTS or child.ent_type_ in {"DATE", "TIME", "PERSON"}:
                continue
            if child.dep_ == "dobj" and words.lemma(child) in {"question", "attention", "thing"}:
                continue
            if words.is_that_saying(child):
                continue
            if words.is_bare_saying(child) and words.lemma(verb) in words.DENIED_BY_NEGATION:
                continue
            begin, end = subtree(child)
            end = _past_apostrophe(verb.doc, end)
            return None, [(begin, _with_circumstance(verb, child, end))]
    return None, []


_FUTURE: Final = frozenset(
    {"expect", "anticipate", "predict", "forecast", "foresee", "promise", "pledge", "vow",
     "threaten", "propose", "demand", "project", "estimate", "plan", "envisage", "envision"}
)  # fmt: skip


def _with_circumstance(verb: Token, thing: Token, end: int) -> int:
    """Where an object ends with the "by June" or "at 1,200 a day" that belongs to it.

    Only where the verb is about the future or a measure: elsewhere the day is that of
    the saying.
    """
    if words.lemma(verb) not in _FUTURE:
        return end
    for child in verb.rights:
        near = child.i > thing.i and child.left_edge.i == end
        if near and child.dep_ in {"prep", "npadvmod"}:
            end = child.right_edge.i + 1
    return end


def _past_apostrophe(doc: Doc, end: int) -> int:
    """Where a phrase ends that the parser broke off at a possessor ("the troops’ aims")."""
    if end + 1 < len(doc) and doc[end].text in {"’", "'"} and doc[end + 1].pos_ == "NOUN":
        return doc[end + 1].right_edge.i + 1
    return end


def _shown(verb: Token, speaker: Token) -> Frame:
    """What footage, a map or a document shows; or what a witness saw."""
    evidence = words.is_evidence(speaker)
    witness = words.lemma(verb) in words.PERCEPTION and (words.lemma(speaker) in words.EYEWITNESSES)
    if not evidence and not witness:
        return None, []
    if words.lemma(verb) == "capture" and words.lemma(speaker) in words.DOCUMENTS:
        return None, []
    for child in verb.children:
        if child.dep_ in {"dobj", "ccomp", "xcomp"} and child.i > verb.i:
            return None, [subtree(child)]
    return None, []


def _led(verb: Token, speaker: Token) -> Frame:
    """As in "warned of a famine", "called for talks": a preposition leads to the content."""
    led = words.PREPOSITIONS.get(words.lemma(verb), frozenset())
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in led and child.i > verb.i:
            inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None and inner.ent_type_ in {"DATE", "TIME"}:
                continue
            if inner is not None and inner.pos_ not in _BARE_OBJECTS:
                return child, [(child.i + 1, subtree(inner)[1])]
    return None, []


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


FRAMES: Final[tuple[tuple[frozenset[str], Callable[[Token, Token], Frame]], ...]] = (
    (words.DIRECTIVE, _order),
    (words.INTENTION, _infinitive),
    (words.LABEL, _small_clause),
    (words.CLAUSAL | words.MENTAL | words.SHOWING, _clause),
    (words.ACCUSATION, _accusation),
    (words.SHOWING | words.PERCEPTION, _shown),
    (words.OBJECT, _object),
    (frozenset(words.PREPOSITIONS), _led),
)
