"""One form for the usual transcriptions of a person's name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

_OWNED: Final = re.compile(r"['’]s?$")
_MARKS: Final = re.compile(r"['’\"]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_SPELLINGS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?:yy|iy|ii|ij|yi|yj|i)\b", "y"),
        (r"kh", "h"),
        (r"x", "ks"),
        (r"shch|sch", "sh"),
        (r"ye|je|yo|jo", "e"),
        (r"w", "v"),
        (r"(?<=[aeo])i(?=[aeou])", "y"),
        (r"iu|ju", "yu"),
        (r"ia|ja", "ya"),
    )
)


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A name as it is compared: ASCII, lower case, one form for the usual spellings.

    >>> fold_name("Zelenskyy") == fold_name("Зеленський") == fold_name("Zelensky’s")
    True
    """
    plain = _OWNED.sub("", anyascii(name).lower().strip(" .,;:'\""))
    plain = _MARKS.sub("", plain)
    for pattern, replacement in _SPELLINGS:
        plain = pattern.sub(replacement, plain)
    return _DOUBLED.sub(r"\1", plain)
