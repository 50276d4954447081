"""Readings whose attributions are given, so that only their resolution is tested."""

from __future__ import annotations

import re

from crossfix.config import Config
from crossfix.model import Attribution, Evidence, Polarity, Source, Span
from crossfix.pipeline import load_stages, run_stages
from crossfix.reading import Reading
from tests.readings import reading_of

Given = tuple[str, str, str]
"""Source, cue and content as words of the text; "" for what is absent; each is looked for
behind the content of the one before, and at the beginning if it is not there."""


def resolved(text: str, *said: Given, inside: dict[int, int] | None = None) -> Reading:
    """A text with these attributions, their sources resolved.

    ``inside`` tells for an attribution, by its number, which one holds it.
    """
    reading = reading_of(text, "2024-03-05", stages=["voices"])
    inside = inside or {}
    entries = []
    behind = 0
    for number, (source, cue, content) in enumerate(said):
        start = 0 if number in inside else behind
        spans = [_find(text, words, start) for words in (source, cue, content)]
        assert spans[2] is not None
        parent = inside.get(number)
        entries.append(
            Attribution(
                id=f"a{number}",
                source=spans[0],
                source_id=None,
                cue=spans[1],
                content=(spans[2],),
                parent=None if parent is None else f"a{parent}",
            )
        )
        behind = max(span.start for span in spans if span is not None)
    return run_stages(reading.with_entries(entries), load_stages(Config(stages=("sources",))))


def _find(text: str, words: str, start: int) -> Span | None:
    if not words:
        return None
    before = r"(?<!\w)" if words[0].isalnum() else ""
    pattern = re.compile(before + re.escape(words) + (r"(?!\w)" if words[-1].isalnum() else ""))
    found = pattern.search(text, start) or pattern.search(text)
    assert found is not None, words
    return Span(*found.span(), words)


def said(reading: Reading) -> list[Attribution]:
    """The attributions in the order in which they were given."""
    return sorted(reading.all(Attribution), key=lambda a: int(a.id[1:]))


def sources(reading: Reading) -> list[Source]:
    """The source of each attribution."""
    found = [reading.get(Source, a.source_id) for a in said(reading)]
    return [source for source in found if source is not None]


def names(reading: Reading) -> list[str]:
    """The name of each attribution's source; a nameless one by its first mention."""
    return [call(source) for source in sources(reading)]


def chains(reading: Reading) -> list[list[str]]:
    """The chain of each attribution without the report's author."""
    by_id = {source.id: source for source in reading.all(Source)}
    return [
        [call(by_id[link]) for link in a.chain if not by_id[link].is_author] for a in said(reading)
    ]


def call(source: Source) -> str:
    """A source by its name, else its first mention in brackets."""
    if source.name:
        return source.name
    return f"<{source.mentions[0].text if source.mentions else ''}>"


def evidence(reading: Reading) -> list[Evidence | None]:
    """What each attribution rests on."""
    return [a.evidence for a in said(reading)]


def polarity(reading: Reading) -> list[Polarity]:
    """Whether each attribution is denied."""
    return [a.polarity for a in said(reading)]
