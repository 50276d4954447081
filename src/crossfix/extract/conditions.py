"""The stretch of a clause about the future, and the clause that it depends on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix.extract.outlooks import Future
from crossfix.model import Span
from crossfix.reading import Passage
from crossfix.syntax import SUBJECTS, is_negated, subject

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_CONDITIONS: Final = frozenset(
    {"if", "unless", "after", "once", "when", "until", "till", "provided", "as", "before"}
)


def clause_span(passage: Passage, tokens: list[Token], head: Token) -> Span | None:
    """The stretch of a clause within its sentence, without the punctuation at its ends."""
    sentence = tokens[0].sent
    inside = [token for token in tokens if token.sent == sentence]
    colons = [t.i for t in inside if t.text == ":" and t.i < head.i]
    inside = [t for t in inside if not colons or t.i > colons[-1]]
    start, stop = inside[0].idx, inside[-1].idx + len(inside[-1])
    text = passage.text[start:stop]
    lead = re.match(r"[\s,;:.–—-]+(?:(?:and|but|or|so|that)\s)?|(?:and|but|that)\s", text)
    start += lead.end() if lead else 0
    text = passage.text[start:stop]
    tail = re.search(r"[\s,;:.!–—-]+$", text)
    stop -= len(tail[0]) if tail else 0
    return passage.chars(start, stop) if start < stop else None


def find_condition(passage: Passage, future: Future) -> Span | None:
    """The clause that the forecast depends on: "if ...", "unless ...", "until ..."."""
    head = future.head
    for child in _hanging(future):
        opener = child if child.dep_ == "prep" else _opener(child)
        if opener is None or opener.lower_ not in _CONDITIONS | {"should"}:
            continue
        if any(c.lemma_ in {"matter", "question"} for c in head.children if c.dep_ == "attr"):
            continue  # "a matter of time until" waits for the thing itself
        if opener.lower_ == "before" and (child.dep_ == "prep" or not is_negated(head)):
            continue
        if child.dep_ == "prep" and not _leads_clause(child, future):
            continue
        if opener.lower_ == "as" and opener.nbor(1).lower_ != "long":
            continue
        inside = [t for t in child.subtree if t.sent == head.sent]
        return clause_span(passage, inside, child)
    warned = find_warning(future)
    if warned is None or any(t.lower_ == "or" for t in head.doc[warned.end : head.i]):
        return None  # "hand him over or ..." depends on what is not done
    return clause_span(passage, list(warned), warned.root)


def find_warning(future: Future) -> Tokens | None:
    """The deed that a warning warns of: "Touch the line, and we will strike"."""
    doers = [c for c in future.head.children if c.dep_ in SUBJECTS and c.i < future.cue.i]
    if not doers:
        return None
    doer = doers[-1]
    doc, first, edge = doer.doc, doer.sent.start, doer.left_edge.i
    if edge - first < 3 or doc[edge - 1].lower_ not in {"and", "or"}:
        return None
    first += doc[first].is_quote
    last = next((t.i for t in doc[first:edge] if t.text == ","), edge - 1)
    deed = doc[first:last]
    if not len(deed) or any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in deed):
        return None
    ordered = deed[0].tag_ == "VB" and subject(deed[0]) is None
    return deed if ordered or deed[0].lower_ in {"another", "one", "any"} else None


def _hanging(future: Future) -> Iterator[Token]:
    """What may hold the condition: on the clause, or just before it on what leads to it.

    "... by claiming, after the capital falls, the army will march on": the parse hangs
    the condition on "claiming", or on the clause around.
    """
    head = future.head
    for verb in (head, *(c for c in head.children if c.dep_ == "xcomp")):
        yield from (c for c in verb.children if c.dep_ in {"advcl", "prep"})
    edge = min((t.i for t in (head, subject(head)) if t is not None), default=head.i)
    before = head.doc[edge - 1] if edge > head.sent.start else None
    if before is None or before.text != ",":
        return
    for token in head.doc[max(head.sent.start, edge - 12) : edge - 1]:
        if token.dep_ == "advcl" and token.right_edge.i == edge - 2 and token.head is not head:
            yield token


def _leads_clause(preposition: Token, future: Future) -> bool:
    """Whether a preposition leads to a happening ("after taking the town") and not to a date.

    The tagger takes the verb of "until the enemy surrenders" for a noun: two nouns in a row.
    """
    if future.cue.tag_ == "MD" and any(c.dep_ == "pcomp" for c in preposition.children):
        return True
    return preposition.lower_ in {"until", "till"} and any(
        noun.pos_ == "NOUN" and any(c.dep_ in {"compound", "conj"} for c in noun.children)
        for noun in preposition.subtree
    )


def _opener(clause: Token) -> Token | None:
    """The word that opens a condition: "if", "until", or an inverted "should the talks fail"."""
    found = next(
        (c for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS),
        None,
    )
    if found is not None:
        return found
    doer = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    turned = (c for c in clause.children if c.dep_ == "aux" and c.lower_ == "should")
    return next((c for c in turned if doer is not None and c.i < doer.i), None)
