"""Pseudonyms of private persons, and who of them is known where.

A pseudonym is made from the name with a secret key (HMAC), so that it is the same in every
export by whoever has the key, and nobody without it can try names out.  The id of such a
source is made from its name as well and is replaced in the same way.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from typing import Final

from crossfix.model import Ledger, Source, SourceKind
from crossfix.views.exports.addresses import WITHHELD_FILE, file_kind
from crossfix.views.exports.known_names import Names, Others
from crossfix.views.exports.masking import Masked, join_edits
from crossfix.views.exports.naming import Words, read_words, words_of
from crossfix.views.exports.whereabouts import find_names, persons_told

__all__ = [
    "Names",
    "Pseudonyms",
    "find_names",
    "mask_path",
    "mask_words",
    "names_in",
    "names_in_case",
    "private_sources",
    "words_of",
]

_MAYBE_PRIVATE: Final = frozenset({SourceKind.OTHER, SourceKind.EYEWITNESS, SourceKind.ANONYMOUS})
_OUTLETS: Final = frozenset({SourceKind.MEDIA, SourceKind.COMPANY})
_DIGITS: Final = 10


class Pseudonyms:
    """Names that stand for private persons, by a secret key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def name(self, name: str) -> str:
        """What a person is called instead: the same for the same words, however transcribed."""
        return f"Person {self._digest('name', ' '.join(words_of(name)))[:_DIGITS].upper()}"

    def id(self, source_id: str) -> str:
        """What the id of a private source is replaced by."""
        return f"src_{self._digest('id', source_id)[:16]}"

    def _digest(self, use: str, text: str) -> str:
        message = f"{use}\x1f{text}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


def private_sources(ledger: Ledger) -> Iterator[Source]:
    """The sources of a report that are private persons with a name of their own."""
    places = _words_of_places(ledger)
    for source in ledger.sources:
        if source.name and _is_private(source):
            words = words_of(source.name)
            described = any(word.is_lower for word in read_words(source.name))
            if words and not (described and places.issuperset(words)):
                yield source


def names_in_case(sources: Iterable[Source], pseudonyms: Pseudonyms) -> Names:
    """Private persons' names of two words and more, which are looked for in every text.

    Their surnames are looked for too, as far as no public source of the case has them.
    """
    persons: dict[Words, str] = {}
    public: set[Words] = set()
    for source in sources:
        words = words_of(source.name) if source.name else ()
        if not words:
            continue
        if _is_private(source):
            if len(words) > 1:
                persons[words] = pseudonyms.name(str(source.name))
        elif is_public(source):
            public.add(words)
    return Names(persons, others=Others(frozenset(public)))


def names_in(ledger: Ledger, pseudonyms: Pseudonyms, everywhere: Names) -> Names:
    """What private persons are called in a report, in full and in part, with their pseudonyms.

    Who is named there in full is known by parts of the name as well, like those who speak.
    A part that also belongs to the full name of a public source (an official, an outlet)
    stands for that one; a public source of one word that is such a part is the person again.
    """
    told = (words_of(s.name) for s in ledger.sources if s.name and is_public(s))
    public = frozenset(words for words in told if words)
    persons = {words_of(str(s.name)): pseudonyms.name(str(s.name)) for s in private_sources(ledger)}
    if everywhere:
        known = Names({}, everywhere, Others(public))
        for words, name in persons_told(ledger.document.text, known).items():
            persons.setdefault(words, name)
    outlets = map(words_of, (s.name for s in ledger.sources if s.name and s.kind in _OUTLETS))
    others = Others(
        public,
        outlets=frozenset(words[0] for words in outlets if len(words) == 1),
        places=_words_of_places(ledger),
    )
    return Names(persons, everywhere, others, by_parts=True)


def is_public(source: Source) -> bool:
    """Whether a source is known for what it is, not just by a name."""
    if source.is_author:
        return True
    return not source.private_person and source.kind not in _MAYBE_PRIVATE


def mask_words(text: str, names: Names) -> str:
    """A text that is no part of a report (a title, a reason) with the names replaced.

    Who is named in it in full is known by parts of the name as well.
    """
    if not names:
        return text
    told = persons_told(text, names)
    if told and not (names.by_parts and told.keys() <= names.persons.keys()):
        names = Names(told, names, by_parts=True)
    return Masked(text, join_edits(find_names(text, names))).text


def mask_path(path: str, names: Names) -> str:
    """The name of a file, or nothing of it but its kind where it tells a name."""
    if not names or (mask_words(path, names) == path and not names.is_in(path)):
        return path
    return f"{WITHHELD_FILE}{file_kind(path)}"


def _is_private(source: Source) -> bool:
    return source.private_person and not source.is_author


def _words_of_places(ledger: Ledger) -> frozenset[str]:
    return frozenset(word for place in ledger.places for word in words_of(place.text))
