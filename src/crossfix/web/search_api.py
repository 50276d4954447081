"""The API on searching: words in everything that the case holds, and places by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crossfix.web.folding import why_folded
from crossfix.web.holdings import Holdings
from crossfix.web.paging import fold, words_match
from crossfix.web.routes import Asked, Listed, Parameter, Refusal, Route
from crossfix.web.rows import happening_rows
from crossfix.web.shapes import SearchHit, SearchHits, Spot

SEGMENTS: Final = 60
"""Passages that a search answers with at most."""
OTHERS: Final = 12
"""Happenings, sources and places that it answers with at most, of each."""
_MARKS: Final = ("\x02", "\x03")  # stand in no text that was read


def search_hits(held: Holdings, words: str) -> SearchHits:
    """What holds the words: sources, places and happenings by name, then passages of reports."""
    asked = words.strip()
    if not asked:
        raise Refusal(400, "there is nothing to look for", "give q=words")
    return SearchHits(words=words, hits=(*_by_name(held, asked), *_passages(held, asked)))


def _passages(held: Holdings, words: str) -> Iterator[SearchHit]:
    """Passages of reports, the best first."""
    reports = held.reports
    for hit in held.stock.search(words, SEGMENTS, _MARKS):
        report = reports.get(hit.document_id)
        if report is not None:
            pieces = pieces_of(hit.snippet, _MARKS)
            yield SearchHit(
                kind="segment",
                document=hit.document_id,
                heading=report.heading,
                published=report.published,
                start=hit.segment.start,
                stop=hit.segment.stop,
                pieces=pieces,
                target=hit.segment.id,
                graphic=why_folded("".join(pieces)),
                heading_graphic=report.heading_graphic,
            )


def _by_name(held: Holdings, words: str) -> Iterator[SearchHit]:
    """Sources, places and happenings with the words in what they are called."""
    bare = words.replace('"', " ").replace("*", " ").strip()
    found: dict[str, list[SearchHit]] = {"source": [], "place": [], "happening": []}
    names = {"source": set[str](), "place": set[str]()}
    for row in happening_rows(held).rows if bare else ():
        for kind, called in (("source", row.sources), ("place", [s.name for s in row.spots])):
            for name in called:
                if fold(name) not in names[kind] and words_match(bare, name):
                    names[kind].add(fold(name))
                    found[kind].append(_named(kind, name, bare, name))
        if words_match(bare, row.heading):
            hit = _named("happening", row.heading, bare, row.id)
            found["happening"].append(hit)
    for kind in found:
        yield from found[kind][:OTHERS]


def _named(kind: str, name: str, words: str, target: str) -> SearchHit:
    return SearchHit(
        kind=kind,
        document=None,
        heading=name,
        published=None,
        start=None,
        stop=None,
        pieces=mark_words(name, words),
        target=target,
        graphic=why_folded(name) if kind == "happening" else None,
    )


def pieces_of(snippet: str, marks: tuple[str, str]) -> tuple[str, ...]:
    """A snippet in pieces, every second one being what was found."""
    pieces = []
    for part in snippet.split(marks[0]):
        pieces += part.split(marks[1], 1)
    return tuple(pieces)


def mark_words(text: str, words: str) -> tuple[str, ...]:
    """A text in pieces, every second one being the first of the words that stands in it."""
    if len(fold(text)) == len(text):
        for word in fold(words).split():
            at = fold(text).find(word)
            if at >= 0:
                return text[:at], text[at : at + len(word)], text[at + len(word) :]
    return (text,)


def _search(asked: Asked) -> SearchHits:
    return search_hits(asked.desk.holdings, asked.word("q"))


def _places(asked: Asked) -> list[Spot]:
    name = asked.word("q").strip()
    if not name:
        raise Refusal(400, "there is no name to look up", "give q=name")
    return asked.desk.places.named(name)


ROUTES = (
    Route(
        "GET",
        "/search",
        _search,
        "What holds the words: passages, happenings, sources, places.",
        query=(Parameter("q", 'Words, "phrases", beginnings*; all of them must be there.'),),
        answer=SearchHits,
        by_head=True,
    ),
    Route(
        "GET",
        "/places",
        _places,
        "The places of the gazetteer that a name may mean, for a correction.",
        query=(Parameter("q", "The name of a place."),),
        answer=Listed(Spot),
    ),
)
