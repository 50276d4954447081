"""Figures with what they are compared by: the thing counted, what befell it, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.model import Attribution, Event, Place, Polarity, Quantity, Span, Status, Time
from crossfix.reading import Passage, Reading
from crossfix.syntax import noun_phrase, subject

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_FATES: Final[Mapping[str, str]] = {
    word: fate for fate, words in lexicons.load("figures")["fates"].items() for word in words
}
_ON_TOP: Final = lexicons.words("figures", "lists", "on_top")
_PARTS: Final = lexicons.words("figures", "lists", "parts")
_PEOPLE: Final = lexicons.words("figures", "lists", "people")
_SORTS: Final = lexicons.words("figures", "lists", "sorts")
_SIDES: Final = lexicons.words("figures", "lists", "sides")
_MONEY: Final = frozenset(lexicons.load("quantities")["currency_words"])
# What these measure is the make of a thing ("a 110 kV line"), and many have it.
_RATINGS: Final = frozenset({"kV", "mm", "MW", "hp"})
_POINTING: Final = frozenset({"the", "these", "those", "all", "both"})
_MODIFIERS: Final = frozenset({"amod", "compound", "nmod", "poss"})
_OPEN_STATUS: Final = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
Speaker = Callable[[Span], tuple[str, str | None]]
"""Whose word a stretch is: the id of the source and that of the attribution."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day: ``surely`` those of the happening, else told in the sentence."""

    first: str
    last: str
    surely: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what it is compared by.

    ``head`` is the name of what is counted, None for a sum of money of nothing named,
    ``fate`` what befell the counted ("dead", "hurt", "downed"), or the verb of the clause;
    ``marks`` the words that tell its things from others of their name; ``doer`` the side
    that did or underwent it.
    """

    quantity: Quantity
    head: str | None
    fate: str | None
    marks: frozenset[str]
    doer: str | None
    events: frozenset[str]
    places: frozenset[str]
    days: Days | None
    source: str
    sentence: tuple[int, int]
    points_back: bool
    on_top: bool
    open: bool

    @property
    def block(self) -> tuple[str | None, str | None]:
        """What figures must share to be compared: unit and name, of money the unit alone."""
        money = self.quantity.unit in _MONEY
        return self.quantity.unit, None if money else self.head


def read_counted(
    reading: Reading, passage: Passage, quantity: Quantity, events: Iterable[Event], who: Speaker
) -> Counted | None:
    """What a figure is compared by; None where the text does not say what it counts."""
    tokens = passage.find(quantity.span)
    things = passage.find(quantity.of) if quantity.of is not None else None
    if tokens is None or (things is None and quantity.unit not in _MONEY):
        return None
    if quantity.unit in _RATINGS:
        return None
    root = things.root if things is not None else None
    verb = _verb(tokens.root)
    events = list(events)
    source, attribution = who(quantity.span)
    said = reading.get(Attribution, attribution)
    denied = said is not None and said.polarity is Polarity.DENIED
    words = _lead(tokens)
    return Counted(
        quantity=quantity,
        head=_name_of(root) if root is not None else None,
        fate=_fate(root, verb),
        marks=_marks(root) if root is not None else frozenset(),
        doer=_doer(verb, tokens),
        events=frozenset(event.id for event in events),
        places=_places_of(reading, passage, tokens, events),
        days=_days_of(reading, passage, tokens, events),
        source=source,
        sentence=(passage.offset, tokens.root.sent.start),
        points_back=_points_back(tokens),
        on_top=bool(words & _ON_TOP) or _is_apart(tokens, verb),
        open=denied or any(event.status in _OPEN_STATUS for event in events) or _is_open(verb),
    )


def _name_of(root: Token) -> str:
    """The name of the counted: people are one thing, by whatever word."""
    lemma = root.lemma_.lower()
    people = _PEOPLE | _SORTS
    return "people" if lemma in people or root.lower_ in people else lemma


def _verb(token: Token) -> Token | None:
    return next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)


def _fate(root: Token | None, verb: Token | None) -> str | None:
    own = (root, *root.children) if root is not None else ()
    for word in (*own, *((verb,) if verb is not None else ())):
        fate = _FATES.get(word.lemma_.lower()) or _FATES.get(word.lower_)
        if fate is not None:
            return fate
    if verb is None or verb.lemma_ in {"be", "have"}:
        return None
    return verb.lemma_.lower()


def _marks(root: Token) -> frozenset[str]:
    """What tells the counted from others: modifiers, and the sort of people."""
    found = {
        child.lemma_.lower()
        for child in root.children
        if child.dep_ in _MODIFIERS and child.pos_ in {"ADJ", "PROPN", "NOUN"}
    }
    lemma = root.lemma_.lower()
    return frozenset(found | {lemma} if lemma in _SORTS else found) - _PEOPLE


def _doer(verb: Token | None, tokens: Tokens) -> str | None:
    """The side that did or underwent it: the subject, unless the figure stands in it."""
    doer = subject(verb) if verb is not None else None
    if doer is None or not (doer.pos_ == "PROPN" or doer.lemma_.lower() in _SIDES):
        return None
    phrase = noun_phrase(doer)
    inside = phrase.start <= tokens.start < phrase.end
    return None if inside else doer.lemma_.lower()


def _points_back(tokens: Tokens) -> bool:
    """Whether it is spoken of as known: "the 12 dead"."""
    first = tokens.start
    at_once = first > 0 and tokens.doc[first - 1].lower_ in _POINTING
    return at_once or tokens[0].lower_ in _POINTING


def _lead(tokens: Tokens) -> set[str]:
    """The few words that lead to a figure, and its own without the bound "more than"."""
    sentence = tokens.root.sent
    words = tokens.doc[max(sentence.start, tokens.start - 3) : tokens.end]
    return {t.lower_ for t in words if t.i + 1 == len(t.doc) or t.nbor().lower_ != "than"}


def _is_apart(tokens: Tokens, verb: Token | None) -> bool:
    """Whether a figure counts some of others, or what came again: "12 of them", "hit again"."""
    doc = tokens.doc
    after = [t.lower_ for t in doc[tokens.end : tokens.end + 2]]
    before = doc[tokens.start - 1].lower_ if tokens.start else ""
    again = verb is not None and any(c.lower_ in {"again", "too", "also"} for c in verb.children)
    return again or after[:1] == ["of"] or before in _PARTS


def _is_open(verb: Token | None) -> bool:
    """Whether a clause tells of what may be or will be, and so of no figure yet."""
    return verb is not None and any(c.tag_ == "MD" for c in verb.children)


def _places_of(
    reading: Reading, passage: Passage, tokens: Tokens, events: Iterable[Event]
) -> frozenset[str]:
    """The places of the happening that a figure belongs to, else of its sentence."""
    ids = [place for event in events for place in event.places]
    places = [p for p in (reading.get(Place, i) for i in ids) if p is not None]
    if not places:
        places = list(reading.within(Place, passage.tokens(tokens.root.sent)))
    return frozenset(p.gazetteer_id or p.name.casefold() for p in places)


def _days_of(
    reading: Reading, passage: Passage, tokens: Tokens, events: Iterable[Event]
) -> Days | None:
    """The first and last day of the happening, else of the one time of the sentence."""
    for event in events:
        if event.earliest and event.latest:
            return Days(event.earliest[:10], event.latest[:10], surely=True)
    times = [
        Days(t.earliest[:10], t.latest[:10], surely=False)
        for t in reading.within(Time, passage.tokens(tokens.root.sent))
        if t.earliest and t.latest
    ]
    return times[0] if len(times) == 1 else None
