"""A part of a sentence as it speaks of recorded evidence, word by word in base forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from crossfix import lexicons
from crossfix.link.recording_words import (
    ACCORDING,
    BE,
    CLOSING,
    DEFINITE,
    EARLIER,
    EXCEPT,
    FRAGMENT,
    IN,
    JOINED,
    MISSING,
    NEGATORS,
    NOBODY,
    NOT,
    OPENING,
    PASSIVE,
    PERCEIVED,
    SUBJECTS,
    SUPPOSED,
    UNSURE,
    appearing,
    contracted,
    made_of,
    making,
    names,
    saying,
)
from crossfix.model import Span

_OWNER: Final = re.compile(r"s?['’](?:s\b|\s)")
_REACH: Final = 7
"""Words between a name and the verb that says something of it."""
_BEFORE: Final = 5
_CONTENT: Final = 90
"""Characters that are quoted of what a recording shows."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Evidence that a sentence says there is, or is none.

    ``kinds`` are those that are named, ``narrowed`` words that narrow the name, ``content``
    the words (base forms) of what it shows; ``words`` is what is quoted of it.
    """

    sentence: Span
    words: Span
    kinds: frozenset[str]
    narrowed: frozenset[str]
    content: tuple[str, ...]
    denied: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The words of a part of a sentence in base form, and where each begins in it."""

    sentence: Span
    at: list[int]
    words: list[str]

    def names(self) -> Iterator[tuple[int, int]]:
        """The names of evidence: the first word of each row of them, and the one behind it."""
        i = 0
        while i < len(self.words):
            if self.words[i] not in names():
                i += 1
                continue
            first, stop = i, i + 1
            while stop < len(self.words):
                if self.words[stop] in names():
                    stop += 1
                elif self.words[stop] in JOINED and self._named(stop + 1) is not None:
                    stop = (self._named(stop + 1) or stop) + 1
                else:
                    break
            i = stop
            compound = self._word(stop) in lexicons.words("recordings", "compounds", "words")
            if not (compound and self._adjoins(stop)) and not self._owns(stop - 1):
                yield first, stop

    def _owns(self, i: int) -> bool:
        """Whether a word stands before what is its own ("the video's release")."""
        end = self.at[i] + len(self.words[i])
        return bool(_OWNER.match(self.sentence.text, end))

    def _named(self, i: int) -> int | None:
        """Where the next name is, at most two words on."""
        return next((j for j in (i, i + 1) if self._word(j) in names()), None)

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def _adjoins(self, i: int) -> bool:
        """Whether nothing but white space stands before a word."""
        gap = self.sentence.text[self.at[i - 1] : self.at[i]]
        return "," not in gap

    def read(self, first: int, stop: int) -> Recording | None:
        """What the part says of the evidence that some of its words name."""
        before, behind = self.words[:first], self.words[stop:]
        start, narrowed = self._modifiers(first)
        if set(before) & SUPPOSED or set(before[-_BEFORE:] + behind[:3]) & UNSURE:
            return None
        denial = self._denied(start, stop)
        if denial is not None:
            every = set(self.words)
            early = every & EARLIER or "at first" in self.sentence.text.casefold()
            if early or set(behind[:4]) & EXCEPT:
                return None
            return self._recording(denial, first, stop, narrowed, denied=True)
        doubtful = lexicons.words("recordings", "doubtful", "words")
        if narrowed & doubtful or self._is_negated(start, stop):
            return None
        if not self._is_told_of(start, first, stop):
            return None
        return self._recording(start, first, stop, narrowed, denied=False)

    def _modifiers(self, first: int) -> tuple[int, frozenset[str]]:
        """Where the phrase begins, and the words in it that narrow the name.

        Up to three words are looked at, as far as nothing closes the phrase.
        """
        loose = lexicons.words("recordings", "loose", "words")
        narrowed: set[str] = set()
        start = first
        for i in range(first - 1, max(-1, first - 4), -1):
            word = self.words[i]
            if word in CLOSING or not self._adjoins(i + 1):
                break
            start = i
            if word not in loose:
                narrowed.add(word)
        return start, frozenset(narrowed)

    # --- denied -----------------------------------------------------------------------

    def _denied(self, start: int, stop: int) -> int | None:
        """Where the words begin that say that there is none; None where nothing does."""
        negator = self._negator(start)
        if negator is not None:
            return self._none_at_all(negator, stop)
        while self._word(start - 1) in {"a", "any"}:
            start -= 1
        ahead = self.words[max(0, start - _BEFORE) : start]
        if ahead[-1:] == ["of"] and set(ahead[-2:-1]) & {"lack", "absence", "dearth"}:
            return start - 2
        if ahead[-1:] and ahead[-1] in DEFINITE:
            return None
        nobody, not_i = set(ahead) & NOBODY, set(ahead) & NOT | contracted(ahead)
        published = lexicons.words("recordings", "verbs", "publish")
        if (nobody and set(ahead) & published) or (
            not_i and set(ahead) & {"i", "we"} and set(ahead) & PERCEIVED
        ):
            return max(0, start - _BEFORE)
        return start if self._is_wanting(stop) else None

    def _is_wanting(self, stop: int) -> bool:
        """Whether the words behind a name say that it "has not appeared", or is missing."""
        behind = self.words[stop : stop + _REACH]
        for i, word in enumerate(behind):
            if word in SUBJECTS:
                return False
            if word in MISSING:
                return "be" in behind[:i]
            if word in NOT or contracted([word]):
                helping = word if contracted([word]) else " ".join(behind[i - 1 : i])
                verbs = set(self.words[stop + i + 1 : stop + i + 4])
                if verbs & lexicons.words("recordings", "verbs", "appear"):
                    return True
                return helping.startswith(PASSIVE) and bool(verbs & appearing())
        return False

    def _negator(self, start: int) -> int | None:
        """Where "no", "neither", "not a single" or "not any" stands before the phrase."""
        if self._word(start - 1) in NEGATORS:
            return start - 1
        return start - 1 if self._word(start - 1) == "not" and self._word(start) == "a" else None

    def _none_at_all(self, negator: int, stop: int) -> int | None:
        """Whether a "no" before a name says that there is none, and not whose it is not."""
        ahead = self.words[max(0, negator - 6) : negator]
        if "there" in ahead and (ahead[-1] == "there" or set(ahead) & (BE | appearing())):
            return negator - len(ahead) + ahead.index("there")
        if set(ahead[-4:]) & {"i", "we"} and set(ahead) & (PERCEIVED | {"have"}):
            return negator
        if set(ahead) - OPENING:
            return None
        behind = self.words[stop : stop + _REACH]
        if not behind or behind[0] in FRAGMENT or behind[0] in appearing():
            return negator
        return negator if behind[0] in BE and set(behind[1:]) & appearing() else None

    # --- asserted ---------------------------------------------------------------------

    def _is_negated(self, start: int, stop: int) -> bool:
        behind = self.words[stop : stop + _REACH]
        told = lexicons.words("recordings", "verbs", "show") | appearing()
        verb = next((i for i, word in enumerate(behind) if word in told), len(behind))
        near = self.words[max(0, start - _BEFORE) : start] + behind[:verb]
        refusing = {"without", "lack", "absence", "deny", "refuse", "decline", "ban", "forbid"}
        return bool(set(near) & (NEGATORS | NOT | NOBODY | refusing) or contracted(near))

    def _is_told_of(self, start: int, first: int, stop: int) -> bool:
        """Whether the words around a name say that there is such a thing."""
        ahead = self.words[max(0, start - _BEFORE) : start]
        behind = self.words[stop : stop + _REACH]
        verbs = lexicons.words("recordings", "verbs", "show") | appearing()
        if set(behind) & verbs:
            return True
        if set(ahead) & lexicons.words("recordings", "verbs", "publish"):
            return True
        if "there" in ahead and set(ahead) & BE:
            return True
        ahead = self.words[max(0, first - 3) : first]
        return bool(set(ahead) & IN) or ahead[:2] in ACCORDING

    # --- what is quoted ---------------------------------------------------------------

    def _recording(
        self, start: int, first: int, stop: int, narrowed: frozenset[str], *, denied: bool
    ) -> Recording:
        text = self.sentence.text
        end = min(len(text), self.at[stop - 1] + _CONTENT)
        last = next((at for at in self.at if at >= end), None)
        comma = text.find(",", self.at[stop - 1])
        last = comma if comma >= 0 and (last is None or comma < last) else last
        quoted = text[self.at[start] : last].rstrip(" .!…\n,;:—(")
        told = takewhile(lambda word: word not in saying(), self.words[stop:])
        content = tuple(word for word in told if word not in FRAGMENT)
        at = self.sentence.start + self.at[start]
        return Recording(
            sentence=self.sentence,
            words=Span(at, at + len(quoted), quoted),
            kinds=self._kinds(start, first, stop),
            narrowed=narrowed - making(),
            content=content,
            denied=denied,
        )

    def _kinds(self, start: int, first: int, stop: int) -> frozenset[str]:
        """The kinds that a row of names tells; "video evidence" is a video."""
        found: set[str] = set()
        row = self.words[first:stop]
        for i, word in enumerate(row):
            pair = f"{self._word(first + i - 1)} {word}"
            told = names().get(pair) or names().get(word)
            if told is None:
                continue
            if told in {"proof", "audio"} or pair in names():
                made = made_of(self.words[start : first + i]) or {told}
                found = (found - {"video", "photo"} if made == found else found) | made
            else:
                found.add(told)
        return frozenset(found)
