"""Who does a verb, and what it says where the parse has lost the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page
from crossfix.annotate.attribution.phrases import cue_group, source_phrase, tidy_content
from crossfix.syntax import SUBJECTS, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB: Final = 6
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})


def speaker_of(verb: Token) -> Token | None:
    """The head of whoever does a verb: its subject, or that of what the verb hangs on.

    "footage showing a fire" and "a statement saying that" have the noun as speaker; an
    adverbial "adding that" has the subject of the main clause.
    """
    for _ in range(_CLIMB):
        own = _own_subject(verb)
        if own is not None:
            return own
        head = verb.head
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return head if head.pos_ in {"NOUN", "PROPN"} else None
        if verb.dep_ == "pcomp" and head.lower_ == "as" and is_quoting(head.head):
            return quoted_by(head.head)
        above = _above(verb)
        if above is None:
            return None
        verb = above
    return None


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.i != verb.i:
            return child
    before = verb.nbor(-1) if verb.i else verb
    if before.dep_ in {"amod", "compound"} and before.head.i == verb.i and before.is_title:
        return before  # a name that the parser takes for an adjective
    return None


def _above(verb: Token) -> Token | None:
    """The verb whose subject also does this one."""
    head = verb.head
    if verb.dep_ == "pcomp":
        return next((t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if head.pos_ not in {"VERB", "AUX"} or verb.dep_ not in {"conj", "xcomp", "advcl"}:
        return None
    if verb.dep_ == "advcl" and (verb.tag_ not in {"VBG", "VB"} or is_passive(head)):
        return None
    return head


def is_quoting(verb: Token) -> bool:
    """Whether a verb gives somebody else's words: "quoted the mayor as saying"."""
    led = any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.rights)
    return led and words.lemma(verb) in {"quote", "cite"}


def quoted_by(verb: Token) -> Token | None:
    """Whose words a verb of quoting gives: its object, or the subject of its passive."""
    wanted = {"nsubjpass"} if is_passive(verb) else {"dobj"}
    return next((child for child in verb.children if child.dep_ in wanted), None)


def find_by_position(page: Page, verb: Token, speaker: Token) -> Finding | None:
    """What a verb of saying says where the parse has lost it.

    "..., the mayor has said." gives what stands before in the sentence; "claimed that"
    and "by claiming after the war they will" what stands behind.
    """
    if words.lemma(verb) not in words.CLAUSAL or any(c.dep_ == "dobj" for c in verb.children):
        return None
    doc = page.doc
    source, cue = source_phrase(speaker, verb=verb), cue_group(verb)
    start, stop = page.sentence(verb.i)
    following = doc[cue[1]] if cue[1] < stop else None
    piece = None
    behind = following is None or following.is_punct or following.dep_ == "prep"
    if source[0] - 1 > start and doc[source[0] - 1].text == "," and 0 <= cue[0] - source[1] <= 3:
        if following is not None and following.text == "," and cue[1] + 2 < stop:
            piece = start, stop
        elif behind:
            piece = start, source[0] - 1
    elif cue[0] - 1 > start and doc[cue[0] - 1].text == "," and 0 <= source[0] - cue[1] <= 1:
        piece = start, cue[0] - 1
    elif following is not None and (following.lower_ == "that" or verb.tag_ == "VBG"):
        clause = doc[cue[1] : stop]
        if following.pos_ in {"SCONJ", "DET", "PRON", "PROPN", "NOUN", "ADJ"}:
            piece = (cue[1], stop) if any(t.tag_ in _FINITE for t in clause) else None
    if piece is None:
        return None
    content = tidy_content(page, [piece], [source, cue], cue)
    if not any(token.tag_ in _FINITE for a, b in content for token in doc[a:b]):
        return None
    return Finding(source, cue, content, "position")
