"""Questions to the parse that several stages ask: phrases, arguments, negation, quotes.

Pure functions over spaCy tokens (English, ClearNLP dependency labels).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS: Final = frozenset({"dobj", "obj", "dative", "attr", "oprd"})
CLAUSES: Final = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"})
OPENING: Final = "“«„‘"
_QUOTATION_MARK: Final = re.compile(f"[\"'{OPENING}]")
CLOSING: Final = {"“": "”“", "«": "»", "„": "“”", "‘": "’"}


def noun_phrase(head: Token) -> Tokens:
    """The noun phrase of a head as one stretch, without the clauses that hang on it.

    "the minister, who spoke on Monday" gives "the minister"; titles, names, numbers,
    possessors and "of" phrases stay.
    """
    left, right = head.i, head.i
    for child in head.children:
        if child.dep_ in CLAUSES or child.dep_ in {"punct", "cc", "conj", "appos", "prep"}:
            continue
        if child.dep_ in {"det", "compound", "amod", "nummod", "poss", "quantmod", "nmod", "case",
                          "predet", "advmod", "npadvmod"}:  # fmt: skip
            left = min(left, child.left_edge.i)
            right = max(right, child.right_edge.i if child.i > head.i else right)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == right + 1:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    right = max(right, noun_phrase(inner).end - 1)
    return head.doc[left : right + 1]


def subject(verb: Token) -> Token | None:
    """The head of a verb's subject, looked for also where verbs are coordinated."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return subject(verb.head)
    if verb.dep_ == "xcomp" and verb.head.pos_ in {"VERB", "AUX"}:
        return subject(verb.head)
    return None


def objects(verb: Token) -> list[Token]:
    """The heads of a verb's objects, coordinated ones included."""
    found = [child for child in verb.children if child.dep_ in OBJECTS]
    return [token for head in found for token in coordinated(head)]


def coordinated(head: Token) -> list[Token]:
    """A head and everything coordinated with it: the towns of "A, B and C"."""
    found = [head]
    for token in found:
        found.extend(child for child in token.children if child.dep_ == "conj")
    return found


def agent(verb: Token) -> Token | None:
    """The head of the "by" phrase of a passive."""
    for child in verb.children:
        if child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, or a participle that modifies its patient."""
    labels = {child.dep_ for child in verb.children}
    if labels & {"auxpass", "nsubjpass", "csubjpass"}:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}


def is_negated(verb: Token) -> bool:
    """Whether a negation stands on this verb or on its subject or object ("no troops").

    "not to mention" and "not only" negate nothing.
    """
    for child in verb.children:
        if child.dep_ == "neg" and not _empty_negation(child):
            return True
        if child.dep_ in SUBJECTS | OBJECTS and any(
            inner.dep_ == "det" and inner.lower_ in {"no", "neither"} for inner in child.children
        ):
            return True
        if child.dep_ == "advmod" and child.lower_ in {"never", "hardly", "scarcely"}:
            return True
    return False


def _empty_negation(token: Token) -> bool:
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    return following[:1] in (["only"], ["just"], ["merely"]) or following == ["to", "mention"]


def modal(verb: Token) -> Token | None:
    """The modal auxiliary of a verb ("could", "will"), if it has one."""
    for child in verb.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return child
    if verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
        return modal(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else None
    return None


def is_conditional(verb: Token) -> bool:
    """Whether a verb stands in an "if" or "unless" clause, or in one that hangs on it."""
    return any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in verb.children)


def quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """Quoted stretches as character offsets into the parsed text, marks included.

    Takes straight and curly doubles, guillemets and low marks; an apostrophe is not a
    quotation mark unless it opens after a blank and closes before one.  An unclosed
    quotation runs to the end of the passage: typists leave the mark out where a
    quotation goes on in the next paragraph.
    """
    text = doc.text  # rebuilt at every call: once is enough
    position = 0
    while found := _QUOTATION_MARK.search(text, position):
        mark, position = found[0], found.start()
        if mark == '"' or mark in OPENING[:3]:
            stop = _closing(text, position + 1, '"”' if mark == '"' else CLOSING[mark] + '"')
        else:
            stop = _closing_single(text, position + 1) if _opens(text, position) else -1
            if stop < 0:
                position += 1
                continue
        stop = len(text) if stop < 0 else stop + 1
        if stop - position > 2:
            yield position, stop
        position = stop


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1 : position + 2]
    return (before.isspace() or before in "([—–") and after.isalpha()


def _closing(text: str, start: int, marks: str) -> int:
    found = [at for at in (text.find(mark, start) for mark in marks) if at >= 0]
    return min(found, default=-1)


def _closing_single(text: str, start: int) -> int:
    limit = min(len(text), start + 600)
    for position in range(start, limit):
        if text[position] in '"“”«»':
            return -1  # a quotation inside single marks may not swallow a double one
        if text[position] in "’'":
            after = text[position + 1 : position + 2]
            if text[position - 1] not in " " and (not after or not after.isalnum()):
                return position
    return -1
