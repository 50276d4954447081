"""Stretches of capitalised words that may be names, and the words right around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.model import Feature

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

JOINERS: Final = frozenset({"-", "'", "’", "–"})
PARTICLES: Final = lexicons.words("places", "particles", "all")
NAME_PARTICLES: Final = lexicons.words("places", "particles", "between_blanks")
ARTICLES: Final = frozenset({"the", "a", "an"})

_DATELINE: Final = re.compile(
    r"(?:^|(?<=[.!?]\s))\s*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2})"
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?,?(?: ?\([A-Z][^)]{1,25}\))? ?[—–-]{1,3}\s"
)


@dataclass(slots=True)
class Run:
    """A capitalised stretch: its tokens, and what has been found out about it."""

    tokens: Tokens
    name: str
    feature: Feature | None = None
    plural: bool = False
    stop: int = 0
    label: str = ""
    dateline: bool = False
    signs: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """What all signs add up to."""
        return sum(self.signs.values())

    @property
    def before(self) -> Token | None:
        """The word before, articles and words of direction left out ("in the north of")."""
        at = self.tokens.start - 1
        doc = self.tokens.doc
        while at >= 0 and (doc[at].lower_ in ARTICLES or doc[at].lower_ in directions()):
            at -= 1
        return doc[at] if at >= 0 else None

    @property
    def after(self) -> Token | None:
        """The word after."""
        doc = self.tokens.doc
        return doc[self.tokens.end] if self.tokens.end < len(doc) else None


@cache
def directions() -> frozenset[str]:
    """Words that narrow a place down ("eastern", "downtown")."""
    return lexicons.words("places", "locative", "directions")


@cache
def demonyms() -> frozenset[str]:
    """Words for peoples and what is theirs, in the singular and plural."""
    found = set()
    for row in lexicons.load("places")["countries"].values():
        for word in row["demonyms"]:
            found |= {word.lower(), f"{word.lower()}s"}
    return frozenset(found)


def find_runs(doc: Doc) -> Iterator[Run]:
    """The capitalised stretches of a text, in order, function words at both ends left out."""
    datelines = [found.span("name") for found in _DATELINE.finditer(doc.text)]
    at = 0
    while at < len(doc):
        if not _is_name(doc[at]):
            at += 1
            continue
        stop = at + 1
        while stop < len(doc):
            step = _continues(doc, stop)
            if not step:
                break
            stop += step
        for tokens in _trimmed(doc, at, stop):
            run = Run(tokens=tokens, name=tokens.text, stop=tokens.end, label=_label(tokens))
            run.dateline = any(
                start <= tokens.start_char and tokens.end_char <= stop for start, stop in datelines
            )
            yield run
        at = stop


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and any(map(str.isalpha, token.text))


def _continues(doc: Doc, at: int) -> int:
    """How many tokens the name goes on for here: 0, 1, or 2 with a joiner."""
    token = doc[at]
    glued = not doc[at - 1].whitespace_
    if _is_name(token) and (token.text != "I"):
        return 0 if doc[at].is_sent_start and not glued else 1
    if at + 1 < len(doc):
        following = doc[at + 1]
        hyphen = token.text in JOINERS and glued and not token.whitespace_
        if hyphen and (_is_name(following) or following.lower_ in PARTICLES):
            return 2
        if token.lower_ in NAME_PARTICLES and token.text.islower() and _is_name(following):
            return 2
    return 0


def _trimmed(doc: Doc, start: int, stop: int) -> Iterator[Tokens]:
    """The run without words that are no part of a name; cut where such a word stands."""
    skipped = lexicons.words("places", "actors", "not_names")
    piece = start
    for at in range(start, stop + 1):
        word = doc[at].lower_ if at < stop else ""
        dropped = at == stop or (
            word in skipped and not (at + 1 < stop and doc[at + 1].text in JOINERS)
        )
        if dropped and word in directions() and at + 1 < stop and at > start - 1:
            dropped = False  # "South Ossetia", "West Bank"
        if dropped:
            last = at
            while last > piece and doc[last - 1].text in JOINERS:
                last -= 1
            if last > piece:
                yield doc[piece:last]
            piece = at + 1


def _label(tokens: Tokens) -> str:
    """The entity label that covers most of a run, or nothing."""
    labels = [token.ent_type_ for token in tokens if token.ent_type_]
    if not labels:
        return ""
    best = max(set(labels), key=lambda label: (labels.count(label), label))
    return best if 2 * labels.count(best) >= len(tokens) else ""
