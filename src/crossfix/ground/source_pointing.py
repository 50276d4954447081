"""Whom a pronoun or an epithet points at: "she", "it", "they", "the minister", "the paper"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from crossfix.ground.source_bodies import is_body
from crossfix.ground.source_cast import Appearance, Cast, Figure
from crossfix.ground.source_mentions import Mention
from crossfix.ground.source_names import BODIES, is_listed, leans_female
from crossfix.lexicons import load, words
from crossfix.lexicons.transcription import fold_name
from crossfix.model import SourceKind, Span

_REACH: Final = 1200
"""Characters back from a pronoun in which its name is looked for."""
_EPITHET_REACH: Final = 4000
_NEAR: Final = 300
_AHEAD: Final = 800
"""Characters on in which "the minister" may be named only afterwards."""
_STANDS_FOR: Final = load("resolution")["stands_for"]
STANDS_FOR: Final = {
    noun: frozenset(SourceKind(kind) for kind, nouns in _STANDS_FOR.items() if noun in nouns)
    for noun in {noun for nouns in _STANDS_FOR.values() for noun in nouns}
}
"""The kinds of things that an epithet can take up: "the channel" an outlet or a milblogger."""
_CREEDS: Final = frozenset({"christian", "social", "liberal", "free", "democratic", "muslim"})
_SORTS: Final = words("resolution", "sorts", "nouns")
_ONCE: Final = frozenset({"former", "ex", "retired", "one-time", "onetime", "erstwhile", "ex-"})
_PORTFOLIOS: Final = frozenset(load("resolution")["portfolios"]["words"])
_PART_OF: Final = re.compile(r"\bof (?:the )?\Z")
"""Before what belongs to a longer name: "the press service of the fleet"."""
_CITED: Final = re.compile(r"\b(?:citing|quoting|told|asked by|denied by)\s+(?:the )?\Z", re.I)
_THINGS: Final = frozenset(
    {SourceKind.MEDIA, SourceKind.COMPANY, SourceKind.DOCUMENT, SourceKind.ANALYST,
     SourceKind.SATELLITE, SourceKind.OFFICIAL, SourceKind.MILITARY,
     SourceKind.MILBLOGGER, SourceKind.OTHER}
)  # fmt: skip
_SUBJECT: Final = 1.5
"""How prominent the subject of a sentence is at least."""
_SILENT: Final = frozenset({SourceKind.DOCUMENT, SourceKind.SATELLITE})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something points from: the sentence and the segment begin here.

    ``held`` are the words that are attributed: whoever is named in them is not the one
    who speaks them.  ``speaker`` is whose quoted words this stands in: who speaks of
    "him" there speaks of somebody else.  ``previous`` is where the sentence before begins.
    """

    span: Span
    sentence: int
    segment: int
    held: tuple[Span, ...] = ()
    text: str = ""
    speaker: Figure | None = None
    previous: int = 0

    def closeness(self, appearance: Appearance) -> float:
        """How much speaks for an appearance: prominence, nearness, the same sentence."""
        score = appearance.weight - (self.span.start - appearance.start) / 150
        score += 2.5 * (appearance.start >= self.sentence)
        subject = appearance.weight >= _SUBJECT and appearance.start < self.sentence
        score += 1.0 * (subject and appearance.start >= self.previous)
        return score + 1.5 * (appearance.start >= self.segment)

    def is_held(self, appearance: Appearance) -> bool:
        """Whether somebody appears within the words that are attributed, or is only quoted.

        "Citing the Gazette, it wrote": whoever is cited is not the one who cites.
        """
        if any(piece.start <= appearance.start < piece.stop for piece in self.held):
            return True
        if appearance.start < self.sentence:
            return False
        before = max(0, appearance.start - 20)
        return _CITED.search(self.text, before, appearance.start) is not None


def person(cast: Cast, mention: Mention, spot: Spot) -> Figure | None:
    """Whom "he" or "she" points at: near, prominent, and of fitting gender."""

    def fits(figure: Figure) -> float | None:
        if not figure.is_person or figure.plural:
            return None
        if figure.gender and mention.gender and figure.gender != mention.gender:
            return None
        if figure.is_hardly_known:
            return -2.0
        lean = 1.5 if not figure.nameless and leans_female(figure.name) else 0.0
        if mention.gender == "f":
            return 3.0 if figure.gender == "f" else lean
        return 0.0 if figure.gender == "m" else -lean

    return _best(cast, spot, fits)


def thing(cast: Cast, spot: Spot) -> Figure | None:
    """What "it" points at: a body, an outlet, a company or a document."""

    def fits(figure: Figure) -> float | None:
        if figure.kind not in _THINGS or figure.is_person or figure.plural:
            return None
        if not figure.persons[False]:
            return None
        state = figure.kind is SourceKind.OFFICIAL and not is_body(figure.name)
        return -1.5 if state or figure.kind in _SILENT else 0.0

    return _best(cast, spot, fits)


def several(cast: Cast, spot: Spot, *, people: bool = False) -> Figure | None:
    """Whom "they" points at: several people, or unless ``people`` a body as its members."""

    def fits(figure: Figure) -> float | None:
        if figure.kind in _SILENT:
            return None
        if figure.plural:
            return 1.0
        body = figure.persons[False] and not figure.is_person
        return 0.0 if body and not people else None

    return _best(cast, spot, fits)


def _best(cast: Cast, spot: Spot, fits: Callable[[Figure], float | None]) -> Figure | None:
    best: tuple[float, Figure] | None = None
    for appearance in cast.before(spot.span.start, _REACH):
        if spot.is_held(appearance) or appearance.figure is spot.speaker:
            continue
        extra = fits(appearance.figure)
        if extra is None:
            continue
        score = spot.closeness(appearance) + extra
        if best is None or score > best[0]:
            best = score, appearance.figure
    return best[1] if best else None


def by_role(cast: Cast, mention: Mention, span: Span) -> Figure | None:
    """Whom "the minister" or "Lithuania's defence minister" points at.

    Somebody before to whom the report gives this role, or a thing of this sort ("the
    paper"); else somebody shortly afterwards who is of the same country, or is introduced
    by this role ("the governor, Ann Ray").
    """
    for appearance in cast.before(span.start, _EPITHET_REACH):
        near = span.start - appearance.start < _NEAR
        figure = appearance.figure
        if _fits(mention, figure, owned=bool(mention.place)) or _is_such(mention, figure, near):
            return figure
    for appearance in cast.after(span.stop, _AHEAD):
        figure = appearance.figure
        introduced = mention.head in figure.introduced
        if not figure.nameless and (mention.place or introduced) and (
            _fits(mention, figure, owned=not introduced)
        ):  # fmt: skip
            return figure
    return None


def by_sort(cast: Cast, mention: Mention, span: Span, begin: int, *, bare: bool) -> Figure | None:
    """Whom "the columnist" or "the former colonel" tells more of: a person just named.

    A noun for a sort of people, not for an office that somebody else may hold, takes up
    whoever the paragraph (from ``begin``) is about, unless the report tells otherwise who
    that is: by another kind, another sex, or words behind the noun.
    """
    once = mention.modifiers & _ONCE
    if mention.plural or not bare or not mention.definite or not mention.person:
        return None
    if span.text[:4].lower() != "the " or not (mention.head in _SORTS or once):
        return None
    if mention.place - _CREEDS:
        return None
    best: tuple[float, Figure] | None = None
    for appearance in cast.before(span.start, max(0, span.start - begin)):
        figure = appearance.figure
        if figure.nameless or figure.plural or not figure.is_person or figure.is_hardly_known:
            continue
        if mention.gender and figure.gender and mention.gender != figure.gender:
            continue
        if not once and mention.kind and figure.kind not in {SourceKind.OTHER, mention.kind}:
            continue
        score = appearance.weight - (span.start - appearance.start) / 100
        if best is None or score > best[0]:
            best = score, figure
    return best[1] if best else None


def of_two(cast: Cast, spot: Spot, *, first: bool) -> Figure | None:
    """Whom "the latter" points at, the one named last, or "the former", the one before."""
    found: list[Figure] = []
    for appearance in cast.before(spot.span.start, _NEAR):
        figure = appearance.figure
        part = _PART_OF.search(spot.text, max(0, appearance.start - 8), appearance.start)
        if spot.is_held(appearance) or figure.kind in _SILENT or figure in found or part:
            continue
        found.append(figure)
        if len(found) > first:
            return figure
    return None


def _is_such(mention: Mention, figure: Figure, near: bool) -> bool:
    """Whether "the paper" or "the company" can stand for something with a name.

    With a place before it ("the London paper") only for what is named close by.
    """
    kinds = STANDS_FOR.get(mention.head)
    if kinds is None or mention.plural or figure.nameless or figure.persons[True]:
        return False
    if not near and any(is_listed(word) for word in mention.place):
        return False
    if figure.kind is SourceKind.OTHER:  # "the organisation" for one that everybody knows
        return SourceKind.OTHER in kinds and is_listed(figure.name)
    return figure.kind in kinds or (mention.head == "agency" and _is_agency(figure))


def _is_agency(figure: Figure) -> bool:
    """As in "WFP" or "UNHCR", which a text calls "the agency" next."""
    return figure.kind in {SourceKind.OFFICIAL, SourceKind.OTHER} and (
        figure.name.isupper() and 3 <= len(figure.name) <= 6
    )


def _fits(mention: Mention, figure: Figure, *, owned: bool) -> bool:
    if mention.head not in figure.roles or mention.plural != figure.plural:
        return False
    mine = _portfolio(mention.roles | mention.modifiers)
    theirs = _portfolio(figure.roles | figure.modifiers)
    if mine and theirs and not mine <= theirs:
        return False
    if not theirs and mine & {"deputy", "vice", "former"}:
        return False
    return not owned or _same_place(mention.place, figure.place | figure.modifiers | figure.roles)


def _portfolio(words: Iterable[str]) -> set[str]:
    return {word.rstrip(".") for word in words} & _PORTFOLIOS


def _same_place(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two sets of words name one country: "Lithuania's", "Lithuanian".

    Owners that are no country ("the army's spokesman") tell nobody apart.
    """
    stems = {fold_name(word)[:5] for word in right}
    left = [word for word in left if word not in BODIES]
    return not left or any(fold_name(word)[:5] in stems for word in left)
