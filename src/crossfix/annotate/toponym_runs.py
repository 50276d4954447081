"""Stretches of capitalised words that may be names, and the words right around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.lexicons.openings import opening_of
from crossfix.model import Feature

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

ENOUGH: Final = 1.5
"""What the signs must add up to for a name to be taken for a place."""

BLOCKED: Final = -4.0
PROBE: Final = "toponyms"
"""The name of the trained probe, and of the sign that it gives."""
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
    """A capitalised stretch of ``text``: its tokens, and what has been found out about it."""

    tokens: Tokens
    name: str
    feature: Feature | None = None
    plural: bool = False
    stop: int = 0
    label: str = ""
    dateline: bool = False
    text: str = ""
    signs: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """What all signs add up to."""
        return sum(self.signs.values())

    @property
    def is_open(self) -> bool:
        """Whether the rules leave it to other signs; the probe, which may err, is not asked."""
        return self.score - self.signs.get(PROBE, 0.0) > BLOCKED / 2

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
    text = doc.text  # spaCy puts it together anew each time
    datelines = [found.span("name") for found in _DATELINE.finditer(text)]
    opening = opening_of(text)
    datelines += opening.places if opening is not None and opening.wired else ()
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
            run = Run(tokens, tokens.text, stop=tokens.end, label=_label(tokens), text=text)
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
        if token.lower_ in NAME_PARTICLES and token.text.islower():
            return 2 if _is_name(following) else _glued_particle(doc, at)
        if token.lower_ == "of" and doc[at - 1].lower_ in lexicons.words(
            "places", "generic", "of_names"
        ):
            return _after_of(doc, at)
    return 0


def _glued_particle(doc: Doc, at: int) -> int:
    """An article that a hyphen ties to the name ("Deir al-Balah"): 3 tokens, or 0."""
    glued = not doc[at].whitespace_ and doc[at + 1].text in JOINERS
    return 3 if glued and at + 2 < len(doc) and _is_name(doc[at + 2]) else 0


def _after_of(doc: Doc, at: int) -> int:
    """What "of" ties to a word like "Gulf": 2 tokens, 3 with an article, or 0."""
    if _is_name(doc[at + 1]) and doc[at + 1].lower_ not in ARTICLES:
        return 2
    article = doc[at + 1].lower_ == "the" and at + 2 < len(doc)
    return 3 if article and _is_name(doc[at + 2]) else 0


def _trimmed(doc: Doc, start: int, stop: int) -> Iterator[Tokens]:
    """The run without words that are no part of a name; cut where such a word stands."""
    skipped = lexicons.words("places", "actors", "not_names")
    articled = lexicons.words("places", "generic", "articled")
    piece = start
    for at in range(start, stop + 1):
        word = doc[at].lower_ if at < stop else ""
        joined = at + 1 < stop and doc[at + 1].text in JOINERS
        dropped = at == stop or (
            not joined and (word in skipped or _is_no_part(doc, at, piece, stop))
        )
        if word == "the" and at + 1 < stop and doc[at + 1].lower_ in articled:
            dropped = False
        if piece < at < stop and doc[at].text in {"of", "the"}:
            dropped = False  # "Gulf of Aden", "Democratic Republic of the Congo"
        if dropped and word in directions() and at + 1 < stop and at > start - 1:
            dropped = False  # "South Ossetia", "West Bank"
        if dropped:
            last = at
            while last > piece and doc[last - 1].text in JOINERS:
                last -= 1
            if last > piece:
                yield doc[piece:last]
            piece = at + 1


def _is_no_part(doc: Doc, at: int, piece: int, stop: int) -> bool:
    """A title inside a run ("Bryansk Governor Bogomaz"), or what a sentence opens with.

    That is the number of a road, or a preposition ("Near Palmyra", but "Near East").
    """
    text = doc[at].text
    if at > piece and doc[at - 1].text not in JOINERS:
        return text.lower() in lexicons.words("places", "actors", "titles")
    if at != piece or at + 1 >= stop:
        return False
    opens = bool(doc[at].is_sent_start) and doc[at + 1].lower_ not in directions()
    return any(map(str.isdigit, text)) or (opens and text.lower() in _prepositions())


@cache
def _prepositions() -> frozenset[str]:
    kinds = ("strong", "medium", "weak")
    return frozenset().union(*(lexicons.words("places", "locative", kind) for kind in kinds))


def _label(tokens: Tokens) -> str:
    """The entity label that covers most of a run, or nothing."""
    labels = [token.ent_type_ for token in tokens if token.ent_type_]
    if not labels:
        return ""
    best = max(set(labels), key=lambda label: (labels.count(label), label))
    return best if 2 * labels.count(best) >= len(tokens) else ""
