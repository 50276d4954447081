"""Reports with other names in the place of those that their places bear.

A corpus of local American news teaches which names are places there.  With names drawn from
all over the world in their stead, it teaches what is said around the name of a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from bench.place_corpora import Gold, Report
from bench.place_drawn import Atlas, called

from crossfix.annotate.toponym_kinds import kind_words

SHARE: Final = 0.6
"""How many of the names of a report are exchanged."""


class Names:
    """Names of settlements, each country being as likely as any other."""

    def __init__(self, gazetteer: Path) -> None:
        self._by_country = defaultdict(list)
        for town in Atlas(gazetteer).towns:
            self._by_country[town.country].append(town)
        self._countries = sorted(self._by_country)

    def draw(self, random: np.random.Generator) -> str:
        """One name, in one of its Latin spellings."""
        towns = self._by_country[self._countries[int(random.integers(len(self._countries)))]]
        return called(towns[int(random.integers(len(towns)))], random)


def renamed(
    report: Report, plain: Sequence[bool], names: Names, random: np.random.Generator
) -> Report:
    """The report with a share of its mentions exchanged, the same name by the same one.

    ``plain`` says for each mention whether it may be: states and peoples may not, nor may
    what says by a word which kind of place it is ("Lamar County").
    """
    others: dict[str, str] = {}
    text, end, gold = "", 0, []
    for mention, may in zip(report.gold, plain, strict=True):
        phrase = report.text[mention.start : mention.stop]
        if may and phrase not in others:
            others[phrase] = names.draw(random) if random.random() < SHARE else phrase
        text += report.text[end : mention.start]
        written = others.get(phrase, phrase)
        gold.append(Gold(len(text), len(text) + len(written), mention.lat, mention.lon))
        text, end = text + written, mention.stop
    return Report(report.id, text + report.text[end:], tuple(gold))


def is_plain(phrase: str) -> bool:
    """Whether a phrase holds the name alone, no word for a kind of place."""
    return not any(word in kind_words() for word in phrase.lower().split())
