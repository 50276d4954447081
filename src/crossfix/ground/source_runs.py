"""The run of words that is a source's name, and the titles before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_names import (
    BODIES,
    EVIDENTIAL,
    PERSONS,
    TITLES,
    is_domain,
    is_outlet,
    kind_of_noun,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_LINKS: Final = frozenset(
    {"of", "for", "the", "and", "&", "de", "von", "van", "der", "al", "bin", "-", "in"}
)


_OWNED_BY: Final = re.compile(
    r"-(?:based|owned|backed|linked|run|led|controlled|aligned|friendly|language)$"
)
"""As in "Saudi-owned", "Athens-based": no part of the name behind it."""
DETERMINERS: Final = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their"}
)


def split_run(run: list[str], head: Token) -> tuple[list[str], str]:
    """Titles and name, of a person whose surname is a role too ("Eliot Major") as well."""
    titles, name = split_titles(run)
    surname = not name and len(run) > 1 and head.ent_type_ == "PERSON"
    if surname and kind_of_noun(run[-2].lower().rstrip(".")) is None and (
        run[-2].lower() not in TITLES
    ):  # fmt: skip
        return split_titles(run[:-1])[0], " ".join(run[len(split_titles(run[:-1])[0]) :])
    return titles, name


def split_titles(run: list[str]) -> tuple[list[str], str]:
    """A run of name words as titles and name: ("Defence Minister", "Ann Ray").

    A run that ends in a title or a role is all title, unless it names a body.
    """
    if is_outlet(run):
        return [], " ".join(run)
    last = -1
    for index, word in enumerate(run):
        plain = word.lower().rstrip(".")
        if plain in BODIES and index == len(run) - 1:
            return [], " ".join(run)
        if _is_title(word) or kind_of_noun(plain) or plain in BODIES:
            if plain in BODIES and last < index and _starts_body(run[index:]):
                return [], " ".join(run)
            last = index
    titles = [word.lower() for word in run[: last + 1]]
    ends = titles[-1].rstrip(".") if titles else ""
    if ends in BODIES and not any(_is_personal(title) for title in titles):
        return [], " ".join(run)  # "Operational Command South"
    return titles, " ".join(run[last + 1 :])


def _is_title(word: str) -> bool:
    """As in "Dr." or "vice"; "Major-General" too, whose parts are titles."""
    plain = word.lower()
    if plain in TITLES or plain.rstrip(".") in TITLES:
        return True
    parts = plain.split("-")
    return len(parts) > 1 and all(part in TITLES or kind_of_noun(part) for part in parts)


def _is_personal(title: str) -> bool:
    plain = title.rstrip(".")
    return plain not in BODIES and (kind_of_noun(plain) is not None or plain in PERSONS)


def _starts_body(rest: list[str]) -> bool:
    """As in "Ministry of Defence", "Institute for the Study of War"."""
    return len(rest) == 1 or rest[1].lower() in {"of", "for"}


def core_of(tokens: Tokens) -> list[Token]:
    """The words of the mention without determiners, apposition and what stands behind."""
    head = tokens.root
    cut = next(
        (t.i for t in tokens if t.i > head.i and (t.text == "," or t.lower_ in {"who", "which"})),
        tokens.end,
    )
    return [
        t for t in tokens if t.i < cut and not (t.i == tokens.start and t.lower_ in DETERMINERS)
    ]


def name_run(core: list[Token], head: Token) -> list[str]:
    """The run of proper words that the head stands in, the links of a body's name too."""
    foreign = head.tag_ == "NN" and head.text.istitle() and head.n_lefts == 0 and (
        kind_of_noun(lemma_of(head)) is None and lemma_of(head) not in PERSONS | EVIDENTIAL
    )  # fmt: skip
    foreign = foreign or (sum(map(str.isupper, head.text)) >= 2 and head.pos_ in {"NOUN", "ADJ"})
    foreign = foreign or head.text[:1] == "@"
    foreign = foreign or (head.pos_ == "ADJ" and head.is_title and len(core) == 1)
    if head.pos_ != "PROPN" and not is_domain(head.text) and not foreign:
        domain = [t.text for t in core if is_domain(t.text)]
        return domain[:1]
    number = next((n for n, t in enumerate(core) if t.i == head.i), None)
    if number is None:
        return []
    start = stop = number
    while start > 0 and (
        _is_proper(core[start - 1])
        or (core[start - 1].dep_ in {"amod", "nmod"} and _may_begin_name(core[start - 1]))
        or _is_hyphen(core[start - 1])
    ):
        if core[start - 1].dep_ == "poss" or core[start - 1].tag_ == "POS":
            break
        start -= 1
    while stop + 1 < len(core):
        following = core[stop + 1]
        linked = following.lower_ in _LINKS and any(
            _is_proper(t) for t in core[stop + 2 : stop + 4]
        )
        if not _is_proper(following) and not linked and not _is_hyphen(following):
            break
        if following.lower_ == "of" and _is_affiliation(core, stop, head):
            break
        if following.lower_ in {"and", "&", "in"} and following.dep_ in {"cc", "prep"} and (
            following.head.i == head.i
        ):  # fmt: skip
            break
        stop += 1
    words = _glued(
        t for t in core[start : stop + 1] if t.tag_ not in {"POS", "DT"} or t.lower_ == "the"
    )
    while len(words) > 1 and _OWNED_BY.search(words[0]):
        words = words[1:]
    return words


def _may_begin_name(token: Token) -> bool:
    """As in "al-Houthi movement" or "Syrian Observatory"; not "reformist Shargh"."""
    return token.text[:1].isupper() or token.lower_ in _LINKS


def _glued(tokens: Iterable[Token]) -> list[str]:
    """The words of a run, what hyphens join as one: "Asharq", "Al-Awsat"."""
    words: list[str] = []
    last: Token | None = None
    for token in tokens:
        hyphen = last is not None and (_is_hyphen(token) or _is_hyphen(last))
        if words and last is not None and hyphen and not last.whitespace_:
            words[-1] += token.text
        elif not _is_hyphen(token):
            words.append(token.text)
        last = token
    return words


def _is_hyphen(token: Token) -> bool:
    """A hyphen within a word, as in "Al-Awsat", not a dash between words."""
    return token.text in {"-", "‑"} and not token.whitespace_ and (
        token.i > 0 and not token.nbor(-1).whitespace_
    )  # fmt: skip


def _is_affiliation(core: list[Token], stop: int, head: Token) -> bool:
    """As in "Kovalenko of the NSDC", not "Institute of Physics": whose the person is."""
    if core[stop].lower_ in BODIES or kind_of_noun(core[stop].lower_) or stop + 1 >= len(core):
        return False
    owner = next((t for t in core[stop + 2 :] if _is_proper(t)), None)
    return head.ent_type_ == "PERSON" or (
        owner is not None and (owner.text.isupper() or owner.lower_ in BODIES)
    )


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" or (
        token.text[:1].isupper() and token.pos_ in {"ADJ", "NOUN"} and token.i > token.sent.start
    )


def lemma_of(token: Token) -> str:
    """The lower-case lemma of a token."""
    return token.lemma_.lower()
