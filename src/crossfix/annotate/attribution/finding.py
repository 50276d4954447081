"""A found attribution as ranges of tokens, before it becomes a record.

Whatever finds the spans (the rules of this package, or a trained tagger in their place)
yields these; hedges, polarity, evidence and nesting are told from them afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from crossfix.lexicons.openings import first_word
from crossfix.syntax import quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""Token indexes, the first included and the last not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Source, cue and content of one attribution in one parsed text.

    ``inside`` is the cue of an attribution that this one stands in although that one's
    content does not cover it ("Reuters reported ..., citing officials").  ``open`` says
    that a quotation which follows may go on with the content.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    rule: str
    inside: Range | None = None
    open: bool = True

    @property
    def extent(self) -> Range:
        """From the first token of any part to the last."""
        parts = [self.cue, *self.content, *([self.source] if self.source else [])]
        return min(a for a, _ in parts), max(b for _, b in parts)

    def holding(self, content: Iterable[Range]) -> Finding:
        """The same finding with other content."""
        return replace(self, content=tuple(content))


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed text with what every rule asks for: its words, quotations and sentences.

    ``tokens`` and ``lemmas`` (lower case) are those of ``doc``, taken from it once.
    ``opening`` counts the tokens of a dateline or a number before the first sentence.
    ``quote_at`` and ``sentence_at`` give, for each token, the number of the quotation
    (-1 outside) and of the sentence it stands in.
    """

    doc: Doc
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    lemmas: tuple[str, ...] = field(default=(), repr=False)
    quotes: tuple[Range, ...] = ()
    sentences: tuple[Range, ...] = ()
    quote_at: tuple[int, ...] = field(default=(), repr=False)
    sentence_at: tuple[int, ...] = field(default=(), repr=False)
    opening: int = 0

    def quote(self, token: int) -> Range | None:
        """The quotation that a token stands in, marks included."""
        number = self.quote_at[token]
        return self.quotes[number] if number >= 0 else None

    def sentence(self, token: int) -> Range:
        """The sentence that a token stands in."""
        return self.sentences[self.sentence_at[token]]


def page_of(doc: Doc) -> Page:
    """A parsed text, ready for the rules; takes time in its length."""
    quotes = []
    for start, stop in _quotations(doc):
        span = doc.char_span(start, stop, alignment_mode="expand")
        if span is not None and len(span) > 1:
            quotes.append((span.start, span.end))
    sentences = tuple((sentence.start, sentence.end) for sentence in doc.sents)
    tokens = tuple(doc)
    return Page(
        doc,
        tokens,
        tuple(token.lemma_.lower() for token in tokens),
        tuple(quotes),
        sentences,
        _numbers(len(doc), quotes),
        _numbers(len(doc), sentences),
        _opening(doc),
    )


_NUMBERED: Final = re.compile(r"\s*\d{1,3}/(?:\d{1,3})?(?=\s)")
"""The number of a post in a thread: "3/" and "3/12"."""


def _opening(doc: Doc) -> int:
    """How many tokens a dateline ("KYIV, May 3 (Reuters) -") or a number ("3/") takes."""
    match = _NUMBERED.match(doc.text)
    if match is None:
        return first_word(doc)
    return next((token.i for token in doc if token.idx >= match.end()), 0)


def _quotations(doc: Doc) -> list[tuple[int, int]]:
    """Quotations by the common marks, and by two apostrophes where a text uses those."""
    found = list(quotations(doc))
    text = doc.text
    if text.count("''") < 2:
        return found
    marks = [match.start() for match in re.finditer("(?<!')''(?!')", text)]
    doubled = [(a, b + 2) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if len(marks) % 2:
        doubled.append((marks[-1], len(text)))
    apart = [q for q in found if all(q[1] <= a or b <= q[0] for a, b in doubled)]
    return sorted(apart + doubled)


def _numbers(length: int, ranges: Iterable[Range]) -> tuple[int, ...]:
    numbers = [-1] * length
    for number, (start, stop) in enumerate(ranges):
        numbers[start:stop] = [number] * (stop - start)
    return tuple(numbers)


def subtree(token: Token) -> Range:
    """The range from the first to the last token that hangs on this one."""
    return token.left_edge.i, token.right_edge.i + 1


def meets(left: Range, right: Range) -> bool:
    """Whether two ranges share a token."""
    return left[0] < right[1] and right[0] < left[1]


def covers(outer: Range, inner: Range) -> bool:
    """Whether one range lies wholly inside another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def without(ranges: Iterable[Range], holes: Iterable[Range]) -> list[Range]:
    """What is left of ranges when others are cut out, in order, joined where they touch."""
    left = sorted(ranges)
    for hole in sorted(holes):
        left = [
            piece
            for start, stop in left
            for piece in ((start, min(stop, hole[0])), (max(start, hole[1]), stop))
            if piece[0] < piece[1]
        ]
    return joined(left)


def joined(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch or overlap made one."""
    found: list[Range] = []
    for start, stop in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found
