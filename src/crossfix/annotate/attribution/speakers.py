"""Who does a verb, and what it says where the parse has lost the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.clauses import FINITE, led_by_that, named_between
from crossfix.annotate.attribution.finding import Finding, Page, Range
from crossfix.annotate.attribution.phrases import cue_group, source_phrase, tidy_content
from crossfix.syntax import SUBJECTS, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB: Final = 6


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
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and _adds(verb):
        return _saying_above(head) or head
    return head


def _adds(verb: Token) -> bool:
    """Whether a participle behind a comma goes on with what somebody says."""
    left = verb.left_edge.i
    return (
        left > verb.head.i
        and verb.doc[left - 1].text == ","
        and words.lemma(verb) in words.SPEECH | words.LABEL
    )


def _saying_above(verb: Token) -> Token | None:
    """The verb of saying whose clause a verb stands in: parsers hang "adding" on the latter."""
    for _ in range(_CLIMB):
        if verb.dep_ not in {"xcomp", "conj", "advcl"}:
            break
        verb = verb.head
    above = verb.head
    inside = verb.dep_ == "ccomp" and verb.i > above.i
    return above if inside and words.lemma(above) in words.SPEECH else None


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

    "claimed that" and "reported on Monday, citing officials, that" give what stands
    behind; "..., the mayor has said." what stands before in the sentence.
    """
    lemma = words.lemma(verb)
    if lemma not in words.CLAUSAL | words.MENTAL | words.SHOWS:
        return None
    source, cue = source_phrase(speaker, verb=verb), cue_group(verb)
    if source[1] <= verb.i:
        source = named_between(page, source, verb)
    _, stop = page.sentence(verb.i)
    behind = led_by_that(page, cue[1], stop)
    if behind is not None:
        content = tidy_content(page, [behind], [source, cue], cue)
        return Finding(source, cue, content, "position") if content else None
    if lemma not in words.CLAUSAL or any(c.dep_ == "dobj" for c in verb.children):
        return None
    piece = _beside(page, verb, source, cue)
    if piece is None:
        return None
    content = tidy_content(page, [piece], [source, cue], cue)
    if not any(token.tag_ in FINITE for a, b in content for token in page.doc[a:b]):
        return None
    return Finding(source, cue, content, "position")


def _beside(page: Page, verb: Token, source: Range, cue: Range) -> Range | None:
    """The words before or behind source and cue that they say, told by the commas."""
    doc = page.doc
    start, stop = page.sentence(verb.i)
    following = doc[cue[1]] if cue[1] < stop else None
    behind = following is None or following.is_punct or following.dep_ == "prep"
    opened = doc[start].tag_ in {"VBN", "VBG"} and words.lemma(doc[start]) in words.SPEECH
    if opened:  # "Asked whether ..., he said: ..."
        return None
    if source[0] - 1 > start and doc[source[0] - 1].text == "," and 0 <= cue[0] - source[1] <= 3:
        if following is not None and following.text == "," and cue[1] + 2 < stop:
            return start, stop
        return (start, source[0] - 1) if behind else None
    if cue[0] - 1 > start and doc[cue[0] - 1].text == "," and 0 <= source[0] - cue[1] <= 1:
        return start, cue[0] - 1
    if following is not None and verb.tag_ == "VBG":
        clause = doc[cue[1] : stop]
        if following.pos_ in {"SCONJ", "DET", "PRON", "PROPN", "NOUN", "ADJ"}:
            return (cue[1], stop) if any(t.tag_ in FINITE for t in clause) else None
    return None
