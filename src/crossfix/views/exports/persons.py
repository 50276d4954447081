"""Pseudonyms of private persons, and where a report names them.

A pseudonym is made from the name with a secret key (HMAC), so that it is the same in every
export by whoever has the key, and nobody without it can try names out.  The id of such a
source is made from its name as well and is replaced in the same way.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from crossfix import lexicons
from crossfix.model import Ledger, Source, SourceKind
from crossfix.views.exports.masking import Edit

Words = tuple[str, ...]

LONGEST: Final = 5
"""Words of the longest name that is looked for."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-ʼ'’][^\W\d_]+)*")
_GAP: Final = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]*|\.[ \u00a0]?")
_POSSESSIVE: Final = re.compile(r"['’]s$")
_MAYBE_PRIVATE: Final = frozenset({SourceKind.OTHER, SourceKind.EYEWITNESS, SourceKind.ANONYMOUS})
_OUTLETS: Final = frozenset({SourceKind.MEDIA, SourceKind.COMPANY})
_DIGITS: Final = 10
_SHORTEST_PART: Final = 3


class Pseudonyms:
    """Names that stand for private persons, by a secret key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def name(self, name: str) -> str:
        """What a person is called instead: the same for the same words."""
        return f"Person {self._digest('name', ' '.join(words_of(name)))[:_DIGITS].upper()}"

    def id(self, source_id: str) -> str:
        """What the id of a private source is replaced by."""
        return f"src_{self._digest('id', source_id)[:16]}"

    def _digest(self, use: str, text: str) -> str:
        message = f"{use}\x1f{text}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


def words_of(name: str) -> Words:
    """The words of a name that name somebody: capitalised, without titles; lower case.

    Empty for a mere description ("a resident of the village").
    """
    titles = lexicons.words("positions", "titles")
    found = [_POSSESSIVE.sub("", m.group()) for m in _WORD.finditer(name)]
    return tuple(w.casefold() for w in found if not w[0].islower() and w.casefold() not in titles)


def private_sources(ledger: Ledger) -> Iterator[Source]:
    """The sources of a report that are private persons with a name of their own."""
    places = {word for place in ledger.places for word in words_of(place.text)}
    for source in ledger.sources:
        if source.private_person and not source.is_author and source.name:
            words = words_of(source.name)
            described = any(w.group()[0].islower() for w in _WORD.finditer(source.name))
            if words and not (described and set(words) <= places):
                yield source


class Names:
    """What persons are called, by lower-case words, each with the pseudonym.

    ``base`` are names that are known besides, apart from those that are ``public``: a case
    may know very many, so that they are looked up and never copied.
    """

    def __init__(
        self,
        own: Mapping[Words, str],
        base: Names | None = None,
        public: frozenset[Words] = frozenset(),
    ) -> None:
        self._own, self._base, self._public = own, base, public
        self._firsts = {words[0] for words in own}
        lasts = {words[-1] for words in own if len(words) > 1}
        self._given = {word for words in own for word in words[:-1]} - lasts

    def __bool__(self) -> bool:
        return bool(self._own) or bool(self._base)

    def get(self, words: Words) -> str | None:
        """The pseudonym of whoever has this name."""
        if words in self._own:
            return self._own[words]
        return self._base.get(words) if self._base and words not in self._public else None

    def begin_with(self, word: str) -> bool:
        """Whether a name begins with this word."""
        return word in self._firsts or (self._base is not None and self._base.begin_with(word))

    def is_first_name(self, word: str) -> bool:
        """Whether a word is the first name of one of the report's own persons."""
        return word in self._given


def names_in_case(sources: Iterable[Source], pseudonyms: Pseudonyms) -> Names:
    """Private persons' names of two words and more, which are looked for in every report."""
    found: dict[Words, str] = {}
    for source in sources:
        if source.private_person and not source.is_author and source.name:
            words = words_of(source.name)
            if len(words) > 1:
                found[words] = pseudonyms.name(source.name)
    return Names(found)


def names_in(ledger: Ledger, pseudonyms: Pseudonyms, everywhere: Names) -> Names:
    """What private persons are called in a report, in full and in part, with their pseudonyms.

    A part that also belongs to the full name of a public source (an official, an outlet)
    stands for that one; a public source of one word that is such a part is the person again.
    """
    public = frozenset(words_of(s.name) for s in ledger.sources if s.name and _is_public(s))
    full = (words for words in public if len(words) > 1)
    parts_of_public: set[Words] = {(word,) for words in full for word in words}
    parts_of_public |= {words_of(s.name) for s in ledger.sources if s.name and s.kind in _OUTLETS}
    found: dict[Words, str] = {}
    for source in private_sources(ledger):
        name = pseudonyms.name(str(source.name))
        words = words_of(str(source.name))
        found[words] = name
        for word in words if len(words) > 1 else ():
            if len(word) >= _SHORTEST_PART and (word,) not in parts_of_public:
                found.setdefault((word,), name)
    return Names(found, everywhere, public)


def _is_public(source: Source) -> bool:
    """Whether a source is known for what it is, not just by a name."""
    return not source.private_person and source.kind not in _MAYBE_PRIVATE


def find_names(text: str, names: Names) -> Iterator[Edit]:
    """Where a text names any of the persons, the longest name first, with the pseudonym."""
    if not names:
        return
    found = list(_WORD.finditer(text))
    folded = [_POSSESSIVE.sub("", match.group()).casefold() for match in found]
    at = 0
    while at < len(found):
        length = _longest(text, found, folded, at, names) if names.begin_with(folded[at]) else 0
        if length == 1 and names.is_first_name(folded[at]) and _goes_on(text, found, at):
            length = 0  # the first name of somebody else: "Ivan Franko", where Ivan Puluj spoke
        if length:
            last = found[at + length - 1]
            stop = last.start() + len(_POSSESSIVE.sub("", last.group()))
            name = names.get(tuple(folded[at : at + length]))
            yield Edit(found[at].start(), stop, str(name))
        at += length or 1


def _goes_on(text: str, found: list[re.Match[str]], at: int) -> bool:
    """Whether a capitalised word follows right after this one."""
    following = found[at + 1 : at + 2]
    return bool(following) and (
        not following[0].group()[0].islower()
        and text[found[at].end() : following[0].start()].strip(" \u00a0") == ""
    )


def _longest(
    text: str, found: list[re.Match[str]], folded: list[str], at: int, names: Names
) -> int:
    """How many words from ``at`` on are a name; 0 for none."""
    if found[at].group()[0].islower():
        return 0
    best, words = 0, [folded[at]]
    for length in range(1, LONGEST + 1):
        if names.get(tuple(words)) is not None:
            best = length
        following = at + length
        if following >= len(found):
            break
        gap = text[found[following - 1].end() : found[following].start()]
        if not _GAP.fullmatch(gap) or found[following].group()[0].islower():
            break
        words.append(folded[following])
    return best


def mask_words(text: str, names: Names) -> str:
    """A text that is no part of a report (a title, a reason) with the names replaced."""
    for edit in reversed(list(find_names(text, names))):
        text = text[: edit.start] + edit.words + text[edit.stop :]
    return text
