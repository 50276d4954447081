"""From heads to whole phrases: who speaks, in what words, and where content ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution.finding import (
    Page,
    Range,
    covers,
    joined,
    meets,
    subtree,
    without,
)
from crossfix.annotate.attribution.words import is_animate, is_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INSIDE: Final = frozenset(
    {"det", "compound", "amod", "nummod", "poss", "quantmod", "nmod", "predet", "neg", "advmod",
     "npadvmod", "case"}
)  # fmt: skip
_GROUP: Final = frozenset({"aux", "auxpass", "neg", "advmod"})
_MARKS: Final = "\"“”«»„‘’'"
_EDGE: Final = frozenset({",", ";", ":", ".", "-", "–", "—", "(", ")", "!", "?", "…", "...", "--"})
_APPOSITION: Final = 12
"""Words of an apposition that still belong to a name: "Ann Ray, the mayor of Ostrava"."""


def source_phrase(head: Token, *, verb: Token | None = None) -> Range:
    """The whole noun phrase of a source: title, name, "of" and other phrases, apposition.

    Clauses that hang on it ("who spoke on Monday") stay out.
    """
    if head.lower_ in {"his", "her", "their", "its"}:
        return head.i, head.i + 1
    head = _counted(head)
    left, right = head.i, head.i + 1
    for child in head.children:
        if child.i < head.i and child.dep_ in _INSIDE:
            left = min(left, child.left_edge.i)
    for child in head.rights:
        if verb is not None and verb.i > head.i and child.right_edge.i >= verb.i:
            break
        right = _take(child, right)
    if head.doc[right - 1].pos_ == "ADP" and right - 1 > head.i:
        # The parser tied the object of the last preposition to the verb.
        near = verb is not None and 0 < verb.i - right <= 2
        right = verb.i if verb is not None and near else right - 1
    return _closed(head.doc, *_trim_owner(head, left, right))


_CLOSERS: Final = {"(": ")", "“": "”", "«": "»", '"': '"'}


def _closed(doc: Doc, left: int, right: int) -> Range:
    """A phrase with the mark that closes a bracket or a quotation begun in it."""
    inside = [token.text for token in doc[left:right]]
    for opener, closer in _CLOSERS.items():
        begun = inside.count(opener)
        open_still = begun % 2 if opener == closer else begun > inside.count(closer)
        if open_still and right < len(doc) and doc[right].text == closer:
            return left, right + 1
    return left, right


def _take(child: Token, right: int) -> int:
    """Where a phrase ends once one more dependant on its right has been looked at."""
    begin, end = subtree(child)
    doc = child.doc
    if begin == right and child.dep_ == "case":
        return right
    if begin == right and child.dep_ in {"prep", "nummod", "amod", "compound"} | _INSIDE:
        clause = next((t.i for t in doc[begin:end] if t.dep_ in {"relcl", "acl"}), end)
        if child.dep_ == "prep" and child.lower_ not in _SOURCE_PREPOSITIONS:
            return right
        return max(
            right, _without_edge(doc[begin : doc[clause].left_edge.i if clause < end else end])
        )
    if (
        child.dep_ == "acl"
        and begin == right
        and child.tag_ == "VBN"
        and end - begin <= _APPOSITION
    ):
        return max(right, _without_edge(doc[begin:end]))
    if child.dep_ == "conj" and begin <= right + 2:
        return max(right, source_phrase(child)[1])
    if child.dep_ == "appos" and begin <= right + 1 and end - begin <= _APPOSITION:
        return max(right, source_phrase(child)[1])
    return right


def _counted(head: Token) -> Token:
    """The "one" of "one of their officers", where the parse gives the officers."""
    of = head.head
    counts = of.head.pos_ in {"NUM", "PRON", "DET"} and of.head.i == of.i - 1
    return of.head if head.dep_ == "pobj" and of.lower_ == "of" and counts else head


_SOURCE_PREPOSITIONS: Final = frozenset(
    {
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "near",
        "to",
        "on",
        "close",
        "inside",
        "within",
        "by",
        "about",
        "between",
        "among",
        "like",
    }
)


def _without_edge(span: Iterable[Token]) -> int:
    last = [token for token in span if token.text not in _EDGE and not token.is_space]
    return last[-1].i + 1 if last else 0


def _trim_owner(head: Token, left: int, right: int) -> Range:
    doc = head.doc
    while right - 1 > left and (doc[right - 1].tag_ == "POS" or doc[right - 1].text in _EDGE):
        right -= 1
    while left < head.i and (doc[left].text in _EDGE or doc[left].is_space):
        left += 1
    return left, right


def nearest_phrase(page: Page, start: int, stop: int) -> Token | None:
    """The head of a speaker's noun phrase in a short stretch, where the parse gives none."""
    doc = page.doc
    for index in range(start, stop):
        token = doc[index]
        inside = (
            token.dep_ in {"compound", "amod", "det", "poss", "nmod"}
            and index < token.head.i < stop
        )
        if not inside and token.pos_ in {"PROPN", "NOUN", "PRON"} and is_animate(token):
            return token
    return next((doc[i] for i in reversed(range(start, stop)) if is_name(doc[i])), None)


def cue_group(verb: Token, *, particle: Token | None = None) -> Range:
    """The words that carry the saying: auxiliaries, negation, adverbs, the verb, a particle.

    As PolNeAR marks it: "has also said", "was asked about", "went on to say".
    """
    doc = verb.doc
    left = verb.i
    while (
        left > 0
        and not doc[left].is_sent_start
        and (
            (doc[left - 1].head.i == verb.i and doc[left - 1].dep_ in _GROUP)
            or (
                left < verb.i
                and doc[left - 1].head.i == doc[left].i
                and doc[left - 1].dep_ == "advmod"
            )
        )
    ):
        left -= 1
    higher = verb.head
    if verb.dep_ == "xcomp" and higher.pos_ == "VERB" and 0 < left - higher.i <= 3:
        left = cue_group(higher)[0]
    right = verb.i + 1
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == right:
            right += 1
    if particle is not None and right <= particle.i <= right + 2:
        right = particle.i + 1
    return left, right


def tidy_content(
    page: Page, pieces: Iterable[Range], holes: Iterable[Range], cue: Range
) -> tuple[Range, ...]:
    """Content as it is written down: without source and cue, whole quotations, bare edges.

    What is said inside a quotation ends with it; a quotation that is only partly taken
    is taken whole; pieces without a word are dropped.
    """
    holes = list(holes)
    own = page.quote(cue[0])
    grown = []
    for piece in pieces:
        if piece[0] >= piece[1]:
            continue
        if own is not None:
            grown.append((max(piece[0], own[0]), min(piece[1], own[1])))
        else:
            grown.append(_whole_quotes(page, piece, holes))
    left = without(joined(piece for piece in grown if piece[0] < piece[1]), holes)
    trimmed = [_bare(page, piece, own) for piece in left]
    return tuple(
        (start, stop)
        for start, stop in trimmed
        if any(token.text[:1].isalnum() for token in page.doc[start:stop])
    )


def _whole_quotes(page: Page, piece: Range, holes: list[Range]) -> Range:
    start, stop = piece
    for edge in (start, stop - 1):
        quote = page.quote(edge)
        if quote and not covers(piece, quote) and not any(meets(quote, hole) for hole in holes):
            start, stop = min(start, quote[0]), max(stop, quote[1])
    return start, stop


def _bare(page: Page, piece: Range, own: Range | None) -> Range:
    """A piece without commas and stops at its edges; marks of a whole quotation stay."""
    start, stop = piece
    doc = page.doc

    def loose(index: int) -> bool:
        text = doc[index].text
        if text[0] in _MARKS and not text[0].isalnum() and len(text) <= 2:
            quote = page.quote(index)
            return quote is None or quote == own or not covers((start, stop), quote)
        return text in _EDGE or doc[index].is_space

    while start < stop and loose(start):
        start += 1
    while start < stop and loose(stop - 1):
        stop -= 1
    while start < stop and doc[start].lower_ in {"and", "but", "so"} and doc[start].dep_ == "cc":
        start += 1
    return start, stop


def has_proposition(page: Page, pieces: Iterable[Range]) -> bool:
    """Whether content says something: more than a pronoun, a number or a stray mark."""
    tokens = [token for start, stop in pieces for token in page.doc[start:stop]]
    return any(token.pos_ in {"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"} for token in tokens)


def gaps(ranges: Iterable[Range]) -> Iterable[Range]:
    """What lies between ranges that follow each other."""
    for (_, stop), (start, _) in pairwise(ranges):
        if stop < start:
            yield stop, start
