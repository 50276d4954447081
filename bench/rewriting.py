"""Known edits of a text: what editors do to what they copy, drawn by chance with a seed.

Sentences are lists of strings.  Every edit is a rule; the words come from
``bench/rewriting.toml``.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from random import Random
from typing import Any, Final

_LISTS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("rewriting.toml").read_text(encoding="utf-8")
)
_QUOTED: Final = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_NAMES: Final = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_NUMBERS: Final = {name: str(number) for number, name in enumerate(_NAMES, 2)}
_END: Final = re.compile(r"(?<=[.!?])[\"”']?\s+(?=[\"“A-Z0-9])|\n+")
_RELATIVE: Final = re.compile(r", (?:which|who|whose|where) [^,.;]{8,90},(?= )")
_TURNED: Final = re.compile(
    r"^(When|After|While|Although|If|Because|As|Before|Since) ([^,]{10,120}), ([^.]{10,200})\.$"
)
_SAID: Final = re.compile(r"^([^,“\"]{20,200}), ([A-Z][^,.]{2,60}?) (said|announced|reported)\.$")
_SAYING: Final = re.compile(
    r"^([A-Z][^,.“\"]{2,60}?) (said|announced|reported) that ([^“\"]{20,})\.$"
)
_NAME: Final = r"[A-Z]\w+(?: [A-Z]\w+)*"
_PASSIVE: Final = re.compile(
    rf"\b({_NAME}|[Tt]he \w+(?: \w+)?) (?:was|were) (\w+ed) by (the \w+|{_NAME})(?=[,.;])"
)


def _swaps() -> dict[str, list[str]]:
    swaps: dict[str, list[str]] = {}
    for word, others in _LISTS["synonyms"].items():
        for other in others:
            swaps.setdefault(word, []).append(other)
            if len(other) > 5 and " " not in other:
                swaps.setdefault(other, []).append(word)
    return swaps


_SWAPS: Final = _swaps()
_SWAP: Final = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _SWAPS), key=len, reverse=True)) + r")\b"
)
_DROP: Final = re.compile(r",? \b(?:" + "|".join(_LISTS["dropped"]["words"]) + r")\b,?(?= )")
_NUMBER: Final = re.compile(r"\b(?:" + "|".join(_NUMBERS) + r")\b")
_DIGITS: Final = re.compile(r"(?<![\w.,:$£€-])(?:[2-9]|1\d|20)(?![\w.,:%-]|\s(?:am|pm))")


_LOWER: Final = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, by their marks."""
    return [part.strip() for part in _END.split(text) if part.strip()]


def make_lead(rng: Random) -> str:
    """A new first sentence of nobody's text."""
    return " ".join(rng.choice(parts) for parts in _LISTS["openings"].values())


def count_words(sentences: list[str]) -> int:
    """How many words stand outside quotation marks: quoted ones are not their teller's."""
    return sum(len(_QUOTED.sub(" ", sentence).split()) for sentence in sentences)


def rewrite(sentences: list[str], rng: Random) -> list[str]:
    """Sentences in other words: see the rules below; words within quotation marks stay."""
    return [_rewritten(sentence, rng) for sentence in sentences]


def _rewritten(sentence: str, rng: Random) -> str:
    for rule in (_turn, _active):
        sentence = rule(sentence)
    sentence = _RELATIVE.sub(lambda m: "" if rng.random() < 0.7 else m[0], sentence)
    parts = re.split(r"(“[^”]*”|\"[^\"]*\")", sentence)
    parts[::2] = [_words(part, rng) for part in parts[::2]]
    done = "".join(parts)
    return done[:1].upper() + done[1:]


def _turn(sentence: str) -> str:
    """Another order of clauses: "When X, Y" as "Y when X", and "X said that Y" as "Y, X said"."""
    turned = _TURNED.match(sentence)
    if turned:
        return f"{turned[3]} {turned[1].lower()} {turned[2]}."
    saying = _SAYING.match(sentence)
    if saying:
        return f"{saying[3]}, {saying[1]} {saying[2]}."
    said = _SAID.match(sentence)
    return f"{said[2]} {said[3]} that {said[1]}." if said else sentence


def _active(sentence: str) -> str:
    """As in "the bridge was destroyed by the army": "the army destroyed the bridge"."""
    return _PASSIVE.sub(lambda m: f"{m[3]} {m[2]} {m[1]}", sentence)


def _words(part: str, rng: Random) -> str:
    part = _SWAP.sub(lambda m: rng.choice(_SWAPS[m[0]]) if rng.random() < 0.8 else m[0], part)
    part = _DROP.sub(lambda m: "" if rng.random() < 0.8 else m[0], part)
    part = _NUMBER.sub(lambda m: _NUMBERS[m[0]] if rng.random() < 0.7 else m[0], part)
    names = {digits: word for word, digits in _NUMBERS.items()}
    return _DIGITS.sub(lambda m: names[m[0]] if rng.random() < 0.5 else m[0], part)


def exchange(sentences: list[str], others: list[str], rng: Random, share: float) -> list[str]:
    """Sentences in which a share of the longer lower-case words is another word or left out.

    Stands for synonyms that no list of ours has: the new words come from other text and end
    like the old ones.
    """
    spare: dict[str, list[str]] = {}
    for word in _LOWER.findall(" ".join(others)):
        spare.setdefault(word[-2:], []).append(word)

    def change(match: re.Match[str]) -> str:
        if rng.random() >= share:
            return match[0]
        found = spare.get(match[0][-2:], [])
        return rng.choice(found) if found and rng.random() < 0.8 else ""

    return [_LOWER.sub(change, sentence).replace("  ", " ") for sentence in sentences]


def reorder(sentences: list[str], rng: Random) -> list[str]:
    """The sentences in an order in which the first does not stay first."""
    order = list(range(len(sentences)))
    while order[0] == 0 or order == sorted(order):
        rng.shuffle(order)
        if len(order) < 2:
            break
    return [sentences[place] for place in order]


def passage(sentences: list[str], rng: Random, *, least: int, most: int) -> tuple[int, int]:
    """A run of sentences, as a range of places.

    It has at least ``least`` words outside quotations, and about ``most`` at most.
    """
    for _ in range(50):
        start = rng.randrange(len(sentences))
        stop, count = start, 0
        while stop < len(sentences) and count < least:
            count += count_words([sentences[stop]])
            stop += 1
        while stop < len(sentences) and count < most and rng.random() < 0.6:
            count += count_words([sentences[stop]])
            stop += 1
        if count >= least:
            return start, stop
    return 0, len(sentences)
