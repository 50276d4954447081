"""The dateline that a report opens with: where, when and for whom it was written.

"KRYVYI RIH, Ukraine, 14 March (Agency) - Two missiles hit ..." tells of the missiles; what
stands before the dash belongs to no clause.  Manners of the world's agencies and papers:
capitals or not, several places, a date, an agency, a dash of any kind or a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from crossfix.lexicons import words
from crossfix.lexicons.opening_words import (
    capitals,
    date_shape,
    function_words,
    regions,
    states,
    towns,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

REACH: Final = 160
"""Characters of a paragraph in which its dateline ends."""
_HEAD: Final = 110
_MOST_WORDS: Final = 5
_MOST_ENDS: Final = 4
_LONGEST: Final = 45
_INITIALS: Final = 5
_MANY: Final = 4
"""Words that a headline in capitals has and the name of a place has not."""
_SENTENCE: Final = 6
"""Words of a sentence that a town without a day or an agency may stand before."""

_END: Final = re.compile(
    r"(?P<dash>\s*[—―⸺]\s*|(?:\s+|(?<=[\w)\]/.]))(?:-{1,3}|[–‒−])\s+)"
    r"|(?P<colon>(?<=[\w)\]])\s?:\s+)"
    r"|(?P<slash>(?<=\w)/\.?\s+)"
    r"|(?P<bare>(?<=\w)\)\s+)(?=[A-Z“\"])"
)
_BRACKETED: Final = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,40})\]|/([^/]{2,40})/\.?$")
_DIVIDED: Final = re.compile(r"\s*(?:[,;/|•·]|\s-{1,2}\s|\s[–—]\s|\sand\s|(?<=\w{3})\.\s)\s*")
_NAME: Final = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*)*")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph opens with before its words begin at ``stop``.

    ``places`` are the stretches of the names of where it was written; ``wired`` says that a
    day or an agency is named too, or that the place is in capitals.
    """

    stop: int
    places: tuple[tuple[int, int], ...] = ()
    wired: bool = False


@dataclass(slots=True)
class _Head:
    """The parts of what stands before a dash: names with their offsets, and what else.

    ``initialled`` says that a name which is no known agency's stands in brackets.
    """

    names: list[tuple[int, str]]
    dated: bool = False
    agency: bool = False
    initialled: bool = False

    @property
    def is_loud(self) -> bool:
        """Whether the first name is in capitals, particles aside."""
        letters = [word for word in re.split(r"[\s-]", self.names[0][1]) if word.lower() != word]
        return bool(letters) and all(word.isupper() for word in letters)

    @property
    def is_label(self) -> bool:
        """Whether the first name is what a desk puts before a report."""
        name = self.names[0][1].lower()
        return name in words("openings", "labels")


def opening_of(text: str) -> Opening | None:
    """The dateline that a paragraph opens with, if it does."""
    return _opening(text[:REACH])


def first_word(doc: Doc) -> int:
    """The number of the token with which a parsed paragraph begins behind its dateline."""
    opening = opening_of(doc[:REACH].text)
    if opening is None:
        return 0
    return next((token.i for token in doc if token.idx >= opening.stop), 0)


def told_sentences(doc: Doc) -> Iterator[Tokens]:
    """The sentences of a parsed paragraph without its dateline."""
    first = first_word(doc)
    return (sentence for sentence in doc.sents if sentence.start >= first)


@lru_cache(maxsize=4096)
def _opening(text: str) -> Opening | None:
    lead = len(text) - len(text.lstrip())
    for end in islice(_END.finditer(text, lead, _HEAD), _MOST_ENDS):
        kind = end.lastgroup or ""
        stop = end.start() + (kind in {"slash", "bare"})
        head = _parse(text[lead:stop], lead)
        if (
            head is not None
            and end.end() < len(text)
            and _is_dateline(head, kind, text[end.end() :])
        ):
            named = head.names if not (head.names and head.is_label) else []
            places = tuple((at, at + len(name)) for at, name in named)
            return Opening(end.end(), places, _is_wired(head))
    return None


def _is_wired(head: _Head) -> bool:
    return head.dated or head.agency or (bool(head.names) and head.is_loud and not head.is_label)


def _is_dateline(head: _Head, kind: str, rest: str) -> bool:
    """Whether the parts of a head, by how it ends and what follows, make a dateline."""
    if kind == "slash":
        return head.agency
    if kind == "bare":
        return (head.agency or head.initialled) and head.dated and bool(head.names)
    told = head.dated or head.agency
    if not told and (rest[:40].isupper() or _is_aside(head, kind, rest)):
        return False
    if not head.names:
        return head.agency and kind == "dash"
    if head.is_label:
        return kind == "dash"
    if kind == "colon":
        return (told or head.is_loud) and _is_known(head, kind)
    if head.agency or (head.is_loud and (told or head.initialled)):
        return True
    if head.is_loud and not _is_short(head) and all(len(n.split()) < _MANY for _, n in head.names):
        return True
    return (told or head.is_loud or len(rest.split()) >= _SENTENCE) and _is_known(head, kind)


def _is_aside(head: _Head, kind: str, rest: str) -> bool:
    """Whether a small letter goes on with the sentence ("Kyiv - the capital - was hit")."""
    named = len(head.names) > 1 and _is_known(head, kind)
    return rest[:1].islower() and not named


def _is_short(head: _Head) -> bool:
    """Whether the one name may be initials ("IDF", "NATO")."""
    return len(head.names) == 1 and len(head.names[0][1]) <= _INITIALS


def _is_known(head: _Head, kind: str) -> bool:
    """Whether a name is of a town of some size, or one behind the first of a state or region.

    A lone state ("Israel - ...") is as likely one side of something; with a day or an agency
    it is a place.
    """
    names = [name.lower() for _, name in head.names]
    lone = len(names) == 1 and not (head.dated or head.agency)
    wide = capitals() if lone else regions()
    everywhere = kind == "dash" and head.is_loud
    return any(name in wide for name in names) or any(
        name in towns(everywhere=everywhere) and not (lone and name in states()) for name in names
    )


def _parse(text: str, offset: int) -> _Head | None:
    """The parts of a head; None where one of them has no place in a dateline."""
    head = _Head([])
    rest = text
    for match in _BRACKETED.finditer(text):
        inner = next(group for group in match.groups() if group is not None)
        rest = rest[: match.start()] + "," + " " * (len(match[0]) - 1) + rest[match.end() :]
        if not _takes_bracketed(head, inner, round_=match[1] is not None):
            return None
    if all(_takes(head, offset + start, part) for start, part in _parts(rest)):
        return head if head.names or head.agency else None
    return None


def _takes_bracketed(head: _Head, inner: str, *, round_: bool) -> bool:
    """Note what stands in brackets; False if it has no place there."""
    dated, agency = _is_date(inner), _is_agency(inner)
    head.dated, head.agency = head.dated or dated, head.agency or agency
    if dated or agency:
        return True
    if _is_initialled(inner):
        head.initialled = True
        return True
    return not round_ and _is_name(inner)


def _takes(head: _Head, at: int, part: str) -> bool:
    """Note a part between commas; False if it has no place in a dateline."""
    if _is_date(part):
        head.dated = True
        return True
    named = _dated_name(part)
    head.dated = head.dated or named is not None
    place, agency = _before_agency(named or part)
    head.agency = head.agency or agency
    if _is_name(place):
        head.names.append((at, place))
        return True
    return agency and not place


def _parts(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in (*_DIVIDED.finditer(text), None):
        stop = match.start() if match else len(text)
        part = text[at:stop].strip()
        if part:
            yield at + text[at:stop].index(part), part
        at = match.end() if match else stop


def _dated_name(part: str) -> str | None:
    """The name in "LONDON Feb 10" or "KYIV Feb. 10"."""
    for match in re.finditer(r"\s+", part):
        if _is_date(part[match.end() :]):
            return part[: match.start()]
    return None


def _is_date(part: str) -> bool:
    return date_shape().fullmatch(part.strip(" .")) is not None


def _before_agency(part: str) -> tuple[str, bool]:
    """A part without the agency that it is, or ends with ("Ukraine CNN"), and whether it does."""
    if _is_agency(part):
        return "", True
    before, _, last = part.rpartition(" ")
    if before and last.isupper() and _is_agency(last):
        return before, True
    return part, False


def _is_agency(part: str) -> bool:
    low = part.lower().strip(" .")
    known = low in words("openings", "agencies") | words("openings", "correspondents")
    return known or low.startswith("special to ")


def _is_initialled(part: str) -> bool:
    """Whether what stands in brackets may be an agency that no list holds: a name, initials."""
    pieces = re.split(r"[\s,/&-]+", part.strip())
    return (
        part.lower() not in regions()
        and len(part) > 1
        and all(word[:1].isupper() for word in pieces if len(word) > 3)
        and (len(part) > 3 or part.isupper())
    )


def _is_name(part: str) -> bool:
    """Whether a part may be the name of a place: capitals, but for particles."""
    if _NAME.fullmatch(part) is None or not 2 <= len(part) <= _LONGEST:
        return False
    first = part.partition(" ")[0].lower()
    bare = first in function_words() and not part.isupper()
    if bare and part.lower() not in regions() | words("openings", "labels"):
        return False
    pieces = [word for word in re.split(r"[\s-]", part) if word]
    particles = words("places", "particles", "all") | {"of", "the", "in", "on", "at", "e", "do"}
    return (
        len(part.split()) <= _MOST_WORDS
        and any(word[:1].isupper() for word in pieces)
        and all(
            word[:1].isupper() or word.lower() in particles or "’" in word or "'" in word
            for word in pieces
        )
    )
