"""A case of reports of which it is known who copied whom: the benchmark of copies.

Articles of :mod:`bench.corpora.plain` are the originals.  Some of them are copied with known
edits (:mod:`bench.rewriting`) on a later day; beside them stand bulletins by formula
(:mod:`bench.bulletins`), articles into which one quotation or one footer was set, and all the
articles that nobody copied.  Everything is drawn with a seed when it is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from bench.bulletins import bulletins
from bench.corpora.plain import Article
from bench.rewriting import (
    count_words,
    exchange,
    make_lead,
    passage,
    reorder,
    rewrite,
    split_sentences,
)

EDITS: Final = (
    "whole", "cut", "cut small", "reordered", "paraphrased", "cut and paraphrased", "new lead",
    "merged", "merged and paraphrased", "reordered and paraphrased", "short post",
    "short post, changed", "words exchanged", "cut and words exchanged",
)  # fmt: skip
FEWEST: Final = 25
"""A copied passage has at least so many words, but for short posts (15)."""
EXCHANGED: Final = 0.2
"""Share of the longer lower-case words that become others where words are exchanged."""
_FIRST: Final = date(2025, 1, 1)
_FOOTER: Final = (
    "This is a developing story and will be updated as more details become known. Follow our "
    "channel for the latest news, and send your photos and videos to our editors, who check all "
    "material before it is published.",
    "Reporting by our staff; editing by the foreign desk. Our standards: the principles of trust. "
    "All rights reserved, and no part of this text may be reproduced without written permission.",
)
_SPEAKERS: Final = ("the minister", "the governor", "a spokesman for the army", "the mayor")


@dataclass(frozen=True, slots=True)
class Made:
    """A report of the benchmark, and where its text is from.

    ``origins`` are the reports that it copied, each with how many words; ``hosts`` those whose
    text stands around the copied one, which are copied as well, but not asked for.
    """

    name: str
    day: str
    publisher: str
    text: str
    kind: str
    origins: tuple[tuple[str, int], ...] = ()
    hosts: tuple[str, ...] = ()


def make_case(articles: list[Article], seed: int, copies: int) -> list[Made]:
    """All reports of the benchmark: originals, ``copies`` copies, and what only looks like one."""
    rng = Random(seed)
    usable = [a for a in articles if len(split_sentences(a.text)) >= 4 and len(a.text) > 500]
    begun = {a.topic: rng.randrange(20) for a in usable}
    originals = [
        Made(
            a.name, _day(begun[a.topic] + rng.randrange(3)), f"Paper {number % 97}", a.text,
            "original",
        )
        for number, a in enumerate(usable)
    ]  # fmt: skip
    sources = rng.sample(originals, min(copies, len(originals) // 2))
    hosts = [made for made in originals if made not in sources]
    made = [_copied(source, sources, hosts, number, rng) for number, source in enumerate(sources)]
    texts = [
        Made(name, day, f"Staff {name[8]}", text, "bulletin")
        for name, day, text in bulletins(rng, 12, _FIRST)
    ]
    return [*originals, *made, *texts, *_quoting(hosts, rng), *_footed(hosts, rng)]


def _day(number: int) -> str:
    return (_FIRST + timedelta(days=number)).isoformat()


def _copied(source: Made, sources: list[Made], hosts: list[Made], number: int, rng: Random) -> Made:
    edit = EDITS[number % len(EDITS)]
    sentences = split_sentences(source.text)
    around = rng.choice(hosts)
    host = split_sentences(around.text)[: rng.randrange(3, 9)]
    taken = [(source.name, 0)]
    if edit.startswith("cut"):
        most = 40 if edit == "cut small" else 120
        start, stop = passage(sentences, rng, least=FEWEST, most=most)
        part = sentences[start:stop]
        taken = [(source.name, count_words(part))]
        place = rng.randrange(len(host) + 1)
        part = _changed(part, edit, host, rng)
        text = [*host[:place], *part, *host[place:]]
    elif edit.startswith("merged"):
        other = rng.choice([s for s in sources if s is not source])
        parts = []
        for one in (source, other):
            theirs = split_sentences(one.text)
            start, stop = passage(theirs, rng, least=40, most=120)
            parts.append(theirs[start:stop])
        taken = [(source.name, count_words(parts[0])), (other.name, count_words(parts[1]))]
        text = [make_lead(rng), *parts[0], *parts[1]]
        text = _changed(text, edit, host, rng)
    elif edit.startswith("short post"):
        fit = [s for s in sentences if 15 <= count_words([s]) <= 45] or [" ".join(sentences)[:250]]
        post = [rng.choice(fit)]
        taken = [(source.name, count_words(post))]
        text = rewrite(post, rng) if edit.endswith("changed") else ["⚡️", *post]
    else:
        text = sentences
        if edit == "new lead":
            text = [make_lead(rng), *sentences[rng.randrange(1, 3) :]]
        if edit.startswith("reordered"):
            text = reorder(text, rng)
        text = _changed(text, edit, host, rng)
        taken = [(source.name, count_words(sentences))]
    latest = max(made.day for made in sources if made.name in dict(taken))
    day = (date.fromisoformat(latest) + timedelta(days=rng.randrange(1, 4))).isoformat()
    return Made(
        f"copy/{number:04d}", day, f"Site {number % 41}", _set(text, rng), edit, tuple(taken),
        (around.name,) if edit.startswith("cut") else (),
    )  # fmt: skip


def _changed(sentences: list[str], edit: str, host: list[str], rng: Random) -> list[str]:
    """Sentences in other words where the edit asks for it."""
    if edit.endswith("words exchanged"):
        return exchange(sentences, host, rng, EXCHANGED)
    return rewrite(sentences, rng) if edit.endswith("paraphrased") else sentences


def _set(sentences: list[str], rng: Random) -> str:
    """Sentences in paragraphs of one to four."""
    paragraphs: list[str] = []
    place = 0
    while place < len(sentences):
        size = rng.randrange(1, 5)
        paragraphs.append(" ".join(sentences[place : place + size]))
        place += size
    return "\n\n".join(paragraphs)


def _quoting(hosts: list[Made], rng: Random) -> Iterator[Made]:
    """Articles of several papers that quote the same words of somebody, and nothing else."""
    for number in range(12):
        quoted = rng.choice(hosts)
        words = split_sentences(quoted.text.replace("“", "").replace("”", ""))
        words = [w.replace('"', "").rstrip(".") for w in words if 15 <= len(w.split()) <= 40]
        if not words:
            continue
        quote, speaker = rng.choice(words), rng.choice(_SPEAKERS)
        ways = (f"“{quote},” {speaker} said.", f"In the words of {speaker}: “{quote}.”")
        for way, host in zip(ways, rng.sample(hosts, 2), strict=True):
            text = split_sentences(host.text)[:6]
            text.insert(rng.randrange(1, len(text) + 1), way)
            name = f"quoting/{number:02d}-{ways.index(way)}"
            yield Made(name, host.day, f"Voice {number}{way[:1]}", _set(text, rng), "quoting",
                       hosts=(host.name, quoted.name))  # fmt: skip


def _footed(hosts: list[Made], rng: Random) -> Iterator[Made]:
    """Articles of two papers, each under the same footer on many days."""
    for paper, footer in enumerate(_FOOTER):
        for number, host in enumerate(rng.sample(hosts, 10)):
            text = [*split_sentences(host.text)[:5], footer]
            name = f"footed/{paper}-{number:02d}"
            day = _day(number)
            yield Made(name, day, f"Footed {paper}", "\n\n".join(text), "footed",
                       hosts=(host.name,))  # fmt: skip
