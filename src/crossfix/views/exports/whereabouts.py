"""Which stretches of a text name private persons: in full, in part, in addresses and handles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from crossfix.views.exports.addresses import WITHHELD_LINK, find_addresses
from crossfix.views.exports.known_names import WITHHELD_NAME, Names
from crossfix.views.exports.masking import Edit
from crossfix.views.exports.naming import (
    Word,
    Words,
    begins_sentence,
    follows_initial,
    initials_from,
    is_role,
    read_words,
    run_from,
    stand_together,
)

_IN_ADDRESS: Final = frozenset("@#/\\._")
"""Before a word that is the end of a handle, a tag or an address."""


def find_names(text: str, names: Names) -> Iterator[Edit]:
    """Where a text names any of the persons, each with what stands there instead.

    An address or a handle that tells a name is withheld whole, beside the name in it.
    """
    if not names:
        return
    edits = [edit for edit, _ in _find(text, names)]
    yield from edits
    for start, stop in find_addresses(text):
        holds = any(edit.start < stop and start < edit.stop for edit in edits)
        if holds or names.is_in(text[start:stop]):
            yield Edit(start, stop, WITHHELD_LINK)


def persons_told(text: str, names: Names) -> dict[Words, str]:
    """The persons whom a text names in full, by the words of the name."""
    return {words: names.name(words) for _, words in _find(text, names) if words}


def _find(text: str, names: Names) -> Iterator[tuple[Edit, Words]]:
    """The stretches that name a person; with the words of the name where it is told in full."""
    words = list(read_words(text))
    at = named = 0
    while at < len(words):
        is_name = not words[at].is_lower or names.may_begin(words[at].key)
        run = run_from(text, words, at) if is_name else []
        public = names.public_run(tuple(words[n].key for n in run)) if run else 0
        last, whose = _full(words, run, names)
        if public and (last is None or run[public - 1] > last):
            at = run[public - 1] + 1
            continue
        label = names.name(whose) if whose else None
        if last is None:
            last, label, whose = _abbreviated(text, words, at, names)
        if last is None:
            last, label = _alone(text, words, at, names, is_free=at > named)
        if last is not None and label is not None:
            last = _drawn_out(text, words, last, whose)
            last = _with_initials(text, words, last, names)
            yield Edit(words[at].start, words[last].stop, label), whose
            named = last + 1
        at = at + 1 if last is None else last + 1


def _full(words: Sequence[Word], run: Sequence[int], names: Names) -> tuple[int | None, Words]:
    """The last word of a name that begins a run, in full or around a middle name, and whose."""
    if not run or not names.may_begin(words[run[0]].key):
        return None, ()
    keys = tuple(words[n].key for n in run)
    for length in range(len(run), 1, -1):
        whose = names.run(keys[:length])
        if whose is None and length > 2 and not any(words[n].is_lower for n in run[:length]):
            whose = names.run((keys[0], keys[length - 1]))
        if whose is not None:
            return run[length - 1], whose
    return None, ()


def _abbreviated(
    text: str, words: Sequence[Word], at: int, names: Names
) -> tuple[int | None, str | None, Words]:
    """A surname behind initials that are those of a bearer ("I. Ya. Franko")."""
    last = at + initials_from(text, words, at)
    if last == at or last >= len(words) or not follows_initial(text, words[last - 1], words[last]):
        return None, None, ()
    found = {w for w in names.bearers(words[last].key) if _has_initial(w, words[at])}
    if not found or words[last].is_lower:
        return None, None, ()
    labels = {names.name(whose) for whose in found}
    whose = next(iter(found))
    return last, labels.pop() if len(labels) == 1 else WITHHELD_NAME, whose


def _alone(
    text: str, words: Sequence[Word], at: int, names: Names, *, is_free: bool
) -> tuple[int | None, str | None]:
    """A single word that means one of those who are there, or somebody by the surname.

    ``is_free`` tells that there is a word before it that is no part of another name.
    """
    word = words[at]
    if word.is_lower:
        return None, None
    label = names.part(word.key)
    if label is not None:
        if names.is_first_name(word.key) and _goes_on(text, words, at):
            return None, None  # of somebody else: "Ivan Franko", where Ivan Puluj spoke
        return at, label
    if (label := names.joined(word.key)) is not None:
        return at, label
    label = names.surname(word.key)
    if label is None or (is_free and _is_namesake(text, words, at)):
        return None, None
    return at, label


def _drawn_out(text: str, words: Sequence[Word], last: int, whose: Words) -> int:
    """The last word of a name, with words of the same name that stand right behind it."""
    while (
        last + 1 < len(words)
        and words[last + 1].key in whose
        and stand_together(text, words[last], words[last + 1])
    ):
        last += 1
    return last


def _with_initials(text: str, words: Sequence[Word], last: int, names: Names) -> int:
    """The last word of a name, with initials of a bearer that stand behind it ("Franko I. Ya.")."""
    count = initials_from(text, words, last + 1)
    if not count or text[words[last].stop : words[last + 1].start].strip(" \u00a0"):
        return last
    stop = last + count
    closed = text[words[stop].stop : words[stop].stop + 1] == "."
    of_bearer = any(_has_initial(w, words[last + 1]) for w in names.bearers(words[last].key))
    return stop if closed and of_bearer else last


def _has_initial(name: Words, initial: Word) -> bool:
    return any(word.startswith(initial.key) for word in name[:-1] or name)


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a capitalised word follows right after this one."""
    if at + 1 >= len(words) or words[at + 1].is_lower:
        return False
    return text[words[at].stop : words[at + 1].start].strip(" \u00a0") == ""


def _is_namesake(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a given name that is another's, or other initials, stand before a surname."""
    before = words[at - 1]
    if before.is_initial and follows_initial(text, before, words[at]):
        return True
    if before.is_lower or not stand_together(text, before, words[at]):
        return False
    if text[max(0, before.start - 1) : before.start] in _IN_ADDRESS:
        return False
    return not is_role(before.key) and not begins_sentence(text, before)
