"""Corpora of linked events as accounts: of the marked words, and of what we find ourselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpora.ecbplus import Text, read_ecbplus
from bench.corpora.meantime_links import Story, read_stories
from bench.marked_events import Marked, Read, read_marked
from crossfix.findings.accounts import Account
from crossfix.link.accounts import accounts_of


@dataclass(frozen=True, slots=True)
class Linked:
    """A text with the accounts of its marked words, and those of the events that we find.

    ``clusters`` gives the gold cluster of every account of a marked word by its id, ``where``
    the stretches of all marked words that count with their cluster (two may share one).
    ``checked`` are the stretches of the text in which every event is marked.
    """

    name: str
    topic: str
    subtopic: str
    accounts: tuple[Account, ...]
    own: tuple[Account, ...]
    clusters: Mapping[str, str]
    where: tuple[tuple[int, int, str], ...]


def read_linked(folder: Path) -> Iterator[Linked]:
    """ECB+, read by the stages; takes some five minutes."""
    texts = list(read_ecbplus(folder))
    yield from link_up(texts, read_marked(map(_marked, texts)))


def link_up(texts: Iterable[Text], reads: Iterable[Read]) -> Iterator[Linked]:
    """Texts of ECB+ beside what the stages made of them; only checked sentences count."""
    for text, read in zip(texts, reads, strict=True):
        clusters = {
            event.id: mention.cluster
            for mention, event in zip(text.mentions, read.given, strict=True)
            if mention.checked and event is not None
        }
        yield Linked(
            name=text.name,
            topic=text.topic,
            subtopic=text.subtopic,
            accounts=tuple(a for a in accounts_of(read.marked) if a.id in clusters),
            own=tuple(a for a in accounts_of(read.own) if _counts(text, a)),
            clusters=clusters,
            where=tuple((m.start, m.stop, m.cluster) for m in text.mentions if m.checked),
        )


def read_linked_meantime(folder: Path) -> Iterator[Linked]:
    """MEANTIME, read by the stages; takes a minute."""
    stories = list(read_stories(folder))
    marked = (
        Marked(s.name, s.text, s.published, tuple((m.start, m.stop) for m in s.mentions))
        for s in stories
    )
    yield from link_up_meantime(stories, read_marked(marked))


def link_up_meantime(stories: Iterable[Story], reads: Iterable[Read]) -> Iterator[Linked]:
    """Articles of MEANTIME beside what the stages made of them."""
    for story, read in zip(stories, reads, strict=True):
        clusters = {
            event.id: mention.cluster
            for mention, event in zip(story.mentions, read.given, strict=True)
            if event is not None
        }
        yield Linked(
            name=story.name,
            topic=story.subject,
            subtopic=story.subject,
            accounts=tuple(a for a in accounts_of(read.marked) if a.id in clusters),
            own=tuple(accounts_of(read.own)),
            clusters=clusters,
            where=tuple((m.start, m.stop, m.cluster) for m in story.mentions),
        )


def _marked(text: Text) -> Marked:
    words = tuple((mention.start, mention.stop) for mention in text.mentions)
    return Marked(text.name, text.text, None, words)


def _counts(text: Text, account: Account) -> bool:
    """Whether an account of ours stands in a sentence that was checked."""
    at = account.trigger.start
    return any(start <= at < stop for start, stop in text.checked)
