"""The accounts of a report: its events, made ready to be compared with those of others.

Only the ledger is read, no parse is made: words are cut by a pattern and led back to their
base forms (see :mod:`crossfix.link.words`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, pairwise
from typing import Final

from crossfix.findings.accounts import Account, Figure, Site
from crossfix.link.words import is_numeral, meanings, placed_words, rarity, telling, words_in
from crossfix.model import Event, Ledger, LinkKind, Place, Quantity, Source, Span, slice_span

SENTENCE_WORDS: Final = 20
"""Words of its sentence that an account keeps."""
TOPIC_WORDS: Final = 28
"""Words of the text around it that an account keeps."""
NAMES: Final = 14
"""Names in the text around it that an account keeps."""
AROUND: Final = 1_500
"""Characters before and behind a happening that its topic and names are taken from."""

_BREAK: Final = re.compile(r"[.!?…]+[\"'”»)\]]*\s+(?=[\"'“«(\[]*[A-Z0-9])|\n")
_LONGEST: Final = 700
_PARTICLES: Final = frozenset(
    [
        "about",
        "across",
        "after",
        "against",
        "along",
        "apart",
        "around",
        "at",
        "away",
        "back",
        "by",
        "down",
        "for",
        "forward",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "through",
        "to",
        "together",
        "toward",
        "towards",
        "under",
        "up",
        "upon",
        "with",
    ]
)
_EMPTY: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "your",
        "my",
        "himself",
        "herself",
        "itself",
        "themselves",
        "be",
        "have",
        "do",
        "get",
        "not",
        "no",
        "any",
        "some",
    ]
)


def accounts_of(ledger: Ledger) -> list[Account]:
    """The account of every event of a report, in the order of the report."""
    report = _Report(ledger)
    same = _same(ledger)
    return [report.account(event, same.get(event.id, ())) for event in ledger.events]


def head_word(trigger: str) -> str:
    """The word that tells of the happening: "drone strike" is strike, "walked out" walk_out.

    A verb with its particle is one word where WordNet has it; other particles are left out.
    """
    words = list(words_in(trigger)) or [trigger.casefold()]
    for verb, particle in pairwise(words):
        if particle in _PARTICLES and meanings(f"{verb}_{particle}"):
            return f"{verb}_{particle}"
    while len(words) > 1 and words[-1] in _PARTICLES | _EMPTY:
        words.pop()
    kept = [word for word in words if word not in _EMPTY] or words
    return next((word for word in reversed(kept) if meanings(word)), kept[-1])


@dataclass(frozen=True)
class _Report:
    """A ledger with its entries by id."""

    ledger: Ledger

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.ledger.places}

    @cached_property
    def figures(self) -> Mapping[str, Quantity]:
        return {quantity.id: quantity for quantity in self.ledger.quantities}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.ledger.sources}

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, ...]]:
        return {told.id: told.chain for told in self.ledger.attributions}

    @cached_property
    def words(self) -> tuple[list[int], list[str]]:
        """The words of the report, and where each begins."""
        placed = list(placed_words(self.ledger.document.text))
        return [start for start, _ in placed], [word for _, word in placed]

    @cached_property
    def title(self) -> Counter[str]:
        """The words of the title, which count twice."""
        title = Counter(words_in(self.ledger.document.title or ""))
        return title + title

    @cached_property
    def rarities(self) -> Mapping[str, float]:
        """How rare each word of the report and its title is."""
        return {word: rarity(word) for word in {*self.words[1], *self.title}}

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that the report writes with a capital wherever they stand: mostly names."""
        text = self.ledger.document.text
        placed = list(zip(*self.words, strict=True))
        small = {word for start, word in placed if not text[start].isupper()}
        return frozenset(word for _, word in placed) - small

    def around(self, trigger: Span) -> list[str]:
        """The words of the text around, first those that it says most of: often, and rare."""
        starts, words = self.words
        first = bisect_left(starts, trigger.start - AROUND)
        last = bisect_left(starts, trigger.stop + AROUND)
        counts = Counter(words[first:last])
        counts.update(self.title)
        rare = self.rarities
        weighed = [(-math.sqrt(counts[word]) * rare[word], word) for word in counts if rare[word]]
        return [word for _, word in sorted(weighed)]

    def account(self, event: Event, same: tuple[str, ...]) -> Account:
        """What the report tells of one event."""
        document = self.ledger.document
        sentence = self.sentence(event.trigger)
        around = self.around(event.trigger)
        return Account(
            id=event.id,
            document=document.id,
            trigger=event.trigger,
            type=event.type,
            status=event.status,
            lemma=head_word(event.trigger.text),
            published=document.published[:10] if document.published else None,
            earliest=event.earliest,
            latest=event.latest,
            dated=bool(event.times),
            time_precision=event.time_precision,
            geo_precision=event.geo_precision,
            actor=_uncounted(event.actor),
            target=_uncounted(event.target),
            weapons=tuple(sorted({word for span in event.weapons for word in _words(span)})),
            sites=tuple(self.sites(event, sentence)),
            figures=tuple(self.counted(event)),
            sentence=sentence.start,
            words=_sentence_words(sentence, event.trigger),
            topic=tuple(around[:TOPIC_WORDS]),
            names=tuple([word for word in around if word in self.capitals][:NAMES]),
            same=same,
            sources=tuple(sorted(self.ends(event))),
        )

    def sentence(self, trigger: Span) -> Span:
        """The sentence that a trigger stands in; a very long one is cut around it."""
        text = self.ledger.document.text
        first = max(0, trigger.start - _LONGEST)
        last = min(len(text), trigger.stop + _LONGEST)
        before = [match.end() for match in _BREAK.finditer(text, first, trigger.start)]
        behind = _BREAK.search(text, trigger.stop, last)
        return slice_span(text, before[-1] if before else first, behind.end() if behind else last)

    def sites(self, event: Event, sentence: Span) -> Iterable[Site]:
        """The places of an event, each once."""
        seen: set[tuple[str, float | None]] = set()
        for place in (self.places[key] for key in event.places if key in self.places):
            name = " ".join(words_in(place.name))
            if (name, place.lat) not in seen:
                seen.add((name, place.lat))
                yield Site(
                    name=name,
                    lat=place.lat,
                    lon=place.lon,
                    radius_km=place.radius_km,
                    feature=place.feature,
                    country=place.country,
                    own=sentence.covers(place.span),
                )

    def counted(self, event: Event) -> Iterable[Figure]:
        """The figures of an event."""
        for quantity in (self.figures[key] for key in event.figures if key in self.figures):
            yield Figure(
                id=quantity.id,
                low=quantity.low,
                best=quantity.best,
                high=quantity.high,
                unit=quantity.unit,
                of=_words(quantity.of),
            )

    def ends(self, event: Event) -> set[str]:
        """The names of those at the end of the chains that an event is told through."""
        chains = (self.chains.get(key, ()) for key in event.attributions)
        found = (self.sources.get(chain[-1]) for chain in chains if chain)
        return {source.name for source in found if source is not None and source.name}


def _words(span: Span | None) -> tuple[str, ...]:
    """The words of a phrase that tell something, in its order, each once."""
    if span is None:
        return ()
    return tuple(dict.fromkeys(word for word in words_in(span.text) if rarity(word) > 0))


def _uncounted(span: Span | None) -> tuple[str, ...]:
    """The words of a phrase without how many there are: what one report counts, another may not."""
    return tuple(dropwhile(is_numeral, _words(span)))


def _sentence_words(sentence: Span, trigger: Span) -> tuple[str, ...]:
    """The telling words of a sentence without those of the trigger."""
    start, stop = trigger.start - sentence.start, trigger.stop - sentence.start
    rest = sentence.text[: max(0, start)] + " " + sentence.text[stop:]
    return telling(words_in(rest), SENTENCE_WORDS)


def _same(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """For each event those that the report itself says are the same."""
    found: dict[str, set[str]] = {}
    for link in ledger.links:
        if link.kind in {LinkKind.SAME_EVENT, LinkKind.REPEATS}:
            found.setdefault(link.left, set()).add(link.right)
            found.setdefault(link.right, set()).add(link.left)
    return {key: tuple(sorted(others)) for key, others in found.items()}
