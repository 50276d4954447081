"""Where a quoted post ends: whether the next paragraph is still the post's or the author's.

Decided as :mod:`leadins` decides whether a lead-in is answered: by a table of named
features with weights.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from crossfix.annotate.leadins import Block, addresses_reader, goes_on, points_back, sums_up
from crossfix.annotate.pasted import pasted_weight, signature, signature_line
from crossfix.annotate.writers import WHOLE
from crossfix.lexicons import words

_SINGULAR: Final = re.compile(r"\b(?:I|[Mm]y|[Mm]e|mine|myself)\b")
_PLURAL: Final = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ours|ourselves)\b")
_HERE: Final = re.compile(
    r"\b(?:here|around here|over here|in our (?:sector|area|village|town|street))\b", re.I
)
_OPEN: Final = re.compile("[“«„]")
_CLOSED: Final = re.compile("[”»]")
_TEXTS: Final = "|".join(sorted(words("voices", "texts")))
_OF_POST: Final = re.compile(
    rf"\b(?:the|this|that|his|her|their|its|so much for (?:the|this|that)) "
    rf"(?:same |whole |entire |above |last |first )?(?:{_TEXTS})\b(?! of\b)"
    r"|\b(?:its|the (?:channel|post|page|account|blog)['’]s) (?:author|owner|admin|editor)s?\b",
    re.I,
)
_OF_WHAT_IT_SAYS: Final = re.compile(
    rf"^\W*(?:that|this|these|those|the|such) (?:last |first |final |latter )?"
    rf"(?:{'|'.join(sorted(words('voices', 'discourse')))})s?\b",
    re.I,
)
_OWN_DOUBT: Final = re.compile(
    r"\bI (?:can(?:not|['’]t| not)?|could(?:n['’]t| not)?|was(?:n['’]t| not) able to|have(?:n['’]t"
    r"| not)?) (?:been able to )?(?:confirm|verify|vouch|check|corroborate|independently)",
    re.I,
)
FROM_AUTHOR: Final = re.compile(
    r"^\W*(?:(?:a (?:word|note|remark) )?from (?:me|myself|us|the (?:author|editors?|admin))"
    r"|my (?:comment|commentary|note|take|own view|view|remark|two cents)|(?:our )?comment"
    r"|commentary|editor['’]?s?['’]? (?:note|comment)|author['’]s note|note|ed\.|p\.?s)\s*[:.]",
    re.I,
)
"""How a writer says that the words are theirs again: "From me:", "Editor's note:"."""
AHEAD: Final = 8
"""Paragraphs ahead in which the signature of a post is looked for."""


@dataclass(frozen=True)
class Post:
    """What has been read of a quoted post, and what is known of who wrote it.

    ``names`` are lower-case words by which its speaker may be called again.
    """

    blocks: Sequence[Block]
    lead: Block | None
    names: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The last of what has been read of it."""
        return "\n".join(block.text for block in self.blocks[-AHEAD:])


Feature = Callable[[Post, Block], bool]


def _signed_below(post: Post, after: Block) -> bool:
    """The paragraph ends in a signature, and the post has none so far."""
    return signature(after.text) is not None


def _quotation_open(post: Post, after: Block) -> bool:
    """A quotation mark that was opened in the post is not closed yet."""
    opening = len(_OPEN.findall(post.text)), len(_CLOSED.findall(post.text))
    return opening[0] > opening[1]


def _shows_signs(post: Post, after: Block) -> bool:
    """The paragraph shows signs of having been pasted."""
    return pasted_weight(after.text) > 0 and not after.own_style


def _given_whole(post: Post, after: Block) -> bool:
    """The lead-in gives the whole of a text: "in full", "as it stands", "I translate"."""
    return post.lead is not None and WHOLE.search(post.lead.text) is not None


def _same_person(post: Post, after: Block) -> bool:
    """Both speak of themselves, and in the same number: "I" or "we"."""
    mine, theirs = _persons(after.text), _persons(post.text)
    return bool(mine) and mine <= theirs


def _other_person(post: Post, after: Block) -> bool:
    """The paragraph says "I" where the post says only "we"."""
    return _persons(post.text) == {"we"} and "I" in _persons(after.text)


def _is_there(post: Post, after: Block) -> bool:
    """The paragraph speaks of "here"."""
    return _HERE.search(after.text) is not None


def _of_the_post(post: Post, after: Block) -> bool:
    """The paragraph speaks of the post itself, of what it says or of its author."""
    named = {word.lower() for word in re.findall(r"[\w@’'-]+", after.text) if word[:1].isupper()}
    return (
        _OF_POST.search(after.text) is not None
        or _OF_WHAT_IT_SAYS.match(after.text) is not None
        or bool(post.names & (named | _handles(after.text)))
        or any(_again(name).search(after.text) for name in post.names)
    )


def _weighs(post: Post, after: Block) -> bool:
    """Whoever writes says what of it can be confirmed."""
    return _OWN_DOUBT.search(after.text) is not None


def _goes_on(post: Post, after: Block) -> bool:
    """The paragraph opens as an argument that goes on."""
    return goes_on(post.blocks[-1], after)


def _points_back(post: Post, after: Block) -> bool:
    """The paragraph takes up the post, or its author, with a pronoun."""
    return points_back(post.blocks[-1], after)


def _sums_up(post: Post, after: Block) -> bool:
    """The paragraph opens with a question or a cleft."""
    return sums_up(post.blocks[-1], after)


def _addresses_reader(post: Post, after: Block) -> bool:
    """The paragraph speaks to the reader."""
    return addresses_reader(post.blocks[-1], after)


FEATURES: Final[tuple[tuple[float, Feature], ...]] = (
    (+4.0, _signed_below),
    (+5.0, _quotation_open),
    (+2.0, _shows_signs),
    (+3.0, _given_whole),
    (+2.0, _same_person),
    (+1.0, _is_there),
    (-4.0, _of_the_post),
    (-3.0, _weighs),
    (-2.0, _goes_on),
    (-2.0, _points_back),
    (-2.0, _sums_up),
    (-1.0, _addresses_reader),
    (-1.0, _other_person),
)
"""Weight and feature; the sum with ``PRIOR`` decides, above zero the post goes on."""
PRIOR: Final = -1.5


def weigh_going_on(post: Post, after: Block) -> dict[str, float]:
    """The features that fired, by name: is this paragraph still part of the post?"""
    if FROM_AUTHOR.match(after.text):
        return {"from_author": -9.0}
    found = {
        feature.__name__.strip("_"): weight for weight, feature in FEATURES if feature(post, after)
    }
    return {"prior": PRIOR, **found}


def is_signed_ahead(post: Post, following: Iterable[Block]) -> bool:
    """Whether paragraphs that nothing takes from the post lead to one with its signature."""
    for block in following:
        if FROM_AUTHOR.match(block.text):
            return False
        if signature(block.text) or signature_line(block.text):
            return True
        if _of_the_post(post, block):
            return False
    return False


@lru_cache(maxsize=256)
def _again(name: str) -> re.Pattern[str]:
    """How a writer takes up somebody by the last word of what they are called."""
    return re.compile(rf"\b(?:the|this|that|same) {re.escape(name)}\b", re.I)


def _persons(text: str) -> set[str]:
    found = {"I"} if _SINGULAR.search(text) else set()
    return found | ({"we"} if _PLURAL.search(text) else set())


def _handles(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"@\w+", text)}
