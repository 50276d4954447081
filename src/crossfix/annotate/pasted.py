"""Signs that a paragraph was pasted from somebody else, and the signature it may end in.

Posts copied out of a messenger keep marks of where they come from: bullets made of
emoji, blanks before commas where a link ended, hash tags, stamps, a side's own words
("our troops"), a channel's name after the last full stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from crossfix.lexicons import words

_BULLET: Final = re.compile("[▪▫■□◾◽◼◻▶►➤➡🔴🔵🔹🔸🔻🔺⚡❗‼✔✅⭕]|(?:^|\\s)•\\s")
_LOOSE_COMMA: Final = re.compile(r"\w [,.](?:\s|$)")
_HANDLE: Final = re.compile(r"(?:^|\s)(?:#|@)\w{2,}|\bt\.me/\w+")
_STAMP: Final = re.compile(r"(?:^|[.!?]\s+|\s)\d{1,2}:\d{2}\s+(?:[-–—]\s+)?(?:The\s+)?\w")
_EMOJI: Final = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_FIRST_PERSON: Final = re.compile(r"\b(?:we|our|ours)\b", re.IGNORECASE)

_NAME: Final = r"[A-Z@][\w'’.-]*(?:[ ](?:[A-Z0-9&|][\w'’.-]*|of|the|and|de|al|in|on)){0,5}"
_SIGNATURE: Final = re.compile(
    rf"(?:[.!?…][\"”’»)]*\s+|\n\s*)(?:[-–—|/]+\s*|\(c\)\s*|©\s*|[Ss]ource:\s*|[Vv]ia\s+)?"
    rf"({_NAME})\s*$"
)
_SIGNATURE_LINE: Final = re.compile(
    rf"^\s*(?:[-–—|/]+\s*|\(c\)\s*|©\s*|[Ss]ource:\s*|[Vv]ia\s+)({_NAME})\s*$"
)


def has_bullets(text: str) -> bool:
    """Bullets made of symbols, as messengers' posts set them."""
    return _BULLET.search(text) is not None


def has_loose_punctuation(text: str) -> bool:
    """A blank before a comma or full stop, left where a link or bold text ended."""
    return _LOOSE_COMMA.search(text) is not None


def has_handles(text: str) -> bool:
    """Hash tags, handles, a channel's address."""
    return _HANDLE.search(text) is not None


def has_stamps(text: str) -> bool:
    """Several stamps of minutes and seconds: the description of a video."""
    return len(_STAMP.findall(text)) >= 3


def is_partisan(text: str) -> bool:
    """A side's own words: "our troops", "the enemy"."""
    lower = text.lower()
    return any(phrase in lower for phrase in words("voices", "partisan"))


def is_emotive(text: str) -> bool:
    """Emoji that are no bullets."""
    return len(_EMOJI.findall(_BULLET.sub("", text))) >= 1


SIGNS: Final[tuple[tuple[str, float, Callable[[str], bool]], ...]] = (
    ("bullets", 2.0, has_bullets),
    ("loose punctuation", 2.0, has_loose_punctuation),
    ("handles", 1.5, has_handles),
    ("stamps", 2.5, has_stamps),
    ("partisan words", 1.5, is_partisan),
    ("emoji", 1.0, is_emotive),
)
"""Sign, weight, test."""


def pasted_signs(text: str) -> dict[str, float]:
    """The signs that a paragraph was pasted, each with its weight."""
    found = {name: weight for name, weight, test in SIGNS if test(text)}
    if signature(text):
        found["signature"] = 3.0
    return found


def pasted_weight(text: str) -> float:
    """How much speaks for a paragraph having been pasted: the sum of its signs."""
    return sum(pasted_signs(text).values())


def signature(text: str) -> str | None:
    """The name that a pasted post ends in ("... several vehicles. Military Informant").

    It stands after the last full stop or on a line of its own, in capitalised words,
    with no full stop behind it.
    """
    match = _SIGNATURE.search(text)
    return _as_name(match.group(1)) if match and match.start() > 40 else None


def signature_line(text: str) -> str | None:
    """The name on a line that is nothing but a signature ("— Rybar", "via TASS")."""
    match = _SIGNATURE_LINE.match(text) if len(text) <= 60 else None
    return _as_name(match.group(1)) if match else None


def _as_name(found: str) -> str | None:
    """A signature if it reads as a name: not one shouted or everyday word."""
    if re.search(r"\w{3,}\.$", found):  # a sentence of one word: "End."
        return None
    name = found.strip(" .|")
    if name.startswith("@"):
        return name if len(name) > 2 else None
    parts = name.split()
    if name.endswith((".", ":")) or len(name) < 3 or not parts[-1][:1].isupper():
        return None
    if len(parts) == 1 and (not name.isalpha() or (name.isupper() and len(name) > 5)):
        return None
    return name
