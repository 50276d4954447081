"""Which of the Cyrillic code pages a text is in.

The code pages give each other's letters the wrong case and rank, so counting case and
common letters tells them apart on a few words, where statistical detectors need a page.
"""

from __future__ import annotations

import re
from typing import Final

CODE_PAGES: Final = ("cp1251", "koi8_u", "koi8_r", "cp866", "iso8859_5")
"""Those in use for Russian and Ukrainian; at equal scores the first is taken."""

COMMON: Final = frozenset("оеаинтслврку" + "іїєґ")
"""The twelve commonest letters of Russian, and those that only Ukrainian has."""

LETTER: Final = re.compile(r"[А-яЁёІіЇїЄєҐґЎў]")
CAPITAL_INSIDE: Final = re.compile(r"(?<=[а-яёіїєґў])[А-ЯЁІЇЄҐЎ]")
MIXED: Final = re.compile(r"(?<=[A-Za-z])[А-яЁёІіЇїЄєҐґ]|[А-яЁёІіЇїЄєҐґ](?=[A-Za-z])")
SAMPLE_BYTES: Final = 20_000


def choose_cyrillic(data: bytes) -> str | None:
    """The Cyrillic code page that reads best, or None if none makes words of the bytes."""
    sample = data[:SAMPLE_BYTES]
    high = sum(byte > 0x7F for byte in sample)
    if high < 4:
        return None
    best, best_score = None, 0.45
    for encoding in CODE_PAGES:
        score = _score(sample.decode(encoding, "replace"), high)
        if score > best_score:
            best, best_score = encoding, score
    return best


def _score(text: str, high: int) -> float:
    """The share of high bytes that became common letters, less what is absurd."""
    letters = LETTER.findall(text)
    small = sum(letter in COMMON for letter in letters)
    capital = sum(letter not in COMMON and letter.lower() in COMMON for letter in letters)
    absurd = len(CAPITAL_INSIDE.findall(text)) + len(MIXED.findall(text))
    strays = high - len(letters)  # bytes that became signs, lines and boxes
    return (small + 0.75 * capital - 2 * absurd - strays) / high
