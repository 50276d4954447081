"""Place names as keys: folding, the consonant skeleton, similarity, adjectives.

A village has a Russian, a Ukrainian and several English spellings, which differ by rule
(``-ovka`` and ``-ivka``, ``g`` and ``h``, ``-oye`` and ``-e``).  The rules here send
them to one key; how alike two names of one key really are is then measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from crossfix import lexicons

_NOT_ALPHANUMERIC: Final = re.compile(r"[^a-z0-9]+")
_SAINT: Final = re.compile(r"\b(st|ste|ft|mt)\b\.?(?=\s)")
_LONG_FORM: Final = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}

# Order matters: longer spellings of a sound come first.
_SOUNDS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"shch|sch|szcz", "s"),
        (r"zh|sh|sz", "s"),
        (r"tch|ch|cz", "c"),
        (r"tz|ts|cs", "c"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"[ckq]{1,2}(?=k)", ""),
        (r"q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"g", "h"),
        (r"ou", "u"),
        (r"j", "y"),
        (r"^(nikol|mykol|mikol|nykol)", "mkl"),
        (r"^konst", "kost"),
        (r"[ou]l(?=[^aeiouy])", "ov"),  # Volchansk, Vovchansk
        (r"c[eiy]?vo$", "c"),  # Gnedintsevo, Hnidyntsi
        (r"^[iy]?[aeou]", "A"),  # Yelenovka, Olenivka; Aleksandr-, Oleksandr-
        (r"^[iy]+", "I"),
        (r"[aeiouy]+", ""),
        (r"(.)\1+", r"\1"),
    )
)

_ADJECTIVE: Final = re.compile(
    r"(?:[sc]['’]?k|zk)(?:yi|yy|iy|ii|y|i|oye|oe|oho|oi|aya|a|e|omu|om|ogo|oy|ij)$"
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """What is left of a name when script, case, accents and punctuation are ignored.

    "Ivano-Frankivs'k", "ivano frankivsk" and "Івано-Франківськ" all become
    ``ivanofrankivsk``.  May be empty.
    """
    plain = anyascii(name).casefold()
    plain = _SAINT.sub(lambda found: _LONG_FORM[found[1]], plain)
    return _NOT_ALPHANUMERIC.sub("", plain)


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The consonants that the spellings of one name share; takes and gives folded text.

    ``konstantinovka`` and ``kostiantynivka`` both become ``kstntnvk``.  Names with fewer
    than three consonants have no skeleton (empty): too much would match.
    """
    for pattern, replacement in _SOUNDS:
        folded = pattern.sub(replacement, folded)
    return folded if len(folded) >= 3 else ""


def similarity(left: str, right: str) -> float:
    """How alike two folded names are, from 0 to 1.

    The mean of Jaro-Winkler over the names and over their vowels softened to one
    spelling, so that a regular variant loses less than a typing error does.
    """
    if left == right:
        return 1.0
    plain = JaroWinkler.similarity(left, right)
    return (plain + JaroWinkler.similarity(_soften(left), _soften(right))) / 2


@lru_cache(maxsize=65536)
def _soften(folded: str) -> str:
    softened = re.sub(r"[iy]+(?=[aeou])", "", folded)
    softened = re.sub(r"(?:o|e|i)vk(?=[aiy]|$)", "ivk", softened)
    softened = re.sub(r"oye$|oe$|aya$", "e", softened)
    softened = softened.replace("kh", "h").replace("g", "h").replace("j", "i").replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", softened)


@cache
def _generic_words() -> re.Pattern[str]:
    table = lexicons.load("places")["generic"]
    words = sorted({str(word) for word in table["administrative"]}, key=len, reverse=True)
    alternatives = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{alternatives})\b['’]?\s*(?:\b(?:of|de|di|do|da|du)\b)?", re.I)


def without_generic(name: str) -> str:
    """A region's name without the word that says what it is ("Sumy Oblast": "Sumy")."""
    return " ".join(_generic_words().sub(" ", name).split()).strip(" -’'")


def adjective_bases(name: str) -> Iterator[str]:
    """The names that a Slavic place adjective may come from, folded.

    "Pokrovskyi" may speak of Pokrovsk, Pokrov, Pokrovka or Pokrovske; "Belgorodskaya"
    of Belgorod.  Yields nothing for a word that is no such adjective.
    """
    folded = fold(name)
    found = _ADJECTIVE.search(folded)
    if found is None or found.start() < 3:
        return
    stem = folded[: found.start()]
    mark = folded[found.start()]
    yield f"{stem}{mark}k"
    if mark == "s":
        yield from (stem, f"{stem}a", f"{stem}e", f"{stem}ka", f"{stem}y", f"{stem}i")
    if mark in "cz":
        yield from (f"{stem}k", f"{stem}ts", f"{stem}{'zh' if mark == 'z' else 'ch'}")
        yield from (f"{stem}tsi", f"{stem}tsa", f"{stem}tske", f"{stem}zhzhia")
